// Facts of the sample files that stand beside the checkout, where they are.

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "ingest_reading.h"

namespace mittari::ingest::testing {
namespace {

namespace fs = std::filesystem;
const fs::path kSamples = fs::path(MITTARI_SOURCE_DIR) / ".." / "shared" / "samples";

struct Fact {
  const char* file;
  int64_t rows, excluded;
  const char* encoding;
  std::vector<std::pair<const char*, const char*>> sums;
};

TEST(Samples, HoldTheirFacts) {
  if (!fs::exists(kSamples)) GTEST_SKIP();
  const std::vector<Fact> facts = {
      {"1_ad_platforms/01/campaign_performance_report.csv",
       1,
       1,
       "utf-8",
       {{"Impressions", "734"}, {"Clicks", "386"}, {"Spend", "60.35"}}},
      {"1_ad_platforms/02/Campaign report.csv",
       1,
       2,
       "utf-16le",
       {{"Clicks", "264"},
        {"Impr.", "9380"},
        {"Cost", "365.22"},
        {"Conversions", "25.00"},
        {"Conv. value", "841.23"}}},
      {"1_ad_platforms/02/Campaign report (1).csv",
       2,
       5,
       "utf-8",
       {{"Clicks", "867"}, {"Impr.", "40585"}, {"Cost", "1164.10"}, {"Conv. value", "2127.81"}}},
      {"1_ad_platforms/04/Campaign report.csv",
       2,
       4,
       "utf-8",
       {{"Impr.", "46168"},
        {"Interactions", "22061"},
        {"Cost", "2565.93"},
        {"Conversions", "15.00"}}},
      {"1_ad_platforms/05/tiktok_campaign_report_hourly_data.csv",
       4,
       0,
       "utf-8",
       {{"SPEND", "444.792"}, {"CLICKS", "244"}, {"IMPRESSIONS", "34470"}}},
      {"1_ad_platforms/06/us_dates.csv", 2, 0, "utf-8", {{"Spend", "300.00"}}},
      {"1_ad_platforms/07/linkedin_campaign_performance.csv",
       3,
       1,
       "utf-8",
       {{"Total Spent", "1344.75"},
        {"Impressions", "12500"},
        {"Clicks", "244"},
        {"Clicks to Landing Page", "182"},
        {"Total Conversion Value", "400.00"},
        {"conversions", "4"}}},
      {"1_ad_platforms/08/campaign.csv",
       10,
       0,
       "utf-8",
       {{"Cost", "10.02"}, {"Clicks", "55"}, {"Impressions", "8215"}, {"Conversions", "0"}}},
      {"1_ad_platforms/09/Relatorio de campanha.csv",
       3,
       3,
       "utf-8",
       {{"Impr.", "519"}, {"Cliques", "34"}, {"Custo", "118.99"}, {"Conversões", "14.00"}}},
      {"2_web_analytics/01/GA4_Pages_and_screens.csv",
       684,
       0,
       "utf-8",
       {{"Views", "145074"}, {"Event count", "487385"}}},
      {"2_web_analytics/01/GSC_Queries.csv",
       1000,
       0,
       "utf-8",
       {{"Clicks", "20443"}, {"Impressions", "1562309"}}},
      {"2_web_analytics/02/imported_visitors_20230209_20230217.csv",
       9,
       0,
       "utf-8",
       {{"visitors", "18756"},
        {"pageviews", "56052"},
        {"bounces", "15672"},
        {"visits", "25234"},
        {"visit_duration", "4477606"}}},
      {"2_web_analytics/03/ua_landing_pages_gbp.csv", 1, 1, "utf-8", {{"sessions", "553"}}},
      {"3_crm/02/hubspot_deals.csv", 2, 0, "utf-8", {{"amount", "25000"}}},
      {"3_crm/03/sales_pipeline.csv", 8800, 0, "utf-8", {{"amount", "10005534"}}},
      {"5_subscriptions_billing/01/subscription_periods.csv", 121, 0, "utf-8", {}},
      {"6_marketing_mix/01/marketing_campaign.csv",
       2240,
       0,
       "utf-8",
       {{"Response", "334"}, {"Income", "115779909"}, {"MntWines", "680816"}}},
      {"6_marketing_mix/02/KAG_conversion_data.csv",
       1143,
       0,
       "utf-8",
       {{"Impressions", "213434828"},
        {"Clicks", "38165"},
        {"Total_Conversion", "3264"},
        {"Approved_Conversion", "1079"}}},
      {"6_marketing_mix/03/test_group.csv",
       30,
       0,
       "utf-8",
       {{"Spend [USD]", "76892"},
        {"of Impressions", "2237544"},
        {"Reach", "1604747"},
        {"of Website Clicks", "180970"},
        {"of Purchase", "15637"}}},
      {"7_locale/01/de_dkb_visa.csv", 1, 0, "windows-1252", {{"Buchungsbetrag", "-5.00"}}},
      {"7_locale/02/Serie_temporal_sep_semicolon.csv",
       20,
       0,
       "windows-1252",
       {{"clicks", "69"}, {"spend", "299.85"}, {"impressions", "997"}, {"conversions", "49.00"}}},
      {"7_locale/03/jalali_persian_digits.csv", 2, 0, "utf-8", {{"amount", "250000"}}},
      {"7_locale/04/meta_fr.csv", 2, 0, "utf-8", {{"spend", "2236.56"}, {"impressions", "84899"}}},
      {"7_locale/05/op_pankki_fi.csv", 2, 0, "utf-8", {{"Määrä EUROA", "-44.40"}}},
      {"7_locale/06/USD_TRY_Gecmis_Verileri.csv", 95, 0, "utf-8", {{"Fark %", "0.0822"}}},
      {"8_nasty_csv/01/source.csv", 83, 0, "utf-8", {{"Price", "3970.63"}, {"Qty", "452"}}},
      {"8_nasty_csv/01/file_preamble.csv", 83, 0, "utf-8", {{"Price", "3970.63"}, {"Qty", "452"}}},
      {"8_nasty_csv/02/ErrorTypes.csv", 13, 0, "utf-8", {}},
      {"8_nasty_csv/03/airedale.csv", 53, 1, "utf-8", {{"Amount", "1438056.25"}}},
      {"8_nasty_csv/04/duplicate_header_collision.csv", 2, 0, "utf-8", {}},
      {"10_kpi_oracles/01/transactions_seed.csv",
       50,
       0,
       "utf-8",
       {{"transaction_amount_usd", "11716.44"}}},
  };
  for (const Fact& fact : facts) {
    SCOPED_TRACE(fact.file);
    const std::string bytes = ReadFile(kSamples / fact.file);
    const Result<Source> read = Read(bytes, Json::object(), 0);
    ASSERT_TRUE(read.ok()) << DumpJson(mittari::ToJson(read.error()));
    const Source& source = read.value();
    EXPECT_EQ(source.rows_used, fact.rows);
    EXPECT_EQ(source.rows_read - source.rows_used, fact.excluded);
    EXPECT_EQ(source.encoding, fact.encoding);
    for (const auto& [name, sum] : fact.sums) {
      const table::Column* column = FindColumn(source, name);
      ASSERT_NE(column, nullptr) << name;
      EXPECT_EQ(SumOf(*column), sum) << name;
    }
    EXPECT_EQ(Dump(Read(bytes, Json::object(), 4099)), Dump(read));
  }
}

// All of them, also those that are refused: short ones cut in two at every byte, longer
// ones in pieces of many sizes.
TEST(Samples, NoCutChangesTheAnswer) {
  if (!fs::exists(kSamples)) GTEST_SKIP();
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kSamples)) {
    if (!entry.is_regular_file() || entry.file_size() > 400000) continue;
    const std::string extension = entry.path().extension().string();
    if (extension == ".json" || extension == ".md" || extension == ".xlsx" || extension == ".ods") continue;
    SCOPED_TRACE(entry.path().string());
    ++files;
    const std::string bytes = ReadFile(entry.path());
    const std::string whole = Dump(Read(bytes, Json::object(), 0));
    const std::vector<size_t> sizes = {1, 2, 3, 7, 63, 64, 65, 1000, 4096, 65536};
    for (size_t size : sizes) {
      if (size > bytes.size() || bytes.size() / size > 20000) continue;
      ASSERT_EQ(Dump(Read(bytes, Json::object(), size)), whole) << "in pieces of " << size;
    }
    if (bytes.size() > 700) continue;
    for (size_t cut = 1; cut < bytes.size(); ++cut) {
      Reader reader("input", ParseSettings(Json::object()).value());
      reader.Feed(bytes.substr(0, cut));
      reader.Feed(bytes.substr(cut));
      ASSERT_EQ(Dump(reader.Finish()), whole) << "cut at " << cut;
    }
  }
  EXPECT_GT(files, 20);
}

