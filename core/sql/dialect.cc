#include "sql/dialect.h"

#include <utility>

namespace mittari::sql {
namespace {

using period::Grain;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The text between two marks, with a mark inside written twice.
std::string Doubled(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark) out += mark;
    if (c == '\0') {
      out += kReplacement;
    } else {
      out += c;
    }
  }
  return out + mark;
}

// The text between two marks, with marks and line breaks behind a backslash.
std::string Escaped(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    switch (c) {
      case '\0':
        out += kReplacement;
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (c == mark || c == '\\') out += '\\';
        out += c;
    }
  }
  return out + mark;
}

}  // namespace

std::optional<Dialect> Dialect::FromName(std::string_view name) {
  for (const auto& [known, kind] : {std::pair{"duckdb", Kind::kDuckdb}, std::pair{"postgres", Kind::kPostgres},
                                    std::pair{"bigquery", Kind::kBigquery}, std::pair{"spark", Kind::kSpark}}) {
    if (name == known) return Dialect(kind);
  }
  return std::nullopt;
}

std::string_view Dialect::Title() const {
  switch (kind_) {
    case Kind::kDuckdb:
      return "DuckDB";
    case Kind::kPostgres:
      return "PostgreSQL";
    case Kind::kBigquery:
      return "BigQuery";
    default:
      return "Spark SQL";
  }
}

std::string Dialect::Name(std::string_view name) const {
  if (kind_ == Kind::kBigquery) return Escaped(name, '`');
  return Doubled(name, kind_ == Kind::kSpark ? '`' : '"');
}

std::string Dialect::Text(std::string_view text) const {
  if (kind_ == Kind::kBigquery || kind_ == Kind::kSpark) return Escaped(text, '\'');
  // PostgreSQL reads a backslash as itself or not, by a setting: here it can't matter.
  if (kind_ == Kind::kPostgres && text.find('\\') != std::string_view::npos) {
    return "E" + Escaped(text, '\'');
  }
  return Doubled(text, '\'');
}

std::string Dialect::Table(std::string_view name) const {
  std::string own(name);
  if (kind_ == Kind::kBigquery) {
    for (char& c : own) c = c == '.' ? '_' : c;
  }
  return Name(own);
}

std::string Dialect::Heading(std::string_view name) const {
  if (kind_ != Kind::kBigquery) return Name(name);
  std::string plain(name);
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) < 0x20 ||
        std::string_view("!\"$()*,./;?@[\\]^`{}~:").find(c) != std::string_view::npos) {
      c = '_';
    }
  }
  return Name(plain);
}

std::string_view Dialect::TextType() const {
  return kind_ == Kind::kBigquery || kind_ == Kind::kSpark ? "STRING" : "VARCHAR";
}

std::string_view Dialect::RealType() const {
  switch (kind_) {
    case Kind::kPostgres:
      return "DOUBLE PRECISION";
    case Kind::kBigquery:
      return "FLOAT64";
    default:
      return "DOUBLE";
  }
}

std::string Dialect::DecimalType(int places) const {
  if (kind_ == Kind::kPostgres) return "NUMERIC";
  if (kind_ == Kind::kBigquery) return places <= 9 ? "NUMERIC" : "BIGNUMERIC";
  return "DECIMAL(38, " + std::to_string(places) + ")";
}

std::string Dialect::Ordered(const std::string& text) const {
  return kind_ == Kind::kPostgres ? text + " COLLATE \"C\"" : text;
}

std::string Dialect::Replaced(const std::string& text, std::string_view pattern,
                              std::string_view with) const {
  const bool first_only = kind_ == Kind::kDuckdb || kind_ == Kind::kPostgres;
  return "REGEXP_REPLACE(" + text + ", " + Text(pattern) + ", " + Text(with) + (first_only ? ", 'g')" : ")");
}

std::string Dialect::Matches(const std::string& text, std::string_view pattern) const {
  switch (kind_) {
    case Kind::kDuckdb:
      return "REGEXP_MATCHES(" + text + ", " + Text(pattern) + ")";
    case Kind::kPostgres:
      return text + " ~ " + Text(pattern);
    case Kind::kBigquery:
      return "REGEXP_CONTAINS(" + text + ", " + Text(pattern) + ")";
    default:
      return text + " RLIKE " + Text(pattern);
  }
}

std::string Dialect::DayOf(Day day) { return "DATE '" + FormatIsoDate(day) + "'"; }

std::string Dialect::AddDays(const std::string& day, int days) const {
  const std::string n = std::to_string(days);
  if (kind_ == Kind::kBigquery) return "DATE_ADD(" + day + ", INTERVAL " + n + " DAY)";
  if (kind_ == Kind::kSpark) return "DATE_ADD(" + day + ", " + n + ")";
  return "(" + day + " + " + n + ")";
}

std::string Dialect::AddMonths(const std::string& day, int months) const {
  const std::string n = std::to_string(months);
  if (kind_ == Kind::kBigquery) return "DATE_ADD(" + day + ", INTERVAL " + n + " MONTH)";
  if (kind_ == Kind::kSpark) return "ADD_MONTHS(" + day + ", " + n + ")";
  return "CAST(" + day + " + INTERVAL '" + n + " months' AS DATE)";
}

