export const toSvgString = (_element: Element): string => "";