TEST(Samples, DatesAreRead) {
  if (!fs::exists(kSamples)) GTEST_SKIP();
  const struct {
    const char* file;
    const char* column;
    const char* first;
    const char* last;
  } facts[] = {
      {"1_ad_platforms/06/us_dates.csv", "date", "2026-08-31", "2026-09-01"},
      {"1_ad_platforms/07/linkedin_campaign_performance.csv", "date", "2026-09-01", "2026-09-02"},
      {"6_marketing_mix/03/test_group.csv", "date", "2019-08-01", "2019-08-30"},
      {"7_locale/02/Serie_temporal_sep_semicolon.csv", "date", "2026-05-05", "2026-05-24"},
      {"7_locale/03/jalali_persian_digits.csv", "date", "2023-03-21", "2023-04-04"},
      {"7_locale/04/meta_fr.csv", "date", "2026-08-01", "2026-08-02"},
      {"7_locale/05/op_pankki_fi.csv", "Kirjauspäivä", "2026-04-05", "2026-04-04"},
      {"8_nasty_csv/04/time_date_timestamp_dd-mm-yy.csv", "d", "2000-01-01", "2004-12-13"},
  };
  for (const auto& fact : facts) {
    SCOPED_TRACE(fact.file);
    const Result<Source> read = Read(ReadFile(kSamples / fact.file), Json::object(), 0);
    ASSERT_TRUE(read.ok());
    const table::Column* column = FindColumn(read.value(), fact.column);
    ASSERT_NE(column, nullptr);
    ASSERT_EQ(column->kind(), table::Kind::kDay);
    EXPECT_EQ(FormatIsoDate(column->DayAt(0)), fact.first);
    EXPECT_EQ(FormatIsoDate(column->DayAt(column->size() - 1)), fact.last);
  }
}

