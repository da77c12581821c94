// What the charts draw. The caller hands over rows that are ready: grouped, ordered, formatted.
// A chart never sums, averages, sorts or translates; whatever is read on it came in through here.
//
// Colours are custom properties inherited from the page, with fall-backs for a bare page:
//   --paper --ink --ink-2 --ink-3 --line --accent --focus --good --bad --series-1 ... --series-8

// A value is a finite number or null. Null is drawn as a gap and read out with its reason, never as 0.
export interface ChartValue {
  readonly value: number | null;
  // The value as the reader sees it ("€41.46"); "—" where there is none.
  readonly text: string;
  // Why there is no value, as a finished sentence fragment ("no leads in March").
  readonly reason?: string;
  // Bounds of the interval in the same unit, and how they read ("€36.10 to €47.90").
  readonly low?: number;
  readonly high?: number;
  readonly intervalText?: string;
  // One more thing worth knowing ("few leads"), read after the value.
  readonly caution?: string;
}

export interface TrendPoint extends ChartValue {
  // The period as the engine names it ("2025-01"); the same key is the same place on the time axis.
  readonly key: string;
  // First day of the period, midnight UTC.
  readonly date: Date;
  // The period isn't over, or what is known of it begins in its midst: dashed and hatched, and said.
  readonly partial?: boolean | "begun";
}

export interface TrendSeries {
  readonly id: string;
  readonly label: string;
  // In order of date. A period left out is a gap as much as a null one.
  readonly points: readonly TrendPoint[];
  // 0..7: which of the eight series colours; default is the series' place in the list.
  readonly color?: number;
}

export interface Target {
  readonly value: number;
  readonly text: string;
  // "Goal" when absent (ChartWords.target).
  readonly label?: string;
}

export interface Annotation {
  readonly date: Date;
  readonly label: string;
}

// short: on the axis ("Mar", "3"); context: printed under it when it changes ("2025");
// full: read out and in the table ("March 2025").
export type DateStyle = "short" | "context" | "full";

export interface TrendModel {
  // Subject and unit: "Cost per lead, €".
  readonly title: string;
  // The finding in a sentence, under the title. It is also what a screen reader hears first.
  readonly sentence?: string;
  readonly unit: string;
  // At most eight are drawn; fold the rest into one called "other" before calling.
  readonly series: readonly TrendSeries[];
  // The compared period of a single series, already moved onto the dates of this one.
  readonly compare?: TrendSeries;
  readonly target?: Target;
  readonly annotations?: readonly Annotation[];
  readonly format: (value: number) => string;
  // Shorter form for the axis ("12k"); default is format.
  readonly formatTick?: (value: number, most: number) => string;
  readonly formatDate: (date: Date, style: DateStyle) => string;
  // Columns suit counts and sums of one series; everything else is a line.
  readonly mark?: "line" | "columns";
  // "auto" leaves zero out of a line's axis only when all values lie within a quarter of the largest,
  // and then says so under the chart.
  readonly zero?: "auto" | "always";
  // Time runs left to right in every language unless this is set.
  readonly reverseTime?: boolean;
}

export type Direction = "higher" | "lower" | "neutral";

export interface BarRow extends ChartValue {
  readonly id: string;
  readonly label: string;
  // The row of everything together: set apart at the end, hatched.
  readonly total?: boolean;
  readonly partial?: boolean;
  // Colours the bar; only where the metric has a direction and a goal is known.
  readonly tone?: "good" | "bad";
  // A part of the value, drawn solid in a hatched bar, and read after it.
  readonly part?: { readonly value: number; readonly text: string };
  // One more figure of the row ("12 deals"), printed and read after the value.
  readonly detail?: string;
}

