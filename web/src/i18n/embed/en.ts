// Bringing calculators and scorecards to other sites; and what a new version of the page says.
export const embed = {
  noData: "There is no table here yet.",
  open: "Embed",
  title: "Put it on your site",
  what: "What",
  whats: { calculator: "This calculator", scorecard: "The scorecard", report: "The report" },
  how: "How",
  hows: { element: "As an element", auto: "In a frame that fits", fixed: "In a fixed frame" },
  hints: {
    element: "One script and one tag. It takes the width it is given and keeps its own look.",
    auto: "For sites that allow frames and scripts: the frame grows with what is inside.",
    fixed: "For systems that allow frames but no scripts: the height stays as it is set.",
  },
  anyCurrency: "None",
  preview: "Preview",
  width: (pixels: string) => `${pixels} pixels wide`,
  code: "Code to copy",
  noneInside: "No data are inside. Whoever reads it types numbers of their own, and they stay on that device.",
  inside: (size: string) => `Your table is inside this code (${size}): whoever opens the page can read it.`,
  outside: "Your table is not inside. The code names a place on your site where the table is to stand.",
  include: "Put the table into the code",
  includeLink: "Put the table into the address",
  tooLarge: (size: string) => `The table (${size}) is too large for that.`,
  frameData: "A frame shows a saved copy of this page. Save the page, put the file on your site, and write its address into the code; the table is inside that file.",
  files: (names: string) => `Put ${names} from Mittari’s release on your own site; nothing is loaded from elsewhere.`,
  update: "A new version of this page is ready.",
  reload: "Use it now",
};

export type EmbedWords = typeof embed;