TEST(Samples, RefusedOnesSayWhy) {
  if (!fs::exists(kSamples)) GTEST_SKIP();
  const std::pair<const char*, const char*> facts[] = {
      {"1_ad_platforms/03/Campaign report.csv", "input.header_only"},
      {"3_crm/01/pipedrive_import_header.csv", "input.header_only"},
      {"4_email/01/klaviyo_campaigns_header.csv", "input.header_only"},
      {"8_nasty_csv/01/file_no_payload.csv", "input.empty"},
      {"9_spreadsheets/01/1900.xlsx", "input.unsupported"},
  };
  for (const auto& [file, code] : facts) {
    const Result<Source> read = Read(ReadFile(kSamples / file), Json::object(), 0);
    ASSERT_FALSE(read.ok()) << file;
    EXPECT_EQ(read.error().code, code) << file;
  }
}

TEST(Samples, TheTotalThatDisagreesIsTold) {
  if (!fs::exists(kSamples)) GTEST_SKIP();
  const Result<Source> read =
      Read(ReadFile(kSamples / "2_web_analytics/03/ua_landing_pages_gbp.csv"), Json::object(), 0);
  ASSERT_TRUE(read.ok());
  bool told = false;
  for (const Finding& finding : read.value().warnings) {
    told = told || (finding.issue.code == "total_disagrees" && finding.column == "Sessions");
  }
  EXPECT_TRUE(told);
  EXPECT_EQ(read.value().tables.size(), 2u);
}

}  // namespace
}  // namespace mittari::ingest::testing
