#include <array>

#include "base/codes.gen.h"
#include "ingest/settle.h"

namespace mittari::ingest {
namespace {

using locale::DateOrder;

table::Grain GrainOf(locale::Grain grain) { return static_cast<table::Grain>(grain); }

locale::DateContext ContextOf(const ColumnReader& column) {
  locale::DateContext context;
  context.date_column = column.meaning.type == "date";
  return context;
}

// Each distinct text read once.
std::vector<locale::DateCell> ReadAll(const ColumnReader& column, DateOrder order) {
  std::vector<locale::DateCell> cells;
  cells.reserve(column.texts.distinct());
  for (uint32_t code = 0; code < column.texts.distinct(); ++code) {
    cells.push_back(locale::ReadDate(column.texts.Text(code), order, ContextOf(column)));
  }
  return cells;
}

locale::DateEvidence EvidenceOf(const ColumnReader& column) {
  const std::vector<locale::DateCell> cells = ReadAll(column, DateOrder::kUnknown);
  locale::DateEvidence evidence;
  // Runs of one day, as most exports are sorted.
  const table::TextBuilder& texts = column.texts;
  const bool blanks = texts.null_count() > 0;
  uint32_t code = 0;
  int64_t times = 0;
  for (size_t row = 0; row < texts.size(); ++row) {
    if (blanks && texts.IsNull(row)) continue;
    const uint32_t next = texts.CodeAt(row);
    if (next != code && times > 0) {
      evidence.Add(cells[code], times);
      times = 0;
    }
    code = next;
    ++times;
  }
  if (times > 0) evidence.Add(cells[code], times);
  return evidence;
}

bool IsDateColumn(const ColumnReader& column) {
  return !column.number && column.meaning.type == "date";
}

}  // namespace

void SettleDates(const Settings& settings, RowTaker* rows, Source* source) {
  std::vector<locale::DateEvidence> evidence(rows->columns().size());
  DateOrder proven = DateOrder::kUnknown;
  for (size_t i = 0; i < evidence.size(); ++i) {
    if (!IsDateColumn(rows->columns()[i])) continue;
    evidence[i] = EvidenceOf(rows->columns()[i]);
    const locale::DateDecision decision = evidence[i].Decide(DateOrder::kUnknown, source->period);
    const bool day_month = decision.order == DateOrder::kDmy || decision.order == DateOrder::kMdy;
    if (decision.confidence == locale::Confidence::kCertain && day_month) proven = decision.order;
  }
  for (size_t i = 0; i < evidence.size(); ++i) {
    ColumnReader& column = rows->columns()[i];
    if (!IsDateColumn(column)) continue;
    const locale::DateDecision decision = evidence[i].Decide(proven, source->period);
    column.order = decision.order;
    DateOrder given = settings.dates;
    for (std::string_view code : {codes::kDateAmbiguousOrder, codes::kDateAmbiguousCalendar}) {
      if (const std::string* answer = settings.Answer(code, column.name)) {
        given = locale::DateOrderFromName(*answer);
      }
    }
    if (given != DateOrder::kUnknown) {
      column.order = given;
      continue;
    }
    if (!decision.needs_question) continue;
    Question question;
    question.code = std::string(decision.calendar_question ? codes::kDateAmbiguousCalendar
                                                           : codes::kDateAmbiguousOrder);
    question.column = column.name;
    for (const locale::DateOutcome& outcome : decision.outcomes) {
      if (outcome.order == DateOrder::kUnknown) continue;
      question.choices.push_back(
          {std::string(locale::Name(outcome.order)),
           {{"from", FormatIsoDate(outcome.first)}, {"to", FormatIsoDate(outcome.last)}}});
    }
    if (!question.choices.empty()) question.likelier = question.choices.front().id;
    source->questions.push_back(std::move(question));
  }
}

table::Column FinishColumn(ColumnReader&& reader, Source* source) {
  table::ColumnRole role;
  role.role = reader.meaning.role;
  role.measure = reader.meaning.measure;
  role.type = reader.meaning.type;
  role.unit = reader.meaning.unit;
  role.currency = reader.meaning.currency;
  if (reader.number) return std::move(reader.numbers).Finish(reader.name, reader.position, role);
  if (!IsDateColumn(reader))
    return std::move(reader.texts).Finish(reader.name, reader.position, role);
  const std::vector<locale::DateCell> cells = ReadAll(reader, reader.order);
  Finding unread{{std::string(codes::kCellNotDate), 0, {}, {}}, reader.name};
  Finding reread{{std::string(codes::kDateReread), 0, {}, {}}, reader.name};
  Finding blank{{std::string(codes::kBlankToken), 0, {}, {}}, reader.name};
  std::array<int64_t, 6> grains{};
  struct Reading {
    Day day = 0;
    uint8_t grain = 0;
    bool is_day = false;
    bool plain = false;  // nothing to report
  };
  std::vector<Reading> readings;
  readings.reserve(cells.size());
  for (const locale::DateCell& cell : cells) {
    Reading reading;
    reading.is_day =
        cell.kind == locale::DateKind::kDay || cell.kind == locale::DateKind::kAmbiguous;
    if (reading.is_day) reading.day = cell.In(reader.order);
    reading.plain = reading.is_day && (cell.bits & locale::kNotIso) == 0;
    reading.grain = static_cast<uint8_t>(cell.grain);
    readings.push_back(reading);
  }
  table::DayBuilder days;
  const bool blanks = reader.texts.null_count() > 0;
  for (size_t row = 0; row < reader.texts.size(); ++row) {
    if (blanks && reader.texts.IsNull(row)) {
      days.AddNull();
      continue;
    }
    const uint32_t code = reader.texts.CodeAt(row);
    const Reading& reading = readings[code];
    if (!reading.plain) {
      Finding& finding = reading.is_day                                  ? reread
                         : cells[code].kind == locale::DateKind::kBlank ? blank
                                                                         : unread;
      finding.issue.Add(-1, reader.name, reader.texts.Text(code));
    }
    if (reading.is_day) {
      ++grains[reading.grain];
      days.Add(reading.day);
    } else {
      days.AddNull();
    }
  }
  for (Finding* finding : {&blank, &unread, &reread}) {
    if (finding->issue.count > 0) source->repairs.push_back(std::move(*finding));
  }
  // The coarsest grain that one row in ten has: weeks among days are weeks.
  int64_t all = 0;
  for (int64_t count : grains) all += count;
  locale::Grain grain = locale::Grain::kDay;
  for (size_t g = 0; g < grains.size(); ++g) {
    if (grains[g] > 0 && grains[g] * 10 >= all) grain = static_cast<locale::Grain>(g);
  }
  return std::move(days).Finish(reader.name, reader.position, role, GrainOf(grain));
}

}  // namespace mittari::ingest
