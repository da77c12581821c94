#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "csv/dialect.h"
#include "csv/encoding.h"
#include "csv/tokenizer.h"

namespace mittari::csv {
namespace {

std::string Mark(char c) { return c == 0 ? "none" : c == '\t' ? "tab" : std::string(1, c); }

// "; 3" = semicolons, three columns; then what differs from the usual.
std::string Best(std::string_view text, bool complete = true) {
  const DialectCandidate best = GuessDialect(text, complete)[0];
  std::string out = Mark(best.dialect.delimiter) + " " + std::to_string(best.columns);
  if (best.dialect.quote != '"') out += " quote=" + Mark(best.dialect.quote);
  if (best.dialect.escape != 0) out += " escape";
  if (best.dialect.sep_line) out += " sep";
  if (best.dialect.space_before_quote) out += " spaced";
  if (best.dialect.wrapped) out += " wrapped";
  return out;
}

TEST(GuessDialect, CommonOnes) {
  EXPECT_EQ(Best("a,b,c\n11,12,13\n21,22,23\n"), ", 3");
  EXPECT_EQ(Best("a;b;c\n11;12;13\n21;22;23\n"), "; 3");
  EXPECT_EQ(Best("a\tb\tc\n11\t12\t13\n21\t22\t23\n"), "tab 3");
  EXPECT_EQ(Best("a|b|c\n11|12|13\n21|22|23\n"), "| 3");
  EXPECT_EQ(Best("a^b^c\n11^12^13\n21^22^23\n"), "^ 3");
  EXPECT_EQ(Best("a~b\n11~12\n21~22\n"), "~ 2");
  EXPECT_EQ(Best("a,b,c\r11,12,13\r21,22,23"), ", 3");
  EXPECT_EQ(Best("a,b\n"), ", 2");
  EXPECT_EQ(Best("Deal - Title*,Deal - Value,Person - Name*\n"), ", 3");
}

TEST(GuessDialect, OneColumn) {
  EXPECT_EQ(Best(""), ", 1");
  EXPECT_EQ(Best("\n\n"), ", 1");
  EXPECT_EQ(Best("spend\n10\n20\n"), ", 1");
  EXPECT_EQ(Best("spend\n1,5\n2,75\n3,25\n"), ", 1");
  EXPECT_EQ(Best("time\n10:15\n11:20\n12:45\n"), ", 1");
}

TEST(GuessDialect, DecimalCommas) {
  EXPECT_EQ(Best("Kanal;Maliyet;Gelir\nArama;1,5;2,25\nSosyal;3,5;4,75\n"), "; 3");
  EXPECT_EQ(Best("Kanal;Maliyet\nArama;1.234,50\nSosyal;2.345,60\n"), "; 2");
  EXPECT_EQ(Best("1,5;2,5\n3,5;4,5\n"), "; 2");
  EXPECT_EQ(Best("Kanal\tMaliyet\nArama\t1.234,50\nSosyal\t2.345,60\n"), "tab 2");
  EXPECT_EQ(Best("Campanha,Custo,Cliques\nMarca,\"15,00\",3\nTeste,\"1.015,50\",4\n"), ", 3");
  EXPECT_EQ(Best("\"Tarih\",\"Son\",\"Fark %\"\n\"18.03.2020\",\"6,4752\",\"1,22%\"\n"
                 "\"17.03.2020\",\"6,3971\",\"-0,50%\"\n"),
            ", 3");
}

TEST(GuessDialect, TextWithOtherMarks) {
  EXPECT_EQ(Best("Campaign,Clicks,Cost\nBrand | TR | Search,100,20.5\nBrand | FI | Search,7,8.5\n"),
            ", 3");
  EXPECT_EQ(Best("id,tags,n\n1,red;green,5\n2,blue;white,6\n3,pink;grey,7\n"), ", 3");
  EXPECT_EQ(Best("Name;Note;Sum\nA;Hello, world;1,5\nB;Well, well, well;2,5\n"), "; 3");
  EXPECT_EQ(Best("day,at,n\n2025-01-01,10:30:00,4\n2025-01-02,11:45:10,5\n"), ", 3");
}

TEST(GuessDialect, TitleLinesAndFooters) {
  EXPECT_EQ(Best("Campaign report\n\"January 1, 2025 - January 31, 2025\"\n"
                 "Campaign,Clicks,Cost\nBrand,11,12.5\nOther,21,22.5\nTotal,32,35.0\n"),
            ", 3");
  EXPECT_EQ(Best("\"Report Name: Campaigns\"\n\"Report Time: 1/23/2019\"\n\"Time Zone: GMT\"\n\n"
                 "\"Hour\",\"Clicks\",\"Spend\",\"Id\"\n\"1/23/2019 12:00:00 "
                 "AM|0\",\"11\",\"12.50\",\"13\"\n\n"
                 "\"(c) 2019 Corporation, Inc. All rights reserved.\"\n"),
            ", 4");
  EXPECT_EQ(Best("# -----\n# Account: Shop\n# Start date: 20250101\n# -----\n"
                 "Page;Views;Users\n/;11;12\n/a;21;22\n/b;31;32\n"),
            "; 3");
}

TEST(GuessDialect, SepLine) {
  EXPECT_EQ(Best("sep=;\na;b\n1,5;2,5\n"), "; 2 sep");
  EXPECT_EQ(Best("SEP=|\r\na|b\r\n1|2\r\n"), "| 2 sep");
  EXPECT_EQ(Best("\"sep=\t\"\na\tb\n1\t2\n"), "tab 2 sep");
  EXPECT_EQ(
      Best("sep=;\nData;Custo\nter., 5 de mai. de 2026;R$ 0,00\nqua., 6 de mai. de 2026;R$ 1,00\n"),
      "; 2 sep");
  EXPECT_EQ(Best("september,b\n1,2\n"), ", 2");
}

TEST(GuessDialect, Quotes) {
  EXPECT_EQ(Best("'a','b','c'\n'x, y','12','13'\n'z, w','22','23'\n"), ", 3 quote='");
  EXPECT_EQ(Best("name,n\n12\" pipe,1\n10\" pipe,2\n8\" pipe,3\n"), ", 2");
  EXPECT_EQ(Best("name,n\n\"pipe,1\ntube,2\nrod,3\nbar,4\n"), ", 2 quote=none");
  EXPECT_EQ(Best("name,say,n\nx,\"he said \\\"no, never\\\" twice\",1\ny,\"a \\\"b, c\\\" d\",2\n"),
            ", 3 escape");
  EXPECT_EQ(Best("name, place, n\nx, \"Oulu, Suomi\", 1\ny, \"Turku, Suomi\", 2\n"), ", 3 spaced");
  EXPECT_EQ(Best("a,b\n\"x\ny\nz\",1\n\"u\nv\",2\n"), ", 2");
  EXPECT_EQ(Best("it's,n\ndon't,1\nwon't,2\n"), ", 2");
}

TEST(GuessDialect, RaggedAndTrailing) {
  EXPECT_EQ(Best("a;b;c;d;e;f\n1;2;3;4\n2;3;4;5\n3;4;5;6\n"), "; 4");
  EXPECT_EQ(Best("a;b;c;\n1;2;3;\n2;3;4;\n"), "; 4");
  EXPECT_EQ(Best("id,name,age\n1101,John\n1102,Julie,26,Potatoes\n1103,Jim,27\n"), ", 3");
}

TEST(GuessDialect, CsvInsideCsv) {
  EXPECT_EQ(Best("\"a,b,c\"\n\"11,\"\"12,5\"\",13\"\n\"21,\"\"22,5\"\",23\"\n"), ", 3 wrapped");
  EXPECT_EQ(Best("\"Gelir\",\"Oran\"\n\"4.690,31\",\"6,94%\"\n\"893,73\",\"3,20%\"\n"), ", 2");
  EXPECT_EQ(Best("\"Channel\"\n\"Search, paid\"\n\"Social\"\n\"Mail\"\n"), ", 1");
}

TEST(GuessDialect, APartOfAText) {
  EXPECT_EQ(Best("a,b\n1,\"two\"\n3,\"fo", false), ", 2");
  std::string large = "Day;Campaign;Cost\n";
  for (int i = 0; large.size() < 3 * kDialectBytes; ++i) {
    large += "2025-01-02;\"Brand, no. " + std::to_string(i) + "\";" + std::to_string(i) + ",5\n";
  }
  EXPECT_EQ(Best(large), "; 3");
  EXPECT_EQ(Best(large.substr(0, 1000), false), "; 3");
}

// Every file of the shared samples that is there: delimiter, encoding, line ends and header width.
TEST(GuessDialect, ACellLongerThanTheLook) {
  const std::string cell = '"' + std::string(300'000, 'x') + '"';
  const auto best = [](const std::string& text) { return GuessDialect(text, true)[0]; };
  for (const std::string& text : {"\"a\",\"b\"\n\"c, d\",\"1\"\n" + cell + ",\"2\"\n",
                                  "\"a\",\"b\"," + cell + "\n\"1\",\"2\",\n",
                                  "\"a\";\"b\"\n" + cell + ";\"2\"\n\"c\";\"3\"\n"}) {
    EXPECT_EQ(Mark(best(text).dialect.quote), "\"") << text.substr(0, 20);
    EXPECT_EQ(best(text).dialect.delimiter, text[3]) << text.substr(0, 20);
  }
  // A quote that is never meant swallows rows, and is none.
  std::string inches = "size,cost\n12\" pipe,4\n\"9 pipe,3\n";
  for (int i = 0; i < 9000; ++i) inches += "7 pipe,1234567\n";
  EXPECT_EQ(Mark(best(inches).dialect.quote), "none");
}

TEST(GuessDialect, SharedSamples) {
  struct Fact {
    const char* file;
    const char* encoding;
    const char* delimiter;
    const char* newline;
    int columns;
  };
  const Fact facts[] = {
      {"1_ad_platforms/01/campaign_performance_report.csv", "utf-8", ",", "crlf", 0},
      {"1_ad_platforms/02/Campaign report (1).csv", "utf-8", ",", "lf", 0},
      {"1_ad_platforms/02/Campaign report.csv", "utf-16le", "tab", "lf", 0},
      {"1_ad_platforms/03/Campaign report.csv", "utf-8", ",", "lf", 0},
      {"1_ad_platforms/04/Campaign report.csv", "utf-8", ",", "lf", 0},
      {"1_ad_platforms/05/tiktok_campaign_report_hourly_data.csv", "utf-8", ",", "crlf", 0},
      {"1_ad_platforms/06/us_dates.csv", "utf-8", ",", "lf", 2},
      {"1_ad_platforms/07/linkedin_campaign_performance.csv", "utf-8", ",", "lf", 0},
      {"1_ad_platforms/08/campaign.csv", "utf-8", ",", "lf", 0},
      {"1_ad_platforms/09/Relatorio de campanha.csv", "utf-8", ",", "lf", 0},
      {"2_web_analytics/01/GA4_Pages_and_screens.csv", "utf-8", ",", "lf", 0},
      {"2_web_analytics/01/GSC_Queries.csv", "utf-8", ",", "lf", 5},
      {"2_web_analytics/02/imported_visitors_20230209_20230217.csv", "utf-8", ",", "lf", 0},
      {"2_web_analytics/03/ua_landing_pages_gbp.csv", "utf-8", ",", "lf", 0},
      {"3_crm/01/pipedrive_import_header.csv", "utf-8", ",", "lf", 0},
      {"3_crm/02/hubspot_deals.csv", "utf-8", ",", "lf", 0},
      {"3_crm/03/products.csv", "utf-8", ",", "lf", 3},
      {"3_crm/03/sales_pipeline.csv", "utf-8", ",", "lf", 8},
      {"4_email/01/klaviyo_campaigns_header.csv", "utf-8", ",", "lf", 0},
      {"5_subscriptions_billing/01/subscription_periods.csv", "utf-8", ",", "lf", 0},
      {"6_marketing_mix/01/marketing_campaign.csv", "utf-8", ";", "crlf", 0},
      {"6_marketing_mix/02/KAG_conversion_data.csv", "utf-8", ",", "lf", 0},
      {"6_marketing_mix/03/test_group.csv", "utf-8", ",", "crlf", 10},
      {"7_locale/01/de_dkb_visa.csv", "windows-1252", ";", "lf", 0},
      {"7_locale/02/Serie_temporal_sep_semicolon.csv", "windows-1252", ";", "crlf", 5},
      {"7_locale/03/jalali_persian_digits.csv", "utf-8", ",", "lf", 0},
      {"7_locale/04/meta_fr.csv", "utf-8", ";", "lf", 0},
      {"7_locale/05/op_pankki_fi.csv", "utf-8", ";", "lf", 8},  // seven cells and a last delimiter
      {"7_locale/06/USD_TRY_Gecmis_Verileri.csv", "utf-8", ",", "lf", 0},
      {"8_nasty_csv/01/source.csv", "utf-8", ",", "lf", 9},
      {"8_nasty_csv/01/file_preamble.csv", "utf-8", ",", "lf", 9},
      {"8_nasty_csv/02/ErrorTypes.csv", "utf-8", ",", "cr", 10},
      {"8_nasty_csv/03/airedale.csv", "utf-8", ",", "crlf", 0},
      {"8_nasty_csv/04/duplicate_header_collision.csv", "utf-8", ",", "lf", 4},
      {"8_nasty_csv/04/time_date_timestamp_dd-mm-yy.csv", "utf-8", ",", "lf", 0},
      {"8_nasty_csv/05/defective-rows.csv", "utf-8", ",", "lf", 0},
      {"8_nasty_csv/05/issue-1138.csv", "utf-8", ";", "lf", 4},
      {"8_nasty_csv/06/comma_in_quotes.csv", "utf-8", ",", "lf", 5},
      {"8_nasty_csv/06/newlines_crlf.csv", "utf-8", ",", "lf", 3},
      {"8_nasty_csv/07/utf-8-bom-sample.csv", "utf-8", ",", "lf", 3},
      {"10_kpi_oracles/01/customers_seed.csv", "utf-8", ",", "lf", 0},
      {"10_kpi_oracles/01/transactions_seed.csv", "utf-8", ",", "lf", 0},
  };
  const std::filesystem::path root =
      std::filesystem::path(MITTARI_SOURCE_DIR) / "../shared/samples";
  class Nothing : public RowSink {
   public:
    bool OnRow(const Row&) override { return true; }
  };
  int seen = 0;
  for (const Fact& fact : facts) {
    std::ifstream file(root / fact.file, std::ios::binary);
    if (!file) continue;
    ++seen;
    std::stringstream content;
    content << file.rdbuf();
    const std::string bytes = content.str();
    EXPECT_EQ(SniffKind(bytes), "") << fact.file;
    const EncodingGuess guess = GuessEncoding(bytes, true)[0];
    EXPECT_EQ(Name(guess.encoding), fact.encoding) << fact.file;
    EXPECT_TRUE(guess.sure) << fact.file;
    Decoder decoder(guess.encoding);
    std::string text;
    decoder.Decode(bytes, &text);
    decoder.Finish(&text);
    EXPECT_EQ(decoder.invalid_count(), 0) << fact.file;
    const DialectCandidate best = GuessDialect(text, true)[0];
    EXPECT_EQ(Mark(best.dialect.delimiter), fact.delimiter) << fact.file << " " << best.evidence;
    EXPECT_EQ(Mark(best.dialect.quote), "\"") << fact.file;
    EXPECT_FALSE(best.dialect.wrapped) << fact.file;
    if (fact.columns > 0) {
      EXPECT_EQ(best.columns, fact.columns) << fact.file << " " << best.evidence;
    }
    Nothing sink;
    Tokenizer tokenizer(best.dialect);
    tokenizer.Feed(text, sink);
    EXPECT_TRUE(tokenizer.Finish(sink).ok()) << fact.file;
    EXPECT_EQ(Name(tokenizer.newline()), fact.newline) << fact.file;
  }
  if (seen == 0) GTEST_SKIP() << "no shared samples here";
}

}  // namespace
}  // namespace mittari::csv
