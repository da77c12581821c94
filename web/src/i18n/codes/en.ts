import { pluralsOf } from "../types.ts";
import { errors, reasons } from "../calc/en.ts";
import type { CodeWords } from "./types.ts";

const p = pluralsOf("en");
const rows = (n: number, count: string) => `${count} ${p(n, { one: "row", other: "rows" })}`;
const lines = (n: number, count: string) => `${count} ${p(n, { one: "line", other: "lines" })}`;
const cells = (n: number, count: string) => `${count} ${p(n, { one: "cell", other: "cells" })}`;
const is = (n: number) => p(n, { one: "is", other: "are" });

export const codes: CodeWords = {
  errors: {
    ...errors,
    "saved.broken": () => [
      "This saved page is damaged, or it was not written by Mittari.",
      "Ask for the file again, or open an earlier copy.",
    ],
    "saved.data_broken": () => [
      "The data in this saved page are damaged: they are not the ones it was saved with.",
      "Ask for the file again, or open an earlier copy. Nothing of it was used.",
    ],
    "saved.newer": (g) => [
      `This was saved by a newer version${g("version") ? ` (${g("version")})` : ""}.`,
      "Open the saved page by itself: it brings its own program.",
    ],
    "saved.too_large": () => [
      "This saved page is larger than any that Mittari writes.",
      "Ask for the tables themselves and drop them here.",
    ],
    "link.broken": () => [
      "This link is incomplete or damaged.",
      "Copy the whole link again, or ask for a saved page instead: chats and mail programs cut long links.",
    ],
    "save.too_large": () => [
      "These tables are too large for one page.",
      "Save the sums only, or save without data.",
    ],
    "save.refused": () => [
      "The file could not be written. What it held before is still there.",
      "Choose another folder or another name.",
    ],
    "save.no_program": () => [
      "The page’s own program was not found here, so it can’t be saved.",
      "Open Mittari in a page of its own and save there.",
    ],
    "sums.none": () => [
      "These tables give no sums that could be saved without their rows.",
      "Save with data, or without. Deals, orders and subscriptions are read row by row.",
    ],
    "input.empty": () => [
      "This file is empty.",
      "Export it again, or copy the table with its header row and paste it here.",
    ],
    "input.header_only": () => [
      "There are column names but no rows of data below them.",
      "Choose a period that has data and export again.",
    ],
    "input.binary": () => [
      "This file is not text, so no table can be read from it.",
      "Save it as CSV or XLSX and try again, or copy the cells and paste them here.",
    ],
    "input.unsupported": (g) => [
      g("kind") ? `Files of the kind ${g("kind")} can’t be read.` : "This kind of file can’t be read.",
      "Save or export the table as .xlsx or CSV where it was made, or copy the cells and paste them here.",
    ],
    "input.locked": () => [
      "This file is protected with a password.",
      "Open it with its password, save a copy without one, and drop that here.",
    ],
    "input.no_table": () => [
      "No table was found here.",
      "One row should hold the column names, with the numbers in the rows below it.",
    ],
    "input.single_value": (g) => [
      g("text") ? `“${g("text")}” is a single value, not a table.` : "This is a single value, not a table.",
      "Drop a whole export, or paste a range of cells: a row of column names with rows of numbers below it.",
    ],
    "input.bulk_file": (g) => [
      `${g("kind") || "This"} is a bulk file: it holds settings, not results.`,
      "Export a report with cost, clicks and conversions as CSV.",
    ],
    "input.pivot": () => [
      "This is a pivot table with column labels.",
      "Save the sheet it is made from, or put one measure in each column.",
    ],
    "input.too_many_columns": (g) => [
      `The table has ${g("columns")} columns; up to ${g("limit")} can be read.`,
      "Keep the columns that matter and export again.",
    ],
    "input.cell_too_long": () => [
      "One cell is longer than can be read. Usually a quotation mark was opened and never closed.",
      "Look at this row: close or remove the quotation mark, then try again.",
    ],
    "input.out_of_memory": (g) => [
      g("row") ? `This device ran out of memory at row ${g("row")}.` : "This device ran out of memory.",
      "Export a shorter period or fewer columns, or close other tabs and try again.",
    ],
    "csv.unterminated_quote": () => [
      "A quotation mark is opened here and never closed.",
      "Close or remove the quotation mark in this row, then try again.",
    ],
    "source.unknown": () => ["That table is no longer here.", "Add the file again."],
    "session.not_reading": () => ["No file is being read.", "Add the file again."],
    "call.unknown_operation": (g) => [
      `The page asked for something this version can’t do (${g("operation")}).`,
      "Reload the page.",
    ],
    "call.bad_json": () => ["The page asked in a form that could not be read.", "Reload the page."],
    "call.bad_argument": (g) => [
      g("argument")
        ? `“${g("argument")}” is missing or of the wrong kind${g("given") ? `: ${g("given")}` : ""}.`
        : "A setting is missing or of the wrong kind.",
      "Change it and try again.",
    ],
    "state.differs": () => ["This part was read in another way than the part before it.", "Read the file in one piece."],
    "state.bad_format": () => ["This was saved by another version of Mittari.", "Read the original file again."],
    "metric.unknown": (g) => [`There is no metric called “${g("metric")}”.`, "Choose one from the list of metrics."],
    "dimension.unknown": (g) => [
      `There is no column or period called “${g("dimension")}” to group or filter by.`,
      "Choose a column found in your table, or day, week, month, quarter or year.",
    ],
    "set.unknown": (g) => [`There is no set of KPIs called “${g("set")}”.`, "Choose one from the list."],
    "map.unknown_role": (g) => [
      `There is no meaning called “${g("role")}”.`,
      "Choose the column’s meaning from the list.",
    ],
    "map.unknown_column": (g) => [
      `There is no column called “${g("column")}”.`,
      "Choose one of the columns of the table.",
    ],
    "map.name_taken": (g) => [
      `“${g("role")}” already has a meaning of its own.`,
      "Give your measure another name.",
    ],
    "query.bad_date": (g) => [
      `${g("given") || "This"} is not a day of the calendar.`,
      "Write it as year-month-day, for example 2025-01-31.",
    ],
    "calc.unknown_input": (g) => [`This metric has no input called “${g("input")}”.`, "Fill in the fields shown."],
    "calc.missing_input": () => ["One number is still missing.", "Fill in the other fields."],
    "formula.unexpected": (g) => [
      `The formula has “${g("found")}” where it can’t stand.`,
      g("expected") ? `Expected here: ${g("expected")}.` : "Look at the formula at this place.",
    ],
    "formula.unknown_name": (g) => [
      `The formula names “${g("name")}”, which does not exist.`,
      "Use the name of a measure or metric.",
    ],
    "formula.unit_mismatch": (g) => [
      `The formula adds ${g("left")} to ${g("right")}.`,
      "Only amounts of the same unit can be added.",
    ],
    "formula.cycle": (g) => [
      `The formula of “${g("metric")}” leads back to itself.`,
      "Take one of the references out.",
    ],
    "formula.too_deep": () => ["The formula has too many brackets inside brackets.", "Split it in two."],
    "formula.no_aggregate": (g) => [
      `“${g("name")}” stands in the formula without sum(), last() or open().`,
      "Write it as sum(…).",
    ],
    "formula.name_taken": (g) => [
      `There is a metric or measure called “${g("name")}” already.`,
      "Give your formula another name.",
    ],
    "formula.bad_name": () => ["A formula needs a name and an equals sign.", "Write name = sum(spend) / sum(leads)."],
    "formula.wrong_aggregate": (g) => [
      `“${g("name")}” can’t be taken with ${g("given")}().`,
      `Write ${g("expected")}(${g("name")}).`,
    ],
    "catalog.invalid": () => ["The list of metrics in this page is damaged.", "Load the page again from its source."],
    "input.unreadable": () => [
      "The browser could not open this file.",
      "It may have been moved, renamed or opened elsewhere. Choose it again.",
    ],
    "input.archive_broken": () => ["This archive or workbook is damaged.", "Export or compress it again."],
    "input.archive_too_large": () => [
      "Unpacked, this archive would be larger than this page can hold.",
      "Unpack it yourself and add only the table you need.",
    ],
    "input.sheet_unknown": (g) => [
      `There is no sheet called “${g("sheet")}” in this workbook.`,
      "Choose one of its sheets.",
    ],
    "json.unexpected": () => [
      "This JSON is not a list of rows.",
      "It should be a list of objects with the same names, or one object per line.",
    ],
    "engine.stopped": () => [
      "The calculator stopped, most likely for lack of memory.",
      "Your settings are kept. Try again, perhaps with a smaller file.",
    ],
    "engine.cancelled": () => ["Stopped as you asked.", "Nothing was changed."],
    "engine.busy": () => ["Another file is still being read.", "Wait until it is done, or cancel it."],
    "engine.unavailable": () => [
      "This browser can’t run the calculator.",
      "Use a recent version of Chrome, Edge, Firefox or Safari.",
    ],
    "number.unreadable": (g) => [
      g("text") ? `“${g("text")}” can’t be read as a number.` : "This can’t be read as a number.",
      "Type digits, with a comma or point for decimals.",
    ],
    not_available: () => ["This can’t be done yet in this version.", "Choose another analysis."],
    "sql.metric_refused": (g) => [
      `${g("metric") ? g("metric") : "This metric"} can’t be said as one query: it follows single deals, orders, answers or subscriptions, or looks at another period.`,
      "Take the other numbers to the warehouse and keep this one here.",
    ],
    "sql.option_refused": (g) => [`“${g("option")}” can’t be said as one query for a warehouse.`, "Switch it off and ask again."],
    "sql.no_metric": () => [
      "None of these numbers can be asked of a warehouse in one query.",
      "Choose numbers that come from a table of sums, such as an ad or analytics export.",
    ],
  },
  issues: {
    total_row: (n, c) => `${c} total ${p(n, { one: "row", other: "rows" })} left out, so nothing counts twice`,
    footer_row: (n, c) => `${c} closing ${p(n, { one: "line", other: "lines" })} left out`,
    repeated_header: (n, c) => `${rows(n, c)} with the column names again left out`,
    preamble: (n, c) => `${lines(n, c)} above the column names skipped`,
    comment_row: (n, c) => `${c} comment ${p(n, { one: "line", other: "lines" })} left out`,
    blank_row: (n, c) => `${c} empty ${p(n, { one: "row", other: "rows" })} left out`,
    blank_token: (n, c) => `${cells(n, c)} that mean “nothing” left blank`,
    number_reread: (n, c) => `${c} ${p(n, { one: "number", other: "numbers" })} read in the file’s own style`,
    encoding_invalid: (n, c) => `${cells(n, c)} with letters that can’t be read`,
    quote_stray: (n, c) => `${cells(n, c)} with a loose quotation mark read as written`,
    row_short: (n, c) => `${rows(n, c)} shorter than the header filled up with blanks`,
    row_long: (n, c) => `${rows(n, c)} longer than the header: extra cells left out`,
    header_renamed: (n, c) => `${c} blank or repeated column ${p(n, { one: "name", other: "names" })} made distinct`,
    cell_not_number: (n, c) => `${cells(n, c)} that ${is(n)} not a number left blank`,
    cell_not_date: (n, c) => `${cells(n, c)} that ${is(n)} not a date left blank`,
    bound_value: (n, c) => `${cells(n, c)} such as “< 10%” left blank: a limit is not a value`,
    error_cell: (n, c) => `${cells(n, c)} with a spreadsheet error left blank`,
    precision_lost: () => "Numbers here don’t fit exactly, so the last digits may be rounded",
    micros_divided: (n, c) => `${c} ${p(n, { one: "amount", other: "amounts" })} in millionths divided by 1,000,000`,
    date_reread: (n, c) => `${c} ${p(n, { one: "date", other: "dates" })} read in the file’s own style`,
    minor_divided: (n, c) => `${c} ${p(n, { one: "amount", other: "amounts" })} in cents divided by 100`,
    header_multiplied: (n, c) => `${c} ${p(n, { one: "number", other: "numbers" })} multiplied, as the header says (thousands or millions)`,
    header_joined: (n, c) => `${c} column ${p(n, { one: "name", other: "names" })} completed from the line above`,
    unpivoted: (_n, c) => `${c} columns, one for each period or channel, read as rows`,
    percent_divided: (n, c) => `${c} ${p(n, { one: "rate", other: "rates" })} in per cent divided by 100`,
    dimension_missing: (_n, _c, g) =>
      `${g("source") || "One table"} has no column for ${g("dimension") || "this grouping"}; it counts in the total only`,
    sums_no_interval: (_n, _c, g) => `${g("source") || "One table"} holds sums: how far single days differ is not in them, so the intervals are left out`,
    channel_found: (n, c, g) => `${rows(n, c)} of ${g("source") || "a file"} ${p(n, { one: "has its channel", other: "have their channel" })} from ${g("from") || "another file"}, by customer`,
    channel_unknown: (n, c, g) => `${rows(n, c)} of ${g("source") || "a file"} ${p(n, { one: "has", other: "have" })} a customer that ${g("from") || "the other file"} doesn’t know: no channel is shown for ${p(n, { one: "it", other: "them" })}`,
    channel_needed: (_n, _c, g) => `${g("source") || "One file"} has customers but no channel: add a column with the channel or acquisition source, or a file that has both the channel and the same customer ids`,
    sub_trial: (n, c) => `${rows(n, c)} of trials: no recurring revenue yet`,
    sub_void: (n, c) => `${rows(n, c)} of subscriptions that never began, left out`,
    sub_one_time: (n, c) => `${rows(n, c)} of one-off fees: no recurring revenue`,
    sub_no_start: (n, c) => `${rows(n, c)} without a start date, left out`,
    sub_no_interval: (n, c) => `${rows(n, c)} whose billing interval can’t be told, left out`,
    sub_no_amount: (n, c) => `${rows(n, c)} without a usable amount, left out`,
    sub_end_unknown: (n, c) => `${rows(n, c)} of ended subscriptions without an end date, left out`,
    sub_past_due: (n, c) => `${rows(n, c)} past due ${is(n)} counted until ended`,
    deal_no_close_date: (n, c) => `${rows(n, c)} of closed deals without a close date can’t be placed in a period`,
    deal_no_created_date: (n, c) => `${rows(n, c)} of deals without a creation date can’t be placed in a cohort`,
    deal_negative_duration: (n, c) => `${rows(n, c)} of won deals that close before they begin: left out of the sales cycle`,
    deal_cycle_from_created: (n, c) => `${rows(n, c)} of won deals without a first touch: their sales cycle starts at creation`,
    deal_no_amount: (n, c) => `${rows(n, c)} of won deals without an amount: left out of the average deal size`,
    order_cancelled: (n, c) => `${rows(n, c)} of cancelled, failed or void orders: not counted`,
    order_abandoned: (n, c) => `${c} abandoned ${p(n, { one: "cart", other: "carts" })}: counted among the carts, not among the orders`,
    order_zero_value: (n, c) => `${c} ${p(n, { one: "order", other: "orders" })} worth nothing: not counted`,
    order_lines: (n, c) => `${rows(n, c)} of further lines: each order counts once`,
    order_total_repeated: () => "The order’s total stands on each of its lines: it counts once",
    order_number_reused: (n, c) => `${c} ${p(n, { one: "order shares its number", other: "orders share their number" })} with one of another customer or day`,
    order_negative_as_refund: (n, c) => `${rows(n, c)} below zero ${is(n)} counted as refunds, not as orders`,
    order_no_customer: (n, c) => `${c} ${p(n, { one: "order names", other: "orders name" })} no customer: left out where customers are counted`,
    order_no_date: (n, c) => `${c} ${p(n, { one: "order", other: "orders" })} without a date can’t be placed in a period`,
    score_out_of_scale: (n, c) => `${c} ${p(n, { one: "score", other: "scores" })} left out: not a whole number from 0 to 10`,
    score_stars: () => "Scores from 1 to 5 are read as review stars: a net promoter score needs 0 to 10",
    sentiment_unknown: (n, c) => `${rows(n, c)} left out: neither positive, negative nor neutral`,
    rows_undated: (n, c) => `${rows(n, c)} without a date can’t be placed in a period`,
    total_disagrees: (_n, _c, g) =>
      g("total") && g("sum")
        ? `A total row says ${g("total")}, the rows add up to ${g("sum")}`
        : "A total row differs from the sum of its rows",
    "ratio.disagrees": (_n, _c, g) =>
      g("stated") && g("computed")
        ? `The column says ${g("stated")}, its parts give ${g("computed")}`
        : "A rate column differs from what its parts give",
    "ratio.ignored": () => "A computed column: worked out anew from its parts, never added up",
    twin_column: (_n, _c, g) => `The same amounts stand in ${g("other") || "another column"}: used once`,
    negative_count: (n, c) => `${cells(n, c)} with a count below zero left out`,
    "sources.overlap": (_n, _c, g) =>
      `${g("measure") || "A measure"} stands in two files for the same days${g("other") ? ` (also in ${g("other")})` : ""}`,
    "role.collision": (_n, _c, g) => `Two columns could be ${g("role") || "the same measure"}; ${g("other") || "only the first"} is used`,
    duplicate_rows: (n, c) => `${rows(n, c)} ${p(n, { one: "stands", other: "stand" })} more than once; kept`,
    "recipe.unfit": (_n, _c, g) =>
      g("column")
        ? `A setting kept from last time speaks of ${g("column")}, which this file lacks`
        : `A setting kept from last time does not fit this file (${g("setting")})`,
    swallowed_rows: (n, c) =>
      `${cells(n, c)} with several lines of the file inside: a quotation mark is not closed`,
    currency_mixed_column: () => "More than one currency in this column: amounts are not added across",
  },
  questions: {
    "date.ambiguous_order": {
      ask: (c) => `Which comes first in ${c}: the day or the month?`,
      why: "Every date here can be read both ways.",
    },
    "date.ambiguous_calendar": {
      ask: (c) => `Which calendar is ${c} in?`,
      why: "The years fit two calendars.",
    },
    "date.no_year": {
      ask: (c) => `Which year are the months of ${c} in?`,
      why: "The months stand without a year.",
    },
    "number.ambiguous_style": {
      ask: (c) => `What does the mark in the numbers of ${c} mean?`,
      why: "It can separate thousands or decimals.",
    },
    "unit.micros": {
      ask: (c) => `Is ${c} in millionths of the currency?`,
      why: "The amounts are very large and end in zeros.",
    },
    "unit.minor": {
      ask: (c) => `Is ${c} in cents?`,
      why: "All amounts are whole and unusually large.",
    },
    "unit.percent": {
      ask: (c) => `Is ${c} in per cent or in fractions of one?`,
      why: "The rates can be read both ways.",
    },
    "unit.toman_rial": {
      ask: (c) => `Is ${c} in toman or in rial?`,
      why: "One toman is ten rials; the file does not say which.",
    },
    "header.role_collision": {
      ask: (c) => `What does ${c} hold?`,
      why: "This column name has two meanings.",
    },
    "header.opening_stock": {
      ask: (c) => `Does ${c} count new customers, or all customers so far?`,
      why: "The name fits both, and the cost per customer depends on it.",
    },
    "header.none": {
      ask: () => "Is the first row data, or column names?",
      why: "The first row looks like the rows below it.",
    },
    "header.value": {
      ask: () => "What do the values count?",
      why: "Nothing in the file names them.",
    },
    "table.kind": {
      ask: () => "What does one row stand for?",
      why: "The columns fit more than one kind of table.",
    },
    "table.index": {
      ask: () => "Which table of this file should be used?",
      why: "The file holds several tables.",
    },
    "table.quote": {
      ask: () => "Do quotation marks hold cells together in this file?",
      why: "A mark that is opened and not closed has taken rows of the file into one cell.",
    },
    "table.again": {
      ask: () => "This file holds rows that an earlier file has too. Should it take the earlier one’s place?",
      why: "Counting both would count the same rows twice.",
    },
    "encoding.unsure": {
      ask: (c) => `Which of these looks right${c ? ` in ${c}` : ""}?`,
      why: "The letters can be read in more than one way.",
    },
    "blank.reading": {
      ask: (c) => `What does a blank in ${c} mean?`,
      why: "Skipping blanks and leaving their rows out give different answers.",
    },
  },
  reasons,
  flags: {
    incomplete_inputs: (g) =>
      g("coverage") ? `Only ${g("coverage")} of the rows have every input.` : "Some rows lack an input.",
    rate_above_100pct: () => "Above 100%: the parts may come from different days or count different things.",
    "lower_bound:reach_not_additive": () => "At least this: people reached twice can’t be told apart.",
    negative_spend_rows: () => "Some spend is below zero (credits or corrections) and is kept.",
    negative_duration: () => "Some durations are below zero.",
    cycle_from_created: () => "Counted from the day the deal was created.",
    partial_period: () => "The data do not reach the end of the period.",
    length_mismatch: () => "The two periods are not equally long; compare per day.",
    immature_cohort: () => "These customers are recent; the figure will still move.",
    intra_period_churn: () => "Some customers joined and left within the period.",
    intra_period_gap: () => "Some customers left and came back within the period.",
    reconciliation_error: () => "Opening, movements and closing do not add up.",
    revenue_basis: () => "Worked out on revenue, not on gross profit.",
    marketing_only: () => "Counts marketing costs only, no sales costs.",
    extrapolated: () => "Reaches beyond the data.",
    set_changed: () => "The set of parts changed between the periods.",
    snapshot_only: () => "Taken from one moment only.",
    event_level: () => "Counted event by event, not between month ends.",
    coarser_than_bucket: () => "Its dates look like those of whole weeks or months: each sum is shown where it begins.",
    channel_by_customer: () => "The channel of these customers was found in another file, by their ids.",
    inconsistent_inputs: () => "The inputs contradict each other.",
    partial: (g) => (g("detail") ? `${g("detail")} is missing from the sum.` : "A part of the sum is missing."),
    small_sample: () => "Based on few cases; treat it as a hint.",
    ambiguous_header: () => "A column name has two meanings; see Check.",
    proxy: (g) =>
      g("detail") ? `${g("detail")} stands in for a missing column.` : "A near column stands in for a missing one.",
    coarsened: () => "Worked out on whole periods.",
    negative_revenue_rows: () => "Some revenue is below zero (refunds) and is kept.",
  },
  choices: {
    dmy: "Day first",
    mdy: "Month first",
    ymd: "Year first",
    jalali: "Solar Hijri calendar",
    gregorian: "Gregorian calendar",
    thousands: "It separates thousands",
    decimal: "It separates decimals",
    micros: "Millionths",
    minor: "Cents",
    units: "Whole units",
    percent: "Per cent",
    fraction: "Fractions of one",
    toman: "Toman",
    rial: "Rial",
    quoted: "They do",
    unquoted: "They are plain text",
    replace: "Take its place",
    keep: "Keep both",
    earlier: "Keep the earlier one alone",
    skip: "Skip the blanks",
    leave_out: "Leave these rows out",
    header: "Column names",
    data: "Data",
    ignore: "Neither: leave it out",
    channel_performance: "A channel on a day",
    deals: "A deal",
    subscriptions: "A subscription",
    orders: "An order",
    brand_content: "A brand or page on a day",
    touches: "A touch of a customer",
  },
};
