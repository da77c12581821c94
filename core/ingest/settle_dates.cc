#include <algorithm>
#include <array>
#include <functional>

#include "base/blocks.h"
#include "base/codes.gen.h"
#include "base/utf8.h"
#include "ingest/above.h"
#include "ingest/settle.h"
#include "ingest/wide.h"
#include "locale/header.h"
#include "locale/jalali.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

using locale::DateOrder;

table::Grain GrainOf(locale::Grain grain) { return static_cast<table::Grain>(grain); }

locale::DateContext ContextOf(const ColumnReader& column) {
  locale::DateContext context;
  context.date_column = column.meaning.type == "date";
  return context;
}

// "0003" counted from the first day that a comment of the export names.
locale::DateCell ReadIndex(DayIndex step, std::string_view text, Day start) {
  locale::DateCell cell;
  int64_t number = 0;
  for (char c : utf8::Trim(text)) {
    if (c < '0' || c > '9' || number > 100000) number = -1;
    if (number < 0) break;
    number = number * 10 + (c - '0');
  }
  cell.kind = number < 0 ? locale::DateKind::kText : locale::DateKind::kDay;
  if (number < 0) return cell;
  cell.bits = locale::kNotIso;
  if (step == DayIndex::kMonth) {
    cell.grain = locale::Grain::kMonth;
    YearMonthDay date = CivilFromDay(start);
    const int64_t months = date.year * 12 + date.month - 1 + number;
    cell.day = DayFromCivil({static_cast<int>(months / 12), static_cast<int>(months % 12) + 1, 1});
  } else {
    cell.grain = step == DayIndex::kWeek ? locale::Grain::kWeek : locale::Grain::kDay;
    cell.day = start + static_cast<Day>(step == DayIndex::kWeek  ? number * 7
                                        : step == DayIndex::kDay ? number
                                                                 : number / 24);
  }
  return cell;
}

locale::DateCell ReadCell(const ColumnReader& column, std::string_view text, DateOrder order,
                          const Source& source) {
  const DayIndex step = DayIndexOf(column.name);
  if (step != DayIndex::kNone && source.period) return ReadIndex(step, text, source.period->first);
  if (source.year > 0 && IsBareMonth(text)) {
    return locale::ReadDate(std::string(text) + ' ' + std::to_string(source.year), order,
                            ContextOf(column));
  }
  return locale::ReadDateOrSpan(text, order, ContextOf(column));
}

// Each distinct text read once.
std::vector<locale::DateCell> ReadAll(const ColumnReader& column, DateOrder order,
                                      const Source& source) {
  std::vector<locale::DateCell> cells;
  cells.reserve(column.texts.distinct());
  for (uint32_t code = 0; code < column.texts.distinct(); ++code) {
    cells.push_back(ReadCell(column, column.texts.Text(code), order, source));
  }
  return cells;
}

// f(codes, first row, count) for all rows; a null has code 0.
template <typename F>
void ForCodes(const table::TextBuilder& texts, const F& f) {
  ForBlocks(texts.size(), [&](size_t row, size_t count, int64_t* to) { texts.ReadCodes(row, count, to); }, f);
}

