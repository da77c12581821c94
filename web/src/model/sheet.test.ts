import { describe, expect, it } from "vitest";
import { writeSheet } from "./sheet.ts";

const known: Readonly<Record<string, { value: number; currency?: string }>> = { "1.234,5": { value: 1234.5 }, "۱۰": { value: 10 }, "21": { value: 21 }, "5 €": { value: 5, currency: "EUR" }, "$7": { value: 7, currency: "USD" } };
const read = async (text: string): Promise<{ value: number; currency?: string } | null> => known[text] ?? null;

describe("the channel form", () => {
  it("writes plain digits, leaves blank what is blank, tells what is no number, and names its columns", async () => {
    const { text, settings, rows, unread } = await writeSheet({
      rows: [
        { channel: "Search, brand", cells: { spend: "1.234,5", leads: "۱۰" } },
        { channel: "Post", cells: { spend: "abc", leads: "–" } },
        { channel: "", cells: {} },
        { channel: 'A "B"', cells: { leads: "21" } },
      ],
    }, (role) => ({ channel: "Kanava", spend: "Kulut, €", leads: "Liidit" })[role] ?? role, read);
    expect(text).toBe('Kanava,"Kulut, €",Liidit\n"Search, brand",1234.5,10\nPost,,\n"A ""B""",,21\n');
    expect(rows).toBe(3);
    expect(settings.currency).toBeUndefined();
    expect(settings.map).toEqual({ channel: "Kanava", spend: "Kulut, €", leads: "Liidit" });
    expect(unread).toEqual(["abc"]);
  });

  it("takes the currency that is written, where it is one", async () => {
    const of = async (...spend: string[]) => (await writeSheet({ rows: spend.map((text) => ({ channel: "A", cells: { spend: text, leads: "21" } })) }, (role) => role, read)).settings.currency;
    expect(await of("5 €", "21")).toBe("EUR");
    expect(await of("5 €", "$7")).toBeUndefined();
  });
});
