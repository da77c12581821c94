// Expected values are worked out by hand from the written form of each cell.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "locale/blank.h"
#include "locale/number.h"

namespace mittari::locale {
namespace {

std::string Show(const NumberCell& cell) {
  switch (cell.kind) {
    case NumberKind::kBlank:
      return "blank";
    case NumberKind::kError:
      return "error";
    case NumberKind::kText:
      return "text";
    case NumberKind::kBound:
      return "bound " + ToString(cell.value);
    case NumberKind::kAmbiguous:
      return ToString(cell.value) + " or " + ToString(cell.other);
    case NumberKind::kNumber:
      return ToString(cell.value);
  }
  return "?";
}

struct Case {
  const char* cell;
  const char* shown;
  NumberUnit unit = NumberUnit::kNone;
  const char* currency = "";
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const NumberCell cell = ReadNumber(c.cell);
    EXPECT_EQ(Show(cell), c.shown) << c.cell;
    EXPECT_EQ(cell.unit, c.unit) << c.cell;
    EXPECT_EQ(cell.currency, c.currency) << c.cell;
  }
}

TEST(Number, PlainAndGrouped) {
  Check({{"0", "0"},
         {"7", "7"},
         {"-7", "-7"},
         {"1234", "1234"},
         {"12.5", "12.5"},
         {"12,50", "12.50"},
         {"-0.05", "-0.05"},
         {"0.123", "0.123"},
         {"0,123", "0.123"},
         {".5", "0.5"},
         {",75", "0.75"},
         {"1234.567", "1234.567"},
         {"12.3456", "12.3456"},
         {"1,234.5", "1234.5"},
         {"1.234,5", "1234.5"},
         {"1.234,567", "1234.567"},
         {"1,234,567", "1234567"},
         {"1.234.567", "1234567"},
         {"1 234 567,89", "1234567.89"},
         {"1 234,567", "1234.567"},
         {"1'234'567.25", "1234567.25"},
         {"1’234.5", "1234.5"},
         {"12,34,567.89", "1234567.89"},
         {"1,00,000", "100000"},
         {"12\u00A0345,6", "12345.6"},
         {"12\u202F345,6", "12345.6"},
         {"12\u2009345", "12345"},
         {" 42 ", "42"},
         {"+5", "5"},
         {"999999999999999999", "999999999999999999"},
         {"0.8823529411764706", "0.8823529411764706"},
         {"5,00", "5.00"},
         {"0,00", "0.00"}});
}

TEST(Number, AmbiguousKeepsBothReadings) {
  Check({{"1.234", "1.234 or 1234"},
         {"1,234", "1234 or 1.234"},
         {"-12,345", "-12345 or -12.345"},
         {"€999.001", "999.001 or 999001", NumberUnit::kCurrency, "EUR"},
         {"1,234 %", "12.34 or 0.01234", NumberUnit::kPercent},
         {"1.234k", "1234 or 1234000", NumberUnit::kMultiplied}});
  EXPECT_EQ(Show(ReadNumber("1.234", NumberStyle::kPoint)), "1.234");
  EXPECT_EQ(Show(ReadNumber("1.234", NumberStyle::kComma)), "1234");
  EXPECT_EQ(Show(ReadNumber("1,234", NumberStyle::kSpaceComma)), "1.234");
  EXPECT_EQ(Show(ReadNumber("$1,234", NumberStyle::kPoint)), "1234");
}

TEST(Number, WhatACellProvesBeatsTheStyle) {
  const NumberCell cell = ReadNumber("12.5", NumberStyle::kComma);
  EXPECT_EQ(Show(cell), "12.5");
  EXPECT_TRUE(cell.bits & kAgainstStyle);
  EXPECT_FALSE(ReadNumber("12,5", NumberStyle::kComma).bits & kAgainstStyle);
}

TEST(Number, OtherDigitsAndMarks) {
  Check({{"۱٬۲۳۴٫۵", "1234.5"},
         {"۱۲۳۴", "1234"},
         {"٤٥٫٦", "45.6"},
         {"۱٬۲۳۴", "1234"},
         {"۱۲۵٬۰۰۰ تومان", "125000", NumberUnit::kCurrency, "IRT"},
         {"ریال ۵۰۰", "500", NumberUnit::kCurrency, "IRR"},
         {"۳۵٪", "0.35", NumberUnit::kPercent},
         {"٪۳۵", "0.35", NumberUnit::kPercent},
         {"۱،۲۳۴،۵۶۷", "1234567"},
         {"１２．５", "12.5"},
         {"\u200F۱۲", "12"},
         {"۲ هزار", "2000", NumberUnit::kMultiplied}});
}

TEST(Number, Signs) {
  Check({{"−5", "-5"},
         {"–5", "-5"},
         {"5-", "-5"},
         {"1.234,50-", "-1234.50"},
         {"(1,234.00)", "-1234.00"},
         {"($5.25)", "-5.25", NumberUnit::kCurrency, "$"},
         {"$(5.25)", "-5.25", NumberUnit::kCurrency, "$"},
         {"-R$20,30", "-20.30", NumberUnit::kCurrency, "BRL"},
         {"R$-20", "-20", NumberUnit::kCurrency, "BRL"},
         {"R$ -20,5", "-20.5", NumberUnit::kCurrency, "BRL"},
         {"$-5", "-5", NumberUnit::kCurrency, "$"},
         {"-$5.10", "-5.10", NumberUnit::kCurrency, "$"},
         {"(-5)", "text"},
         {"(5", "text"},
         {"--5", "text"},
         {"5)", "text"}});
}

TEST(Number, Currencies) {
  const NumberUnit money = NumberUnit::kCurrency;
  Check({{"$12", "12", money, "$"},
         {"12 €", "12", money, "EUR"},
         {"£1,234.50", "1234.50", money, "GBP"},
         {"₺1.234,50", "1234.50", money, "TRY"},
         {"1.234,50 TL", "1234.50", money, "TRY"},
         {"TRY 10", "10", money, "TRY"},
         {"12,5 kr", "12.5", money, "kr"},
         {"kr. 12,5", "12.5", money, "kr"},
         {"1250 e", "1250", money, "EUR"},
         {"49,90e", "49.90", money, "EUR"},
         {"1250,-", "1250"},
         {"1.250,- €", "1250", money, "EUR"},
         {"CHF 1'250.-", "1250", money, "CHF"},
         {"1.250.-", "text"},
         {"12,50,-", "text"},
         {"12 E", "text"},
         {"12,5 e e", "text"},
         {"12 ₽", "12", money, "RUB"},
         {"USD 5.5", "5.5", money, "USD"},
         {"5.5USD", "5.5", money, "USD"},
         {"12,5 zł", "12.5", money, "PLN"},
         {"₹12,34,567", "1234567", money, "INR"},
         {"Rs. 12,34,567", "1234567", money, "INR"},
         {"CHF 1'234.50", "1234.50", money, "CHF"},
         {"US$ 7", "7", money, "USD"},
         {"CA$7", "7", money, "CAD"},
         {"A$7", "7", money, "AUD"},
         {"¥700", "700", money, "¥"},
         {"700 ZAR", "700", money, "ZAR"},
         {"15,5 mk", "15.5", money, "FIM"},
         {"$ 5 €", "text"},
         {"12k€", "12000", NumberUnit::kMultiplied, "EUR"},
         {"$1.2M", "1200000", NumberUnit::kMultiplied, "$"},
         {"$1.2B", "1200000000", NumberUnit::kMultiplied, "$"}});
}

TEST(Number, Rates) {
  Check({{"12%", "0.12", NumberUnit::kPercent},
         {"12 %", "0.12", NumberUnit::kPercent},
         {"%10", "0.10", NumberUnit::kPercent},
         {"% 12,5", "0.125", NumberUnit::kPercent},
         {"-1,22%", "-0.0122", NumberUnit::kPercent},
         {"0.54%", "0.0054", NumberUnit::kPercent},
         {"100%", "1.00", NumberUnit::kPercent},
         {"5‰", "0.005", NumberUnit::kPermille},
         {"5%%", "text"}});
}

TEST(Number, Multiplied) {
  const NumberUnit times = NumberUnit::kMultiplied;
  Check({{"12k", "12000", times},
         {"12 K", "12000", times},
         {"1.2M", "1200000", times},
         {"1.25k", "1250", times},
         {"1.2345k", "1234.5", times},
         {"3 bin", "3000", times},
         {"2 milyon", "2000000", times},
         {"1,5 milj.", "1500000", times},
         {"2 mrd", "2000000000", times},
         {"3 lakh", "300000", times},
         // Billion in English, thousand in Turkish: not without more.
         {"3 B", "text"}});
}

TEST(Number, Bounds) {
  Check({{"< 10%", "bound 0.10", NumberUnit::kPercent},
         {"> 90%", "bound 0.90", NumberUnit::kPercent},
         {"<10", "bound 10"},
         {"≤ 5", "bound 5"},
         {">=1,000", "bound 1000"},
         {"10+", "bound 10"}});
}

TEST(Number, Blanks) {
  for (const char* cell : {"",       " ",
                           "-",      "--",
                           " --",    "—",
                           "–",      "- -",
                           "N/A",    "n/a",
                           "NA",     "null",
                           "NULL",   "(not set)",
                           "yok",    "ei",
                           "ندارد",  "n.a.",
                           "NaN",    "None",
                           "\u00A0", "\u00A0-\u00A0",
                           "\\N"}) {
    EXPECT_EQ(Show(ReadNumber(cell)), "blank") << '"' << cell << '"';
    EXPECT_TRUE(IsBlankToken(cell)) << cell;
  }
  for (const char* cell : {"0", "۰", "0,00", "-0", "n", "no"}) {
    EXPECT_NE(Show(ReadNumber(cell)), "blank") << cell;
  }
}

TEST(Number, Errors) {
  for (const char* cell : {"#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#SAYI/0!", "#JAKO/0!",
                           "#YOK", "#####", "Infinity", "-inf"}) {
    EXPECT_EQ(Show(ReadNumber(cell)), "error") << cell;
  }
  EXPECT_EQ(Show(ReadNumber("#1")), "text");
  EXPECT_EQ(Show(ReadNumber("#marketing")), "text");
}

TEST(Number, Exponents) {
  Check({{"1.2E+05", "120000"},
         {"1,25E3", "1250"},
         {"1.234E2", "123.4"},
         {"5e-3", "0.005"},
         {"1E5", "100000"},
         {"1E", "text"},
         {"1E5x", "text"}});
}

TEST(Number, Durations) {
  const NumberUnit seconds = NumberUnit::kDuration;
  Check({{"00:01:12", "72", seconds},
         {"1:00:00", "3600", seconds},
         {"27:46:40", "100000", seconds},
         {"00:00:01.5", "1.5", seconds},
         {"-0:00:10", "-10", seconds},
         {"1h 2m", "3720", seconds},
         {"12s", "12", seconds},
         {"1h2m3s", "3723", seconds},
         {"2 min 5 sec", "125", seconds},
         {"3 sa 4 dk", "11040", seconds},
         {"1.5h", "5400.0", seconds},
         {"1 day 2 hours", "93600", seconds},
         {"1:60:00", "text"},
         {"1:2:3", "text"},
         {"12:30 PM", "text"}});
  EXPECT_TRUE(ReadNumber("1:23").bits & kMinutesSeconds);
  EXPECT_EQ(Show(ReadNumber("1:23")), "83");
}

TEST(Number, WordsAndText) {
  Check({{"4 clicks", "4", NumberUnit::kWord},
         {"1,234.5 oturum", "1234.5", NumberUnit::kWord},
         {"3 days", "3", NumberUnit::kWord},
         {"Facebook", "text"},
         {"12 Main Street", "text"},
         {"v2", "text"},
         {"1.2.3", "text"},
         {"1.23,4", "text"},
         {"1,2,3", "text"},
         {"12 34", "text"},
         {"1,234.567.8", "text"},
         {"1/2", "text"},
         {"10-20", "text"},
         {"555-1234", "text"},
         {"2025-01-31", "text"},
         {"a1", "text"},
         {".", "text"},
         {"%", "text"},
         {"$", "text"},
         {"()", "text"}});
}

TEST(Number, IdsAreText) {
  const NumberCell cell = ReadNumber("00123");
  EXPECT_EQ(cell.kind, NumberKind::kText);
  EXPECT_TRUE(cell.bits & kLeadingZero);
  EXPECT_EQ(cell.value, (Decimal{123, 0}));
  EXPECT_EQ(ReadNumber("0").kind, NumberKind::kNumber);
  EXPECT_EQ(ReadNumber("05%").kind, NumberKind::kNumber);
}

TEST(Number, MoreDigitsThanFit) {
  const NumberCell big = ReadNumber("12345678901234567890");
  EXPECT_TRUE(big.bits & kInexact);
  EXPECT_EQ(big.approx, 12345678901234567890.0);
  const NumberCell fine = ReadNumber("1.234567890123456789012");
  EXPECT_TRUE(fine.bits & kInexact);
  EXPECT_EQ(fine.approx, 1.234567890123456789012);
  // Zeros that say nothing do not cost exactness.
  const NumberCell zeros = ReadNumber("1.50000000000000000000000000");
  EXPECT_FALSE(zeros.bits & kInexact);
  EXPECT_EQ(zeros.value.units / PowerOfTen(zeros.value.scale - 1), 15);
}

// --- The fast path ---------------------------------------------------------------------------

struct Marks {
  NumberStyle style;
  const char* group;
  char decimal;
};
constexpr Marks kMarks[] = {
    {NumberStyle::kPoint, ",", '.'},           {NumberStyle::kComma, ".", ','},
    {NumberStyle::kSpaceComma, " ", ','},      {NumberStyle::kSpaceComma, "\u00A0", ','},
    {NumberStyle::kSpaceComma, "\u202F", ','}, {NumberStyle::kSpacePoint, " ", '.'},
    {NumberStyle::kApostrophePoint, "'", '.'},
};

std::string Write(Decimal value, const Marks& marks, bool grouped) {
  std::string plain = ToString(value);
  const bool negative = plain[0] == '-';
  if (negative) plain.erase(0, 1);
  const size_t point = plain.find('.');
  const std::string whole = plain.substr(0, point);
  std::string out = negative ? "-" : "";
  for (size_t i = 0; i < whole.size(); ++i) {
    if (grouped && i > 0 && (whole.size() - i) % 3 == 0) out += marks.group;
    out += whole[i];
  }
  if (point != std::string::npos) out += marks.decimal + plain.substr(point + 1);
  return out;
}

TEST(Number, WrittenInAnyStyleReadsBack) {
  std::mt19937_64 random(20250131);
  for (int round = 0; round < 20000; ++round) {
    const int digits = 1 + static_cast<int>(random() % 18);
    const int scale = static_cast<int>(random() % static_cast<uint64_t>(digits));
    const auto units = static_cast<int64_t>(random() % static_cast<uint64_t>(PowerOfTen(digits)));
    const Decimal value{round % 3 == 0 ? -units : units, static_cast<int8_t>(scale)};
    for (const Marks& marks : kMarks) {
      for (const bool grouped : {false, true}) {
        const std::string text = Write(value, marks, grouped);
        const NumberCell cell = ReadNumber(text, marks.style);
        EXPECT_EQ(cell.kind, NumberKind::kNumber) << text;
        EXPECT_EQ(cell.value, value) << text;
        Decimal plain;
        EXPECT_TRUE(ReadPlainNumber(text, marks.style, &plain)) << text;
        EXPECT_EQ(plain, value) << text;
      }
    }
  }
}

TEST(Number, PlainNeverDiffersFromCareful) {
  const std::string alphabet = "0123456789.., '-";
  constexpr NumberStyle kStyles[] = {NumberStyle::kUnknown,    NumberStyle::kPoint,
                                     NumberStyle::kComma,      NumberStyle::kSpaceComma,
                                     NumberStyle::kSpacePoint, NumberStyle::kApostrophePoint};
  std::mt19937_64 random(7);
  int taken = 0;
  for (int round = 0; round < 300000; ++round) {
    std::string text;
    const size_t length = 1 + random() % 9;
    for (size_t i = 0; i < length; ++i) text += alphabet[random() % alphabet.size()];
    for (const NumberStyle style : kStyles) {
      Decimal plain;
      if (!ReadPlainNumber(text, style, &plain)) continue;
      ++taken;
      const NumberCell cell = ReadNumber(text, style);
      ASSERT_EQ(cell.kind, NumberKind::kNumber) << text << " in " << Name(style);
      ASSERT_EQ(cell.value, plain) << text << " in " << Name(style);
    }
  }
  EXPECT_GT(taken, 1000);
}

TEST(Number, PlainRefusesWhatNeedsThought) {
  Decimal out;
  for (const char* text : {"", "-", "1,23", "0,123", "1,2345", "00123", "1.", ".5", "1,234,56",
                           "1234567890123456789", " 1", "1%", "1,234.", "1234,567", "+1"}) {
    EXPECT_FALSE(ReadPlainNumber(text, NumberStyle::kPoint, &out)) << text;
  }
  EXPECT_FALSE(ReadPlainNumber("1.5", NumberStyle::kUnknown, &out));
  EXPECT_TRUE(ReadPlainNumber("-15", NumberStyle::kUnknown, &out));
}

TEST(Number, StyleNames) {
  for (const char* name : {"1,234.5", "1.234,5", "1 234,5", "1 234.5", "1'234.5"}) {
    EXPECT_EQ(Name(NumberStyleFromName(name)), name);
  }
  EXPECT_EQ(NumberStyleFromName("1234"), NumberStyle::kUnknown);
}

}  // namespace
}  // namespace mittari::locale