std::string Dialect::WeekStart(const std::string& day, int week_start) const {
  switch (kind_) {
    case Kind::kBigquery:
      return "DATE_TRUNC(" + day + ", " +
             (week_start == 0 ? "ISOWEEK" : week_start == 5 ? "WEEK(SATURDAY)" : "WEEK(SUNDAY)") + ")";
    case Kind::kSpark:
      return "DATE_SUB(" + day + ", MOD(WEEKDAY(" + day + ") + " + std::to_string(7 - week_start) + ", 7))";
    default:
      return "(" + day + " - MOD(CAST(EXTRACT(ISODOW FROM " + day + ") AS INTEGER) + " +
             std::to_string(6 - week_start) + ", 7))";
  }
}

std::string Dialect::Truncated(const std::string& day, Grain grain) const {
  const std::string unit = grain == Grain::kMonth ? "month" : grain == Grain::kQuarter ? "quarter" : "year";
  if (kind_ == Kind::kBigquery) return "DATE_TRUNC(" + day + ", " + unit + ")";
  if (kind_ == Kind::kSpark) return "TRUNC(" + day + ", '" + unit + "')";
  return "CAST(DATE_TRUNC('" + unit + "', " + day + ") AS DATE)";
}

std::string Dialect::StartOf(const std::string& day, Grain grain,
                             const period::Calendar& calendar) const {
  if (grain == Grain::kDay) return day;
  if (grain == Grain::kWeek) return WeekStart(day, calendar.week_start);
  const int shift = grain == Grain::kMonth ? 0 : calendar.first_month - 1;
  if (shift == 0) return Truncated(day, grain);
  return AddMonths(Truncated(AddMonths(day, -shift), grain), shift);
}

std::string Dialect::NextOf(const std::string& start, Grain grain) const {
  switch (grain) {
    case Grain::kDay:
      return AddDays(start, 1);
    case Grain::kWeek:
      return AddDays(start, 7);
    case Grain::kMonth:
      return AddMonths(start, 1);
    case Grain::kQuarter:
      return AddMonths(start, 3);
    default:
      return AddMonths(start, 12);
  }
}

// Days, months, quarters and years.
std::string Dialect::Formatted(const std::string& day, Grain grain) const {
  const bool quarter = grain == Grain::kQuarter;
  const auto call = [&](std::string_view function, std::string_view format) {
    return std::string(function) + "(" + day + ", '" + std::string(format) + "')";
  };
  switch (kind_) {
    case Kind::kPostgres:
      return call("TO_CHAR", grain == Grain::kDay ? "YYYY-MM-DD" : grain == Grain::kMonth ? "YYYY-MM"
                                                  : quarter ? "YYYY-\"Q\"Q" : "YYYY");
    case Kind::kBigquery:
      return "FORMAT_DATE('" +
             std::string(grain == Grain::kDay ? "%Y-%m-%d" : grain == Grain::kMonth ? "%Y-%m"
                                              : quarter ? "%Y-Q%Q" : "%Y") + "', " + day + ")";
    case Kind::kDuckdb: {
      const std::string text = call("STRFTIME", grain == Grain::kDay ? "%Y-%m-%d" : grain == Grain::kMonth ? "%Y-%m" : "%Y");
      return quarter ? text + " || '-Q' || CAST(QUARTER(" + day + ") AS " + std::string(TextType()) + ")" : text;
    }
    default: {
      const std::string text = call("DATE_FORMAT", grain == Grain::kDay ? "yyyy-MM-dd" : grain == Grain::kMonth ? "yyyy-MM" : "yyyy");
      return quarter ? text + " || '-Q' || CAST(QUARTER(" + day + ") AS " + std::string(TextType()) + ")" : text;
    }
  }
}

std::string Dialect::KeyOf(const std::string& day, Grain grain,
                           const period::Calendar& calendar) const {
  if (grain == Grain::kWeek) {
    if (calendar.week_start == 0 && kind_ == Kind::kPostgres) return "TO_CHAR(" + day + ", 'IYYY-\"W\"IW')";
    if (calendar.week_start == 0 && kind_ == Kind::kDuckdb) return "STRFTIME(" + day + ", '%G-W%V')";
    if (calendar.week_start == 0 && kind_ == Kind::kBigquery) return "FORMAT_DATE('%G-W%V', " + day + ")";
    // A week belongs to the year of its fourth day, and is numbered by that day's place in it.
    const std::string middle = AddDays(WeekStart(day, calendar.week_start), 3);
    const std::string whole = kind_ == Kind::kBigquery ? "INT64" : "INTEGER";
    const std::string of_year = "EXTRACT(" + std::string(kind_ == Kind::kBigquery ? "DAYOFYEAR" : "DOY") + " FROM " + middle + ")";
    return Formatted(middle, Grain::kYear) + " || '-W' || LPAD(CAST(CAST(FLOOR((" + of_year + " + 6) / 7) AS " +
           whole + ") AS " + std::string(TextType()) + "), 2, '0')";
  }
  const bool fiscal = calendar.first_month != 1 && (grain == Grain::kQuarter || grain == Grain::kYear);
  if (!fiscal) return Formatted(day, grain);
  // Fiscal years bear the name of the year they end in.
  return "'FY' || " + Formatted(AddMonths(day, 13 - calendar.first_month), grain);
}

}  // namespace mittari::sql
