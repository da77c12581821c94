import { describe, expect, it } from "vitest";
import { writeSheet } from "./sheet.ts";

const read = async (text: string): Promise<number | null> => ({ "1.234,5": 1234.5, "۱۰": 10, "21": 21 })[text] ?? null;

describe("the channel form", () => {
  it("writes plain digits, leaves blank what is blank or no number, and names its columns", async () => {
    const { text, settings, rows } = await writeSheet({
      rows: [
        { channel: "Search, brand", cells: { spend: "1.234,5", leads: "۱۰" } },
        { channel: "Post", cells: { spend: "abc", leads: " " } },
        { channel: "", cells: {} },
        { channel: 'A "B"', cells: { leads: "21" } },
      ],
    }, (role) => ({ channel: "Kanava", spend: "Kulut, €", leads: "Liidit" })[role] ?? role, read);
    expect(text).toBe('Kanava,"Kulut, €",Liidit\n"Search, brand",1234.5,10\nPost,,\n"A ""B""",,21\n');
    expect(rows).toBe(3);
    expect(settings.map).toEqual({ channel: "Kanava", spend: "Kulut, €", leads: "Liidit" });
  });
});