locale::DateEvidence EvidenceOf(const ColumnReader& column, const Source& source) {
  const std::vector<locale::DateCell> cells = ReadAll(column, DateOrder::kUnknown, source);
  locale::DateEvidence evidence;
  const table::TextBuilder& texts = column.texts;
  const bool blanks = texts.null_count() > 0;
  const bool one_way = std::none_of(cells.begin(), cells.end(), [](const locale::DateCell& cell) {
    return cell.kind == locale::DateKind::kAmbiguous;
  });
  if (one_way) {
    // Neighbours only speak for one order against another.
    std::vector<int64_t> times(cells.size() + 1);
    ForCodes(texts, [&](const int64_t* codes, size_t, size_t count) {
      for (size_t i = 0; i < count; ++i) ++times[static_cast<size_t>(codes[i])];
    });
    if (!cells.empty()) times[0] -= static_cast<int64_t>(texts.null_count());
    for (size_t code = 0; code < cells.size(); ++code) {
      if (times[code] > 0) evidence.Add(cells[code], times[code]);
    }
    return evidence;
  }
  // Runs of one day, as most exports are sorted.
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

bool IsPersian(const ColumnReader& column) {
  for (uint32_t code = 0; code < column.texts.distinct(); ++code) {
    if (IsBareMonth(column.texts.Text(code))) return IsPersianMonth(column.texts.Text(code));
  }
  return false;
}

// A number of four digits that can be a year of the calendar, else 0.
int YearIn(std::string_view digits, bool persian) {
  int year = 0;
  for (char c : digits) year = c >= '0' && c <= '9' ? year * 10 + (c - '0') : 100000;
  const bool fits = persian ? locale::kFirstJalaliYear <= year && year <= locale::kLastJalaliYear
                            : 1990 <= year && year <= 2100;
  return digits.size() == 4 && fits ? year : 0;
}

// The years that the lines above the table name; else this year and the two before.
std::vector<int> LikelyYears(const Settings& settings, bool persian, const Source& source) {
  std::vector<int> years;
  std::vector<std::string> texts = source.preamble;
  texts.push_back(source.name);
  for (const std::string& line : texts) {
    const std::string text = locale::FoldPlain(line) + ' ';
    size_t digits = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] >= '0' && text[i] <= '9') {
        ++digits;
        continue;
      }
      const int year = digits == 4 ? YearIn(text.substr(i - 4, 4), persian) : 0;
      if (year > 0) years.push_back(year);
      digits = 0;
    }
  }
  if (years.empty() && settings.today) {
    const std::optional<YearMonthDay> jalali = locale::JalaliFromDay(*settings.today);
    const int year = persian && jalali ? jalali->year : CivilFromDay(*settings.today).year;
    years = {year, year - 1, year - 2};
  }
  std::sort(years.begin(), years.end(), std::greater<>());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

// "January", "February": the year is the one that a person names.
void AskYear(const Settings& settings, const ColumnReader& column, Source* source) {
  size_t months = 0;
  for (uint32_t code = 0; code < column.texts.distinct(); ++code)
    months += IsBareMonth(column.texts.Text(code)) ? 1 : 0;
  if (months == 0 || months * 2 < column.texts.distinct()) return;
  const bool persian = IsPersian(column);
  if (const std::string* answer = settings.Answer(codes::kDateNoYear, column.name)) {
    source->year = YearIn(locale::FoldPlain(*answer), persian);
    if (source->year > 0) return;
  }
  Question question;
  question.code = std::string(codes::kDateNoYear);
  question.column = column.name;
  for (int year : LikelyYears(settings, persian, *source)) {
    Source in_year;
    in_year.year = year;
    std::optional<Day> first, last;
    for (const locale::DateCell& cell : ReadAll(column, DateOrder::kUnknown, in_year)) {
      if (cell.kind != locale::DateKind::kDay) continue;
      first = first ? std::min(*first, cell.day) : cell.day;
      last = last ? std::max(*last, cell.day) : cell.day;
    }
    Json preview = Json::object();
    if (first) preview = {{"from", FormatIsoDate(*first)}, {"to", FormatIsoDate(*last)}};
    question.choices.push_back({std::to_string(year), std::move(preview)});
  }
  source->questions.push_back(std::move(question));
}

std::optional<int> NumberIn(std::string_view text) {
  const std::string digits = locale::FoldPlain(text);
  if (digits.empty() || digits.size() > 2) return std::nullopt;
  int number = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

// "Month" January beside "Year" 2025 and 2024: each row's date is of two columns.
void JoinYears(RowTaker* rows) {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  const int date = vocabulary.FindRole("date");
  for (ColumnReader& column : rows->columns()) {
    if (!IsDateColumn(column) || column.texts.distinct() == 0) continue;
    const table::TextBuilder& months = column.texts;
    bool bare = true;
    bool numbered = true;  // 1 to 12
    for (uint32_t code = 0; code < months.distinct(); ++code) {
      const std::string_view text = months.Text(code);
      bare = bare && IsBareMonth(text);
      const std::optional<int> number = NumberIn(text);
      numbered = numbered && number && *number >= 1 && *number <= 12;
    }
    if (!bare && !numbered) continue;
    const bool persian = IsPersian(column);
    for (const ColumnReader& year : rows->columns()) {
      const table::NumberBuilder& years = year.numbers;
      if (!year.number || !years.Integers() || years.null_count() > 0 || years.size() != months.size()) continue;
      const std::vector<schema::Hit> hits = vocabulary.Exact(year.name);
      if (std::none_of(hits.begin(), hits.end(), [&](const schema::Hit& hit) { return hit.role == date; })) continue;
      table::TextBuilder joined;
      size_t row = 0;
      for (; row < years.size(); ++row) {
        const std::string digits = std::to_string(years.UnitsAt(row));
        if (YearIn(digits, persian) == 0 && (!numbered || YearIn(digits, true) == 0)) break;
        if (months.IsNull(row)) {
          joined.AddNull();
          continue;
        }
        const std::string month(months.Text(months.CodeAt(row)));
        joined.Add(numbered ? digits + '-' + month : month + ' ' + digits);
      }
      if (row < years.size()) continue;
      column.texts = std::move(joined);
      break;
    }
  }
}

}  // namespace

