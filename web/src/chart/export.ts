// A chart as one SVG file that needs neither this page nor its styles.

const kCopied = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "paint-order",
  "font-weight",
  "font-variant-numeric",
  "shape-rendering",
] as const;

const kSpace = "http://www.w3.org/2000/svg";

const inline = (from: Element, to: Element): void => {
  const style = getComputedStyle(from);
  for (const name of kCopied) {
    const value = style.getPropertyValue(name);
    if (value !== "") to.setAttribute(name, value);
  }
  to.removeAttribute("class");
  for (let i = 0; i < from.children.length; ++i) {
    const [a, b] = [from.children[i], to.children[i]];
    if (a && b) inline(a, b);
  }
};

const svgOf = (element: Element): SVGSVGElement | null => {
  if (element instanceof SVGSVGElement) return element;
  return (element.shadowRoot ?? element).querySelector<SVGSVGElement>("svg");
};

// The picture shown by a chart element (or an <svg>), with its colours as they are now, its title on
// top and the paper behind. Empty where there is no picture (table shown, nothing to draw).
export const toSvgString = (element: Element): string => {
  const source = svgOf(element);
  if (source === null) return "";
  const copy = source.cloneNode(true) as SVGSVGElement;
  inline(source, copy);
  for (const extra of copy.querySelectorAll('[role="button"], [role="img"], rect[tabindex]'))
    extra.remove();
  for (const name of ["role", "aria-labelledby", "aria-describedby"]) copy.removeAttribute(name);

  const style = getComputedStyle(element);
  const width = Number(source.getAttribute("width"));
  const height = Number(source.getAttribute("height"));
  const titleText = element.shadowRoot?.querySelector(".title")?.textContent ?? "";
  const head = titleText === "" ? 0 : 34;
  const make = (name: string, attributes: Record<string, string | number>): SVGElement => {
    const made = document.createElementNS(kSpace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
  };
  const pad = 16;
  const all = { x: -pad, y: -pad - head, width: width + 2 * pad, height: height + 2 * pad + head };
  copy.setAttribute("xmlns", kSpace);
  copy.setAttribute("width", String(all.width));
  copy.setAttribute("height", String(all.height));
  copy.setAttribute("viewBox", `${all.x} ${all.y} ${all.width} ${all.height}`);
  copy.setAttribute("font-family", style.fontFamily);
  copy.setAttribute("direction", style.direction);
  const paper = style.getPropertyValue("--paper").trim() || "#fff";
  const parts: SVGElement[] = [make("rect", { ...all, fill: paper })];
  if (titleText !== "") {
    const x = style.direction === "rtl" ? width : 0;
    const title = make("text", {
      x,
      y: -16,
      "font-size": 16,
      "font-weight": 600,
      fill: style.color,
    });
    title.textContent = titleText;
    const name = make("title", {});
    name.textContent = titleText;
    parts.unshift(name);
    parts.push(title);
  }
  copy.prepend(...parts);
  return new XMLSerializer().serializeToString(copy).replace(/<!--.*?-->/g, "");
};
