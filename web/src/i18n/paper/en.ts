import { pluralsOf } from "../types.ts";

const p = pluralsOf("en");

// The printed report, and the numbers as files.
export const paper = {
  place: "Report",
  settings: "What goes into it",
  name: "Title",
  unnamed: "Marketing report",
  author: "Prepared by",
  by: (name: string) => `Prepared by ${name}`,
  paper: "Paper",
  mono: "Black and white",
  sections: "Sections",
  fresh: "Start on a new page",
  note: "Your note",
  noteFor: (section: string) => `Your note: ${section}`,
  freshFor: (section: string) => `Start on a new page: ${section}`,
  print: "Print or save as PDF",
  printHint: "Choose “Save as PDF” in the print window to get a file. What you see here is what is printed.",
  preview: "Preview",
  pages: (n: number, count: string) => `${count} ${p(n, { one: "page", other: "pages" })}`,
  page: (n: string, total: string) => `Page ${n} of ${total}`,
  made: (day: string) => `Made on ${day}`,
  data: (print: string) => `data ${print}`,
  nothing: "There are no numbers to report yet.",
  changes: "What was changed in the data",
  unchanged: "Nothing was changed in the data.",
  changed: "Change",
  where: "Where",
  marks: "Marked numbers",
  out: "Save",
  csv: "CSV, for any program",
  xlsx: "Excel workbook (XLSX)",
  json: "JSON, with every digit",
  markdown: "Copy as Markdown",
  htmlTable: "Copy as a table",
  events: "Event notes",
  eventAdd: "Add an event note",
  eventDay: "Day",
  eventText: "What happened",
  eventSave: "Add",
  eventRemove: (text: string) => `Remove the note ${text}`,
  reverse: "Time from right to left",
  forward: "Time from left to right",
};

export type PaperWords = typeof paper;
