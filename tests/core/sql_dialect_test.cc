#include "sql/dialect.h"

#include <gtest/gtest.h>

#include "sql/piece.h"

namespace mittari::sql {
namespace {

Dialect Of(std::string_view name) { return *Dialect::FromName(name); }

// By the manuals: PostgreSQL 4.1.1 and 4.1.2, DuckDB "Literal Types", BigQuery "Lexical structure",
// Spark "Identifiers" and "Literals".
TEST(SqlDialectTest, NothingLeavesItsQuotes) {
  EXPECT_EQ(Of("postgres").Name("a\"b`c'\\"), "\"a\"\"b`c'\\\"");
  EXPECT_EQ(Of("duckdb").Name("a\"b`c'\\"), "\"a\"\"b`c'\\\"");
  EXPECT_EQ(Of("spark").Name("a\"b`c'\\"), "`a\"b``c'\\`");
  EXPECT_EQ(Of("bigquery").Name("a\"b`c'\\"), "`a\"b\\`c'\\\\`");
  EXPECT_EQ(Of("postgres").Text("it's"), "'it''s'");
  EXPECT_EQ(Of("postgres").Text("\\'"), "E'\\\\\\''");
  EXPECT_EQ(Of("duckdb").Text("\\'"), "'\\'''");
  EXPECT_EQ(Of("spark").Text("\\'\n"), "'\\\\\\'\\n'");
  EXPECT_EQ(Of("bigquery").Text("\\'\n"), "'\\\\\\'\\n'");
  EXPECT_EQ(Of("duckdb").Text(std::string_view("a\0b", 3)), "'a\xEF\xBF\xBD" "b'");
}

TEST(SqlDialectTest, OnlyFourAreKnown) {
  EXPECT_FALSE(Dialect::FromName("oracle").has_value());
  EXPECT_FALSE(Dialect::FromName("").has_value());
}

TEST(SqlDialectTest, BigqueryHasNoDotInATableAndNoSignInAHeading) {
  EXPECT_EQ(Of("bigquery").Table("ads.2025"), "`ads_2025`");
  EXPECT_EQ(Of("postgres").Table("ads.2025"), "\"ads.2025\"");
  EXPECT_EQ(Of("bigquery").Heading("measure:reach"), "`measure_reach`");
}

Piece Column(std::string text, bool positive) {
  Piece piece;
  piece.missing = Cond::When(text + " IS NULL");
  piece.text = std::move(text);
  piece.positive = positive;
  return piece;
}

TEST(SqlPieceTest, AQuotientIsNullUnlessItsDenominatorIsAboveZero) {
  const Dialect duckdb = Of("duckdb");
  EXPECT_EQ(Combine(duckdb, formula::Op::kDivide, Column("a", true), Column("b", true)).text,
            "CAST(a AS DOUBLE) / NULLIF(CAST(b AS DOUBLE), 0)");
  EXPECT_EQ(Combine(duckdb, formula::Op::kDivide, Column("a", true), Column("b", false)).text,
            "CAST(a AS DOUBLE) / NULLIF(GREATEST(CAST(b AS DOUBLE), 0), 0)");
}

TEST(SqlPieceTest, MinusSignsNeverMeet) {
  const Piece minus = Negate(Negate(Piece::Number("-5", true)));
  EXPECT_EQ(minus.text.find("--"), std::string::npos) << minus.text;
  const Piece sum = Combine(Of("spark"), formula::Op::kSubtract, Column("a", true), minus);
  EXPECT_EQ(sum.text.find("--"), std::string::npos) << sum.text;
}

TEST(SqlPieceTest, ADefaultStandsInWhereAnInputIsMissing) {
  EXPECT_EQ(Fallback(Column("a", true), Piece::Number("0", false)).text, "CASE WHEN a IS NULL THEN 0 ELSE a END");
  EXPECT_EQ(Fallback(Piece::Missing(), Piece::Number("1", false)).text, "1");
  EXPECT_TRUE(Combine(Of("duckdb"), formula::Op::kAdd, Column("a", true), Piece::Missing()).missing.always);
}

}  // namespace
}  // namespace mittari::sql
