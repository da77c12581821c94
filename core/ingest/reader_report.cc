#include <utility>

#include "base/codes.gen.h"
#include "ingest/reader_state.h"
#include "ingest/recipe.h"
#include "ingest/settle.h"

namespace mittari::ingest {
namespace {

// The channel that an advertising or mail platform's export is of.
std::string ChannelOf(std::string_view profile) {
  static constexpr std::pair<std::string_view, std::string_view> kChannels[] = {
      {"google_ads", "Google Ads"},
      {"microsoft_ads", "Microsoft Ads"},
      {"meta", "Meta Ads"},
      {"linkedin", "LinkedIn Ads"},
      {"tiktok", "TikTok Ads"},
      {"x_ads", "X Ads"},
      {"search_console", "Organic search"},
      {"mailchimp", "Email"},
      {"klaviyo", "Email"}};
  for (const auto& [known, channel] : kChannels) {
    if (known == profile) return std::string(channel);
  }
  return {};
}

}  // namespace

void Reader::State::Keep(const Issue& issue, std::vector<Finding>* list, std::string column) {
  if (issue.count > 0) list->push_back({issue, std::move(column)});
}

void Reader::State::Report() {
  if (widener) widener->Flush();
  rows->End();
  if (dialect.quote != 0 && !widener) {
    FindSwallowedRows(settings, *rows, dialect.delimiter, &source);
  }
  SettleNumbers(settings, rows.get(), &source);
  SettleTotals(settings, rows.get(), &source);
  SettleLateColumns(rows.get());
  SettleNumbers(settings, rows.get(), &source);  // those that came late
  SettleUnits(settings, rows.get(), &source);
  CheckRates(*rows, &source);
  SettleDates(settings, rows.get(), &source);
  const std::string currency = SettleCurrency(settings, rows.get(), &source);
  if (rows->rows() == 0 && rows->excluded() == 0) {
    error = Fail(codes::kInputHeaderOnly);
    error->at.row = source.header_row;
    error->args = {{"header_row", source.header_row}};
    return;
  }

  source.rows_used = static_cast<int64_t>(rows->rows());
  source.rows_read = source.rows_used + rows->excluded();
  for (const Issue* issue : {&rows->totals, &rows->footers, &rows->repeated, &rows->comments}) {
    if (issue->count > 0) source.excluded.push_back(*issue);
  }
  if (decoder->invalid_count() > 0) {
    Issue invalid{std::string(codes::kEncodingInvalid),
                  decoder->invalid_count(),
                  {},
                  {{"byte", decoder->invalid_places().front().byte}}};
    source.repairs.push_back({std::move(invalid), {}});
  }
  for (const Issue* issue :
       {&rows->blank_rows, &rows->short_rows, &rows->long_rows, &rows->stray_quotes}) {
    Keep(*issue, &source.repairs);
  }
  Keep(rows->duplicates, &source.warnings);
  if (source.tables.size() == 1 || table_open) source.tables[table].rows = source.rows_used;
  if (rows->rows_of_last > 0) source.tables.back().rows = rows->rows_of_last;
  for (TableReport& table : rows->more_tables) source.tables.push_back(std::move(table));
  if (source.tables.size() < 2) source.tables.clear();

  // One record for cells of a kind in all columns: the page shows them together.
  Issue blanks{std::string(codes::kBlankToken), 0, {}, {}},
      reread{std::string(codes::kNumberReread), 0, {}, {}};
  for (ColumnReader& column : rows->columns()) {
    for (auto [from, into] :
         {std::pair{&column.blanks, &blanks}, std::pair{&column.reread, &reread}}) {
      into->count += from->count;
      for (const Sample& sample : from->samples) {
        if (into->samples.size() < Issue::kMaxSamples) into->samples.push_back(sample);
      }
    }
    for (const Issue* issue : {&column.not_number, &column.bounds, &column.errors}) {
      Keep(*issue, &source.repairs, column.name);
    }
    Keep(column.negative, &source.warnings, column.name);
    if (!column.meaning.computed) Keep(column.precision, &source.warnings, column.name);
  }
  Keep(blanks, &source.repairs);
  Keep(reread, &source.repairs);

  std::vector<table::Column> columns;
  const size_t count = rows->rows();
  std::vector<ColumnReader>& readers = rows->columns();
  // Columns without header at the end come from delimiters that close each line.
  while (!readers.empty() && readers.back().kind == schema::ColumnFacts::Kind::kBlank &&
         !readers.back().number && readers.back().texts.distinct() == 0 &&
         readers.back().name.compare(0, 7, "Column ") == 0) {
    readers.pop_back();
  }
  for (ColumnReader& reader : readers) {
    if (!currency.empty() && reader.meaning.currency.empty() && reader.meaning.type == "money") {
      reader.meaning.currency = currency;
      reader.meaning.unit = currency;
    }
    ColumnReport report;
    report.name = reader.name;
    report.role = reader.meaning.role;
    report.measure = reader.meaning.measure;
    report.type = reader.meaning.type;
    report.unit = reader.meaning.unit;
    report.metric = reader.meaning.metric;
    report.zone = reader.meaning.zone;
    report.suggestion = reader.meaning.suggestion;
    report.why = reader.meaning.why;
    report.confidence = std::string(locale::Name(reader.meaning.confidence));
    if (reader.number) report.numbers = std::string(locale::Name(reader.style));
    report.dates = std::string(locale::Name(reader.order));
    columns.push_back(FinishColumn(std::move(reader), rows->line_runs, &source));
    report.nulls = static_cast<int64_t>(columns.back().null_count());
    source.columns.push_back(std::move(report));
  }
  table::Table table(source.table.kind(), std::move(columns), count);
  table.SetCurrency(currency);
  table.SetLines(std::move(rows->line_runs));
  if (source.period) table.SetPeriod({source.period->first, source.period->last});
  if (settings.sums) table.SetConstant("sums", "1");
  if (!settings.channel.empty()) {
    table.SetConstant("channel", settings.channel);
  } else if (table.FindRole("channel") == nullptr) {
    const std::string channel = ChannelOf(source.profile);
    if (!channel.empty()) table.SetConstant("channel", channel);
  }
  source.table = std::move(table);
  source.given = settings.given;
  source.learned = LearnedFrom(source.columns, source.questions);
  source.first_rows = std::move(rows->first_rows);
  rows.reset();
}

}  // namespace mittari::ingest
