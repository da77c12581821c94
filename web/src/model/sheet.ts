// The channel form's rows as a table for the engine: plain digits, names of the reader's language.
import type { Settings } from "../engine/operations.ts";
import type { Sheet } from "./document.ts";

export const sheetMeasures = ["spend", "sessions", "leads", "mqls", "sqls", "new_customers", "revenue", "gross_profit"] as const;

export const emptySheet: Sheet = { rows: Array.from({ length: 4 }, () => ({ channel: "", cells: {} })) };

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// Rows without a name and without a number are no rows; cells that can't be read are blank.
export const writeSheet = async (
  sheet: Sheet, names: (role: string) => string, read: (text: string) => Promise<number | null>,
): Promise<{ text: string; settings: Settings; rows: number }> => {
  const columns = sheetMeasures.filter((id) => sheet.rows.some((row) => (row.cells[id] ?? "").trim() !== ""));
  const lines: string[] = [["channel", ...columns].map((id) => cell(names(id))).join(",")];
  for (const row of sheet.rows) {
    const values: string[] = [];
    for (const id of columns) {
      const typed = (row.cells[id] ?? "").trim();
      const value = typed === "" ? null : await read(typed);
      values.push(value === null ? "" : String(value));
    }
    if (row.channel.trim() === "" && values.every((value) => value === "")) continue;
    lines.push([cell(row.channel.trim()), ...values].join(","));
  }
  return {
    text: `${lines.join("\n")}\n`, rows: lines.length - 1,
    settings: {
      table: "channel_performance", delimiter: ",", numbers: "1,234.5", header_row: 1,
      map: Object.fromEntries(["channel", ...columns].map((id) => [id, names(id)])),
    },
  };
};