DayIndex DayIndexOf(std::string_view header) {
  const std::string folded = locale::FoldPlain(header);
  if (folded == "nth day" || folded == "n inci gun" || folded == "n gun") return DayIndex::kDay;
  if (folded == "nth week") return DayIndex::kWeek;
  if (folded == "nth month") return DayIndex::kMonth;
  if (folded == "nth hour") return DayIndex::kHour;
  return DayIndex::kNone;
}

void SettleDates(const Settings& settings, RowTaker* rows, Source* source) {
  JoinYears(rows);
  for (const ColumnReader& column : rows->columns()) {
    if (source->year == 0 && IsDateColumn(column)) AskYear(settings, column, source);
  }
  std::vector<locale::DateEvidence> evidence(rows->columns().size());
  DateOrder proven = OrderIn(source->preamble);
  for (size_t i = 0; i < evidence.size(); ++i) {
    if (!IsDateColumn(rows->columns()[i])) continue;
    evidence[i] = EvidenceOf(rows->columns()[i], *source);
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
    // Another column of the file, or a line above, has shown how its days are written.
    const bool shown = proven != DateOrder::kUnknown && decision.order == proven;
    if (!decision.needs_question || (shown && !decision.calendar_question))
      continue;
    if (!decision.calendar_question) {
      if (const std::string* known = settings.Learned(codes::kDateAmbiguousOrder, column.name)) {
        column.order = locale::DateOrderFromName(*known);
        if (column.order != DateOrder::kUnknown) continue;
      }
    }
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

table::Column FinishColumn(ColumnReader&& reader, const LineRuns& runs, Source* source) {
  table::ColumnRole role;
  role.role = reader.meaning.role;
  if (schema::IsOwnRole(role.role)) role.role = schema::OwnName(reader.meaning.role);
  role.measure = reader.meaning.measure;
  role.type = reader.meaning.type;
  role.unit = reader.meaning.unit;
  role.currency = reader.meaning.currency;
  if (reader.number) return std::move(reader.numbers).Finish(reader.name, reader.position, role);
  if (!IsDateColumn(reader))
    return std::move(reader.texts).Finish(reader.name, reader.position, role);
  const std::vector<locale::DateCell> cells = ReadAll(reader, reader.order, *source);
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
  const auto take = [&](size_t row) {
    if (reader.texts.IsNull(row)) {
      days.AddNull();
      return;
    }
    const uint32_t code = reader.texts.CodeAt(row);
    const Reading& reading = readings[code];
    if (!reading.plain) {
      Finding& finding = reading.is_day                                 ? reread
                         : cells[code].kind == locale::DateKind::kBlank ? blank
                                                                        : unread;
      finding.issue.Add(LineOf(runs, row), reader.name, reader.texts.Text(code));
    }
    if (reading.is_day) {
      ++grains[reading.grain];
      days.Add(reading.day);
    } else {
      days.AddNull();
    }
  };
  const bool usual = std::all_of(readings.begin(), readings.end(), [&](const Reading& reading) {
    return reading.plain && reading.grain == readings.front().grain;
  });
  ForCodes(reader.texts, [&](int64_t* codes, size_t first, size_t count) {
    if (!usual || readings.empty()) {
      for (size_t i = 0; i < count; ++i) take(first + i);
      return;
    }
    for (size_t i = 0; i < count; ++i) codes[i] = readings[static_cast<size_t>(codes[i])].day;
    days.AddAll(codes, first, count, reader.texts.nulls());
  });
  if (usual && !readings.empty()) {
    grains[readings.front().grain] +=
        static_cast<int64_t>(reader.texts.size() - reader.texts.null_count());
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
