// A chart as a file that needs neither this page nor its styles: SVG with everything written into it, and PNG of that.
import { ellipsise, canvasMeasure } from "./text.js";

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
const kPad = 16;

// All of these are inherited: written down only where an element differs from the one around it.
const inline = (from: Element, to: Element, around: readonly string[] = []): void => {
  const style = getComputedStyle(from);
  const values = kCopied.map((name) => style.getPropertyValue(name));
  kCopied.forEach((name, i) => {
    if (values[i] !== around[i]) to.setAttribute(name, values[i] ?? "");
  });
  to.removeAttribute("class");
  for (let i = 0; i < from.children.length; ++i) {
    const [a, b] = [from.children[i], to.children[i]];
    if (a && b) inline(a, b, values);
  }
};

const svgOf = (element: Element): SVGSVGElement | null => {
  if (element instanceof SVGSVGElement) return element;
  return (element.shadowRoot ?? element).querySelector<SVGSVGElement>(".stage svg, svg");
};

// Words of a text in lines that fit.
const wrapped = (text: string, fits: (line: string) => boolean): string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

// The picture shown by a chart element (or an <svg>), with its colours as they are now: title and sentence on top,
// the chart's notes below, the paper behind. Title and values are in it for those who can't see it.
// Empty where there is no picture (table shown, nothing to draw).
export const toSvgString = (element: Element): string => {
  const source = svgOf(element);
  if (source === null) return "";
  const copy = source.cloneNode(true) as SVGSVGElement;
  inline(source, copy);
  const told = [...copy.querySelectorAll("[aria-label]")].map((each) => each.getAttribute("aria-label") ?? "");
  for (const extra of copy.querySelectorAll('[role="button"], [role="img"], rect[tabindex]')) extra.remove();
  for (const name of ["role", "aria-labelledby", "aria-describedby", "aria-label", "class"]) copy.removeAttribute(name);
  for (const each of copy.querySelectorAll("[aria-hidden], [class]"))
    for (const name of ["aria-hidden", "class"]) each.removeAttribute(name);

  const style = getComputedStyle(element);
  const rtl = style.direction === "rtl";
  const width = Number(source.getAttribute("width"));
  const height = Number(source.getAttribute("height"));
  const root = element.shadowRoot;
  const said = (selector: string): string[] =>
    [...(root?.querySelectorAll(selector) ?? [])].map((each) => each.textContent?.trim() ?? "").filter((text) => text !== "");
  const measure = canvasMeasure(style.fontFamily);
  const quiet = style.getPropertyValue("--ink-2").trim() || "#4a525c";
  const make = (name: string, attributes: Record<string, string | number>, text = ""): SVGElement => {
    const made = document.createElementNS(kSpace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    if (text !== "") made.textContent = text;
    return made;
  };
  const lines = (texts: readonly string[], size: number, weight: number): string[] =>
    texts.flatMap((text) => wrapped(text, (line) => measure(line, size, weight) <= width))
      .map((line) => ellipsise(line, width, size, measure, weight));
  const [title = ""] = said(".title");
  const above = [
    ...lines(title === "" ? [] : [title], 16, 600).map((text) => ({ text, size: 16, weight: 600, fill: style.color })),
    ...lines(said(".sentence"), 13, 400).map((text) => ({ text, size: 13, weight: 400, fill: quiet })),
  ];
  const below = lines(said(".foot > span"), 12, 400).map((text) => ({ text, size: 12, weight: 400, fill: quiet }));
  const tall = (texts: typeof above, air: number): number =>
    texts.length > 0 ? Math.ceil(texts.reduce((sum, each) => sum + each.size * 1.4, air)) : 0;
  const head = tall(above, 12);
  const foot = tall(below, 10);
  const all = { x: -kPad, y: -kPad - head, width: width + 2 * kPad, height: height + 2 * kPad + head + foot };
  const x = rtl ? width : 0;
  const stack = (from: number, texts: typeof above): SVGElement[] => {
    let y = from;
    return texts.map(({ text, size, weight, fill }) => {
      const at = make("text", { x, y: y + size, "font-size": size, "font-weight": weight, fill, "text-anchor": "start" }, text);
      y += size * 1.4;
      return at;
    });
  };
  for (const [key, value] of Object.entries({
    xmlns: kSpace,
    width: all.width,
    height: all.height,
    viewBox: `${all.x} ${all.y} ${all.width} ${all.height}`,
    "font-family": style.fontFamily,
    direction: style.direction,
    role: "img",
    lang: document.documentElement.lang || "en",
  }))
    copy.setAttribute(key, String(value));
  copy.prepend(
    make("title", {}, title),
    make("desc", {}, [...said(".sentence"), ...told].join("; ").slice(0, 4000)),
    make("rect", { ...all, fill: style.getPropertyValue("--paper").trim() || "#fff" }),
    ...stack(-head, above),
  );
  copy.append(...stack(height + 10, below));
  return new XMLSerializer().serializeToString(copy).replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><");
};

// The picture at twice its size. Drawn from a data address: nothing is fetched, and no content policy is widened.
export const toPng = async (picture: string, scale = 2): Promise<Blob> => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
};
