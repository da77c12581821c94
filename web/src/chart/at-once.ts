// For drawing without waiting for the next frame: a browser that prints waits for none.

/** The width that a ResizeObserver would tell: whole pixels of the content. */
export const widthOf = (element: HTMLElement): number => {
  const style = getComputedStyle(element);
  const sides = [style.paddingInlineStart, style.paddingInlineEnd, style.borderInlineStartWidth, style.borderInlineEndWidth];
  return Math.floor(sides.reduce((wide, side) => wide - (Number.parseFloat(side) || 0), element.offsetWidth));
};
