#include "gtest/gtest.h"
#include "locale/fold.h"
#include "locale/header.h"

namespace mittari::locale {
namespace {

TEST(Header, Fold) {
  EXPECT_EQ(FoldHeader("\uFEFF Campaign_Name "), "campaign name");
  EXPECT_EQ(FoldHeader("Avg. CPC"), "avg cpc");
  EXPECT_EQ(FoldHeader("Conv. / cost"), "conv / cost");
  EXPECT_EQ(FoldHeader("Click-through\u00A0rate"), "click through rate");
  EXPECT_EQ(FoldHeader("Ｃｏｓｔ"), "cost");
  EXPECT_EQ(FoldHeader("o\uFB03ce"), "office");
  EXPECT_EQ(FoldHeader("Go\u0308sterim"), FoldHeader("Gösterim"));
  EXPECT_EQ(FoldHeader("هزينه"), FoldHeader("هزینه"));
  EXPECT_EQ(FoldHeader("كليك"), FoldHeader("کلیک"));
  EXPECT_EQ(FoldHeader("ﻧﺮﺥ"), "نرخ");
  EXPECT_EQ(FoldHeader("می\u200Cشود"), "میشود");
  EXPECT_EQ(FoldHeader("کلیـــک"), "کلیک");
  EXPECT_EQ(FoldHeader("\u200Fنرخ\u200F"), "نرخ");
  EXPECT_EQ(FoldHeader("۲۰۲۵"), "2025");
  EXPECT_EQ(FoldHeader(""), "");
  EXPECT_EQ(FoldHeader(" - "), "");
}

TEST(Header, TurkishAndPlain) {
  EXPECT_EQ(FoldHeader("İZLENİM"), "izlenim");
  EXPECT_EQ(FoldHeaderTurkish("TIKLAMA"), "tıklama");
  EXPECT_EQ(FoldHeader("TIKLAMA"), "tiklama");
  EXPECT_EQ(FoldHeaderTurkish("İZLENİM"), "izlenim");
  EXPECT_EQ(FoldPlain("Gösterim"), "gosterim");
  EXPECT_EQ(FoldPlain("Tıklama Oranı"), "tiklama orani");
  EXPECT_EQ(FoldPlain("Näyttökerrat"), "nayttokerrat");
  EXPECT_EQ(FoldPlain("Größe"), "grosse");
  EXPECT_EQ(FoldPlain("I\u0307ZLENİM"), "izlenim");
  EXPECT_EQ(FoldPlain("Łódź"), "lodz");
}

// From Python: s.lower() for every capital of Latin-1 and Latin Extended-A with a
// one-letter lower case, Greek and Cyrillic alphabets.
TEST(Header, LowerCase) {
  EXPECT_EQ(FoldHeader("ÀÆÇÐÑÖØÞ"), "àæçðñöøþ");
  EXPECT_EQ(FoldHeader("ĀĂĄĆĎĐĘĞĢĤĦĪĮĲĴĶ"), "āăąćďđęğģĥħīįĳĵķ");
  EXPECT_EQ(FoldHeader("ĹĻĽĿŁŃŅŇŊŌŐŒŔŚŞŠŢŤŨŮŰŴŶŸŹŻŽ"), "ĺļľŀłńņňŋōőœŕśşšţťũůűŵŷÿźżž");
  EXPECT_EQ(FoldHeader("ΑΒΓΩ"), "αβγω");
  EXPECT_EQ(FoldHeader("РАСХОД Ё"), "расход ё");
  EXPECT_EQ(FoldHeader("ȘȚ"), "șț");
}

TEST(Header, Camel) {
  EXPECT_EQ(FoldCamel("CampaignName"), "campaign name");
  EXPECT_EQ(FoldCamel("totalROIValue"), "total roi value");
  EXPECT_EQ(FoldCamel("adGroup_id"), "ad group id");
  EXPECT_EQ(FoldCamel("CTR"), "ctr");
}

void CheckSplit(const char* header, const char* base, const char* currency, const char* zone,
                const char* note) {
  const HeaderParts parts = SplitHeader(header);
  EXPECT_EQ(parts.base, base) << header;
  EXPECT_EQ(parts.currency, currency) << header;
  EXPECT_EQ(parts.zone, zone) << header;
  EXPECT_EQ(parts.note, note) << header;
}

TEST(Header, Power) {
  for (const char* header : {"Spend ($k)", "Spend (k€)", "Ciro (bin TL)", "Kulut (t€)", "Kulut (tEUR)", "Cost ($000)",
                             "Cost (000s)", "Cost (in thousands)", "هزینه (هزار تومان)"}) {
    EXPECT_EQ(SplitHeader(header).power, 3) << header;
  }
  for (const char* header : {"Revenue (€m)", "Revenue (USD M)", "Ciro (milyon TL)", "فروش (میلیون تومان)"}) {
    EXPECT_EQ(SplitHeader(header).power, 6) << header;
  }
  for (const char* header : {"Height (m)", "Weight (t)", "Width (mm)", "Size (B)", "Cost (micros)", "Rate (%)", "Days (d)", "Spend (USD)", "Top (100)",
                             "Time (min)", "Score (0-10)", "k"}) {
    EXPECT_EQ(SplitHeader(header).power, 0) << header;
  }
}

TEST(Header, Split) {
  CheckSplit("Spend (USD)", "Spend", "USD", "", "");
  CheckSplit("Amount spent [€]", "Amount spent", "EUR", "", "");
  CheckSplit("Harcanan Tutar (TRY)", "Harcanan Tutar", "TRY", "", "");
  CheckSplit("Start Date (in UTC)", "Start Date", "", "UTC", "");
  CheckSplit("هزینه (تومان)", "هزینه", "IRT", "", "");
  CheckSplit("Cost (micros)", "Cost", "", "", "micros");
  CheckSplit("Cost (USD) (UTC+3)", "Cost", "USD", "UTC+3", "");
  CheckSplit("Cost USD", "Cost", "USD", "", "");
  CheckSplit("Spend In USD", "Spend", "USD", "", "");
  CheckSplit("Margin USD", "Margin", "USD", "", "");
  CheckSplit("cost_usd", "cost", "USD", "", "");
  CheckSplit("Spend €", "Spend", "EUR", "", "");
  CheckSplit("\"Deal - Title\" *", "Deal - Title", "", "", "");
  CheckSplit("(not set)", "(not set)", "", "", "");
  CheckSplit("Spend (k€)", "Spend", "EUR", "", "");
  CheckSplit("Players (m)", "Players", "", "", "m");
  CheckSplit("Conversions (ALL)", "Conversions", "", "", "ALL");
  CheckSplit("First Try", "First Try", "", "", "");
  CheckSplit("Created (Europe/Helsinki)", "Created", "", "Europe/Helsinki", "");
  CheckSplit("USD", "USD", "", "", "");
  CheckSplit("", "", "", "", "");
}

TEST(Header, TokensAndValues) {
  EXPECT_EQ(Tokens("cost per click"), (std::vector<std::string>{"cost", "per", "click"}));
  EXPECT_TRUE(Tokens("").empty());
  EXPECT_EQ(FoldValue(" Total: "), "total");
  EXPECT_EQ(FoldValue("google / cpc"), "google / cpc");
  EXPECT_EQ(FoldValue("Yhteensä"), "yhteensä");
  EXPECT_EQ(FoldValue("E-mail"), "e-mail");
}

TEST(Header, Currency) {
  EXPECT_EQ(CurrencyFromText("€"), "EUR");
  EXPECT_EQ(CurrencyFromText(" usd "), "USD");
  EXPECT_EQ(CurrencyFromText("TL"), "TRY");
  EXPECT_EQ(CurrencyFromText("تومان"), "IRT");
  EXPECT_EQ(CurrencyFromText("$"), "$");
  EXPECT_EQ(CurrencyFromText("clicks"), "");
  EXPECT_EQ(CurrencyFromText("all"), "");
  EXPECT_EQ(CurrencyFromText(""), "");
}

}  // namespace
}  // namespace mittari::locale
