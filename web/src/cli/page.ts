// --html OUT.html: what was asked for, as a saved page. The very bytes that the page itself would save.
import fs from "node:fs";
import path from "node:path";
import { fault } from "../engine/errors.ts";
import type { Catalogue, Query, Settings } from "../engine/operations.ts";
import { kpisOfSet } from "../model/choice.ts";
import { isGrain, newDocument, type Document, type Selection } from "../model/document.ts";
import { blocksOf, packData } from "../save/format.ts";
import { pageWith } from "../save/program.ts";
import { shortPrint } from "../save/sha256.ts";
import { version } from "../save/version.ts";

export interface ReadFile { readonly name: string; readonly settings: Settings; readonly bytes: Uint8Array<ArrayBuffer> }

/** The selection of the command line as a document; where it says nothing, as a new page would choose. `asked`: the
    metrics by the names that the answer gave them. */
export function documentOf(files: readonly ReadFile[], query: Query, asked: readonly string[], catalogue: Catalogue, language: Document["language"]): Document {
  const fresh = newDocument(language);
  const set = query.set === undefined ? undefined : catalogue.kpi_sets.find((each) => each.id === query.set);
  const metrics = query.metrics ? asked : set ? kpisOfSet(set) : [];
  const measures = new Set(catalogue.measures.map((each) => each.id));
  const by = query.by?.find((id) => !isGrain(id));
  const grain = query.by?.find(isGrain);
  const compare = typeof query.compare === "string" ? query.compare : undefined;
  const selection: Selection = {
    ...fresh.selection,
    ...(query.from === undefined && query.to === undefined ? {} : { preset: "custom" }),
    ...(query.from === undefined ? {} : { from: query.from }), ...(query.to === undefined ? {} : { to: query.to }),
    ...(compare === undefined ? {} : { compare }), ...(by === undefined ? {} : { by }), ...(grain === undefined ? {} : { grain }),
    where: query.where ?? {}, params: query.params ?? {},
  };
  return {
    ...fresh, place: "board", selection, kpis: metrics.filter((id) => !measures.has(id)).slice(0, 3), columns: metrics.length > 3 ? metrics : [],
    inputs: files.map(({ name, settings, bytes }, place) => ({ id: `input-${place + 1}`, name, settings, size: bytes.length })),
    formulas: (query.formulas ?? []).map((each) => (typeof each === "string" ? each : `${each.name ?? each.id ?? ""} = ${each.formula}`)),
    aliases: query.aliases ?? {},
    calendar: {
      ...fresh.calendar, weekStart: ({ monday: 0, saturday: 5, sunday: 6 } as const)[query.calendar?.week_start ?? "monday"],
      firstMonth: query.calendar?.first_month ?? 1, months: query.calendar?.months ?? fresh.calendar.months,
    },
  };
}

/** Writes the program's page, with the document in it, to `out`. */
export async function writePage(folder: string, out: string, document: Document, files: readonly ReadFile[]): Promise<{ bytes: number; data: string }> {
  // Beside the program, or above it where it is part of a package.
  const place = [folder, path.dirname(folder)].map((each) => path.join(each, "mittari.html")).find((each) => fs.existsSync(each));
  if (place === undefined) throw fault("save.no_program");
  const page = fs.readFileSync(place, "utf8");
  const packed = await packData(files.map((file) => file.bytes));
  const text = pageWith(page, blocksOf(document, version, packed));
  try {
    fs.writeFileSync(out, text);
  } catch {
    throw fault("save.refused", { file: out });
  }
  return { bytes: Buffer.byteLength(text), data: shortPrint(packed.print) };
}