export interface BarsModel {
  readonly title: string;
  readonly sentence?: string;
  readonly unit: string;
  readonly rows: readonly BarRow[];
  readonly format: (value: number) => string;
  readonly direction: Direction;
  readonly target?: Target;
  // What the rows are ("Channel"): heading of the table's first column.
  readonly rowHeading?: string;
  // Rows shown before "show all"; default 20.
  readonly limit?: number;
}

export interface SparkModel {
  // The whole message in words: the line itself is decoration for those who see it.
  readonly label: string;
  readonly points: readonly { readonly key: string; readonly value: number | null; readonly partial?: boolean }[];
  readonly target?: number;
  readonly reverseTime?: boolean;
}

export interface BulletModel extends ChartValue {
  readonly label: string;
  readonly target?: Target;
  readonly direction: Direction;
  // Upper edges of the background bands, ascending ("poor", "fair", "good").
  readonly bands?: readonly { readonly upTo: number; readonly label: string }[];
  // Whether the goal is met; colours the bar when the direction isn't neutral.
  readonly tone?: "good" | "bad";
}

export interface FunnelStage extends ChartValue {
  readonly id: string;
  readonly label: string;
  // Share of the stage before that came this far ("34 %"); absent for the first stage.
  readonly rateText?: string;
  // The caller's finding: the step that loses most against what is usual.
  readonly weakest?: boolean;
}

export interface FunnelModel {
  readonly title: string;
  readonly sentence?: string;
  readonly unit: string;
  readonly stages: readonly FunnelStage[];
  readonly stageHeading?: string;
}

export interface WaterfallStep extends ChartValue {
  readonly id: string;
  readonly label: string;
  // start and end stand on zero; a change floats from where the last one ended.
  readonly kind: "start" | "change" | "end";
  // Where the bar begins and ends on the value axis; given, not added up here.
  readonly from?: number;
  readonly to?: number;
  readonly tone?: "good" | "bad";
}

export interface WaterfallModel {
  readonly title: string;
  readonly sentence?: string;
  readonly unit: string;
  readonly steps: readonly WaterfallStep[];
  readonly format: (value: number) => string;
  readonly formatTick?: (value: number, most: number) => string;
  readonly stepHeading?: string;
}

export interface CohortCell extends ChartValue {
  readonly partial?: boolean;
}

export interface CohortModel {
  readonly title: string;
  readonly sentence?: string;
  readonly unit: string;
  // Column headings: age of the cohort ("0", "1", ...), and what they count ("Months since start").
  readonly columns: readonly string[];
  readonly columnHeading: string;
  readonly rowHeading: string;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly size?: string;
    // One per column; undefined where the period lies in the future.
    readonly cells: readonly (CohortCell | undefined)[];
  }[];
  readonly sizeHeading?: string;
  // Ends of the colour scale, usually 0 and 1, and how they read.
  readonly domain: readonly [number, number];
  readonly domainText?: readonly [string, string];
}

export interface StackSeries {
  readonly id: string;
  readonly label: string;
  // 0..7: colour and pattern; default is the series' place in the list.
  readonly color?: number;
}

export interface StackColumn {
  readonly key: string;
  // On the axis, under it where it changes, and read out.
  readonly short: string;
  readonly context?: string;
  readonly full: string;
  readonly partial?: boolean | "begun";
  // One per series, upwards from the axis.
  readonly cells: readonly ChartValue[];
  // Everything together, as the engine gives it: not added up here.
  readonly total: ChartValue;
}

export interface StackModel {
  readonly title: string;
  readonly sentence?: string;
  readonly unit: string;
  readonly series: readonly StackSeries[];
  // In order of time.
  readonly columns: readonly StackColumn[];
  readonly format: (value: number) => string;
  readonly formatTick?: (value: number, most: number) => string;
  readonly columnHeading?: string;
  // What the whole column is called ("All rows together").
  readonly totalLabel: string;
  readonly reverseTime?: boolean;
}

