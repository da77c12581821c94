// The channel form's rows as a table for the engine: plain digits, names of the reader's language.
import type { NumberReading, Settings } from "../engine/operations.ts";
import type { Sheet } from "./document.ts";

export const sheetMeasures = ["spend", "sessions", "leads", "mqls", "sqls", "new_customers", "revenue", "gross_profit"] as const;

export const emptySheet: Sheet = { rows: Array.from({ length: 4 }, () => ({ channel: "", cells: {} })) };

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const blank = /^[-–—]?$/;

// Rows without a name and without a number are no rows; what can't be read is told. A currency that is written, and is
// the only one, is that of the table.
export const writeSheet = async (
  sheet: Sheet, names: (role: string) => string, read: (text: string) => Promise<Pick<NumberReading, "value" | "currency"> | null>,
): Promise<{ text: string; settings: Settings; rows: number; unread: readonly string[] }> => {
  const unread: string[] = [];
  const currencies = new Set<string>();
  const columns = sheetMeasures.filter((id) => sheet.rows.some((row) => !blank.test((row.cells[id] ?? "").trim())));
  const lines: string[] = [["channel", ...columns].map((id) => cell(names(id))).join(",")];
  for (const row of sheet.rows) {
    const values: string[] = [];
    for (const id of columns) {
      const typed = (row.cells[id] ?? "").trim();
      const found = blank.test(typed) ? null : await read(typed);
      if (found === null && !blank.test(typed)) unread.push(typed);
      if (found?.currency) currencies.add(found.currency);
      values.push(found === null ? "" : String(found.value));
    }
    if (row.channel.trim() === "" && values.every((value) => value === "")) continue;
    lines.push([cell(row.channel.trim()), ...values].join(","));
  }
  return {
    text: `${lines.join("\n")}\n`, rows: lines.length - 1, unread,
    settings: {
      ...(currencies.size === 1 ? { currency: [...currencies][0]! } : {}),
      table: "channel_performance", delimiter: ",", numbers: "1,234.5", header_row: 1,
      map: Object.fromEntries(["channel", ...columns].map((id) => [id, names(id)])),
    },
  };
};
