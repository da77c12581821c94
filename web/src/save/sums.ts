// The sums of a document by channel and month, as tables of their own: what may be given away where the rows may not.
// They read without a question, and every ratio of sums comes out as it was.
import { fault } from "../engine/errors.ts";
import type { Engine, Group, Query, Settings, TableKind } from "../engine/operations.ts";
import { quoted } from "../export/table.ts";
import { spanOfMonth } from "../model/goals.ts";
import type { Document, Selection } from "../model/document.ts";
import { dataSpan, dimensionsOf, hasDates, inJalaliMonths, measuresOf, sourcesOf, type Live } from "../model/live.ts";
import { ownWords, planFor } from "../model/query.ts";
import type { Span } from "../model/days.ts";

export interface SumTable { readonly name: string; readonly text: string; readonly settings: Settings }
export interface Sums { readonly tables: readonly SumTable[]; readonly selection: Selection }

/** Tables whose rows are sums already: adding them up further loses rows, not meaning. */
const additive: readonly TableKind[] = ["channel_performance", "brand_content"];

const within = (month: Span, data: Span | null): Span => !data ? month : {
  from: month.from < data.from ? data.from : month.from, to: month.to > data.to ? data.to : month.to,
};
const ends = ({ from, to }: Span): readonly string[] => [from, to];

/** Whether any of the tables has sums to give. */
export const hasSums = (live: Live): boolean => sourcesOf(live).some((source) => source.table !== null && additive.includes(source.table));

/** What stays out of the sums: whole tables by their names, and measures that can't be added up by their ids. */
export function leftOutOfSums(live: Live): { readonly tables: readonly string[]; readonly measures: readonly string[] } {
  const counted = sourcesOf(live).filter((source) => source.replaced_by === undefined);
  const kinds = new Set<string>(additive.filter((kind) => counted.some((source) => source.table === kind)));
  const known = new Map((live.catalogue?.measures ?? []).map((each) => [each.id, each]));
  return {
    tables: counted.filter((source) => source.table === null || !additive.includes(source.table)).map((source) => source.name),
    measures: measuresOf(live).filter((id) => {
      const measure = known.get(id);
      return measure !== undefined && kinds.has(measure.table) && measure.aggregate !== "sum";
    }),
  };
}

/** `called` names a table by those it was made of. Throws sums.none where nothing can be told without the rows. */
export async function makeSums(engine: Engine, document: Document, live: Live, called: (tables: string) => string): Promise<Sums> {
  const names = (list: readonly { id: string; names: Record<string, string> }[] | undefined, id: string): string =>
    list?.find((each) => each.id === id)?.names[document.language] ?? id;
  const dimension = dimensionsOf(live).includes("channel") ? "channel" : undefined;
  const dated = hasDates(live);
  const data = dataSpan(live);
  const { span, selection: asked } = planFor(document, live);
  const jalali = inJalaliMonths(document, live);
  // What the sums can't tell apart any more is settled now: other filters, and days inside of months.
  const filters = Object.fromEntries(Object.entries(asked.where ?? {}).filter(([id]) => id !== dimension));
  const whole = !span || !data || (await monthsMeet(engine, live, span, data, jalali));
  const query: Query = {
    ...ownWords(document, live), params: asked.params ?? {}, ...(jalali ? { calendar: { months: "jalali" } } : {}),
    ...(Object.keys(filters).length > 0 ? { where: filters } : {}), ...(whole || !span ? {} : { from: span.from, to: span.to }),
    by: [...(dimension ? [dimension] : []), ...(dated ? ["month"] : [])],
  };
  const tables: SumTable[] = [];
  for (const kind of additive) {
    const sources = sourcesOf(live).filter((source) => source.table === kind && source.replaced_by === undefined);
    const measures = measuresOf(live).filter((id) => live.catalogue?.measures.some((each) => each.id === id && each.table === kind && each.aggregate === "sum"));
    if (sources.length === 0 || measures.length === 0) continue;
    const report = await engine.call("report", { ...query, metrics: measures });
    const said = (group: Group, id: string): number | null => group.metrics[id]?.value ?? null;
    if (report.groups.some((group) => measures.some((id) => group.metrics[id]?.reason === "currency_mixed"))) continue;
    const groups = report.groups.filter((group) => measures.some((id) => said(group, id) !== null));
    const heads = [
      ...(dimension ? [names(live.catalogue?.dimensions, dimension)] : []),
      ...(dated ? [names(live.catalogue?.dimensions, "date"), names(live.catalogue?.dimensions, "period_end")] : []),
      ...measures.map((id) => names(live.catalogue?.measures, id)),
    ];
    const roles = [...(dimension ? [dimension] : []), ...(dated ? ["date", "period_end"] : []), ...measures];
    const rows = groups.map((group) => {
      const month = group.key["month"] ?? "";
      // Rows without a day stay without one.
      const days = !dated ? [] : month === "" ? ["", ""] : ends(within(spanOfMonth(month), whole ? data : span));
      return [...(dimension ? [group.key[dimension] ?? ""] : []), ...days, ...measures.map((id) => String(said(group, id) ?? ""))];
    });
    const currencies = [...new Set(sources.map((source) => source.currency).filter((each) => each !== null))];
    tables.push({
      // Without the ending: sums of a JSON are no JSON.
      name: called([...new Set(sources.map((source) => source.name.replace(/\.[a-z]{2,7}$/i, "")))].join(", ")),
      text: [heads, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join(""),
      settings: {
        sums: true, table: kind, delimiter: ",", encoding: "utf-8", header_row: 1, numbers: "1,234.5", dates: "ymd",
        map: Object.fromEntries(roles.map((role, place) => [role, `#${place + 1}`])), ...(currencies.length === 1 ? { currency: currencies[0]! } : {}),
      },
    });
  }
  if (tables.length === 0) throw fault("sums.none");
  const { compare: _compare, compareFrom: _from, compareTo: _to, from: _first, to: _last, ...rest } = document.selection;
  const where = Object.fromEntries(Object.entries(document.selection.where).filter(([id]) => id === dimension));
  const grain: Pick<Selection, "grain"> = dated && !["quarter", "year"].includes(document.selection.grain ?? "") ? { grain: "month" } : {};
  return { tables, selection: whole ? { ...document.selection, where, ...grain } : { ...rest, preset: "all", where, ...grain } };
}

/** Whether the span holds each month that it touches as far as the data go. */
async function monthsMeet(engine: Engine, live: Live, span: Span, data: Span, jalali: boolean): Promise<boolean> {
  const metric = measuresOf(live)[0];
  if (metric === undefined || !hasDates(live)) return true;
  const report = await engine.call("report", { metrics: [metric], by: ["month"], from: span.from, to: span.to, ...(jalali ? { calendar: { months: "jalali" } } : {}) });
  return report.groups.every((group) => {
    if (!group.key["month"]) return true;
    const shown = within(spanOfMonth(group.key["month"]), data);
    return shown.from > shown.to || (span.from <= shown.from && span.to >= shown.to);
  });
}