export interface ScatterPoint {
  readonly id: string;
  readonly label: string;
  readonly x: ChartValue;
  readonly y: ChartValue;
  // Area of the mark; all alike where it is absent.
  readonly size?: ChartValue;
  readonly color?: number;
}

export interface ScatterAxis {
  // Metric and unit: "Spend, €".
  readonly label: string;
  // Without the unit, for beside a value that bears it; the label where it is absent.
  readonly name?: string;
  readonly format: (value: number) => string;
  readonly formatTick?: (value: number, most: number) => string;
  // A line across: the value of all rows together, or a goal.
  readonly line?: Target;
}

export interface ScatterModel {
  readonly title: string;
  readonly sentence?: string;
  readonly x: ScatterAxis;
  readonly y: ScatterAxis;
  readonly sizeLabel?: string;
  // In order of importance: the first ones get their labels first.
  readonly points: readonly ScatterPoint[];
  readonly rowHeading?: string;
}

// Open deals by stage. The solid part of a bar is its value weighted by probability.
export interface PipelineModel {
  readonly title: string;
  readonly sentence?: string;
  readonly unit: string;
  readonly stages: readonly (ChartValue & {
    readonly id: string;
    readonly label: string;
    // "12 deals"
    readonly count?: string;
    readonly weighted?: ChartValue;
    readonly total?: boolean;
  })[];
  readonly format: (value: number) => string;
  readonly stageHeading?: string;
  readonly countHeading?: string;
  // "Weighted by probability"; also explains the solid part.
  readonly weightedLabel?: string;
}

// Every word a chart says by itself. The page's message catalogue gives them in the reader's language.
export interface ChartWords {
  // Buttons that swap the picture for its table and back.
  readonly table: string;
  readonly chart: string;
  // Headings of the table twin.
  readonly period: string;
  readonly series: string;
  readonly value: string;
  readonly interval: string;
  readonly note: string;
  // Default label of the target line: "Goal".
  readonly target: string;
  // The period isn't over: "so far".
  readonly soFar: string;
  // After a value whose period began before the first day: "only from the 15th on".
  readonly begun: string;
  // Said in front of the low and high bounds when no intervalText is given.
  readonly between: (low: string, high: string) => string;
  // Said of a point that has no value and no reason.
  readonly noValue: string;
  // In place of a chart without rows.
  readonly empty: string;
  // Under a line chart whose axis leaves zero out: "The axis does not start at zero".
  readonly axisNotZero: string;
  // Explains the shaded band: "Shaded: likely range (95 %)".
  readonly bandNote: string;
  // The same where it is a stroke over a column: "Thin line: likely range (95 %)".
  readonly whiskerNote: string;
  // Explains the hatched part: "Dashed: the period is not over".
  readonly partialNote: string;
  // "20 of 200 shown", and the button beside it.
  readonly shown: (shown: string, total: string) => string;
  readonly showAll: string;
  readonly showFewer: string;
  // How to move: "Arrow keys move from point to point, Home and End to the ends".
  readonly keys: string;
  readonly weakest: string;
  // "34 % of the stage before".
  readonly ofPrevious: (rate: string) => string;
  // Joins parts of a name in the manner of the language: ["Meta", "March", "€41"] -> "Meta, March, €41".
  readonly join: (parts: readonly string[]) => string;
  // The menu of ways out, and what is said when one was taken.
  readonly save: string;
  readonly saveSvg: string;
  readonly savePng: string;
  readonly copyPicture: string;
  readonly copyTable: string;
  readonly saved: string;
  readonly copied: string;
  readonly refused: string;
  // A bare count in the document's digits.
  readonly count: (value: number) => string;
}

// Fired (bubbling, composed) on click, Enter or "i" on a point when the element is `pickable`:
// the page opens the passport of that number.
export interface ChartPick {
  // Series or row or stage id.
  readonly id: string;
  // Period key; absent in charts without a time axis.
  readonly key?: string;
}

export const kPickEvent = "mittari-pick";
