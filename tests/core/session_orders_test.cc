// Exports of single orders and of survey answers, from bytes to answer. Expectations by hand.
#include <cstring>
#include <map>
#include <vector>

#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

void Read(Session* session, const std::string& name, const std::string& text) {
  session->Call("begin", "{\"name\":\"" + name + "\",\"settings\":{}}");
  std::memcpy(session->Reserve(text.size()), text.data(), text.size());
  session->Feed(text.size());
  const std::string done = session->Call("end", "{}");
  ASSERT_TRUE(ParseJson(done)["ok"].get<bool>()) << done;
}

Json Ask(const std::vector<std::string>& files, const std::string& operation, const std::string& query) {
  Session session;
  for (size_t i = 0; i < files.size(); ++i) Read(&session, "file" + std::to_string(i) + ".csv", files[i]);
  return ParseJson(session.Call(operation, query));
}

// The total's values, or their reasons.
void ExpectTotals(const Json& report, const std::map<std::string, Json>& want) {
  ASSERT_TRUE(report["ok"].get<bool>()) << report.dump();
  for (const auto& [id, value] : want) {
    const Json& got = report["total"]["metrics"][id];
    if (value.is_string()) {
      EXPECT_EQ(got["reason"], value) << id << got.dump();
    } else {
      ASSERT_TRUE(got["value"].is_number()) << id << got.dump();
      EXPECT_DOUBLE_EQ(got["value"].get<double>(), value.get<double>()) << id;
    }
  }
}

Json At(const Json& report, const std::string& name, const std::string& key) {
  for (const Json& group : report["groups"]) {
    if (group["key"][name] == key) return group["metrics"];
  }
  return nullptr;
}

std::map<std::string, int64_t> Notes(const Json& report) {
  std::map<std::string, int64_t> out;
  for (const Json& note : report["notes"]) out[note["code"].get<std::string>()] = note["count"].get<int64_t>();
  return out;
}

// Two lines of one order; one given back whole, one in part; one voided; one without a customer; one
// worth nothing. The second order of Ann is under another case of her address.
const char* const kShopify =
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Refunded Amount,Cancelled at\n"
    "#1001,ann@example.com,paid,2024-01-05 10:00:00 +0200,EUR,100.00,5.00,0,105.00,2024-01-05 09:59:00 +0200,1,Mug,40.00,0.00,\n"
    "#1001,ann@example.com,,,,,,,,2024-01-05 09:59:00 +0200,2,Cup,30.00,,\n"
    "#1002,bob@example.com,refunded,2024-01-06 10:00:00 +0200,EUR,50.00,0,0,50.00,2024-01-06 10:00:00 +0200,1,Mug,50.00,50.00,\n"
    "#1003,Ann@example.com,partially_refunded,2024-02-06 10:00:00 +0200,EUR,80.00,0,0,80.00,2024-02-06 10:00:00 +0200,1,Mug,80.00,20.00,\n"
    "#1004,cem@example.com,voided,,EUR,60.00,0,0,60.00,2024-02-07 10:00:00 +0200,1,Mug,60.00,0.00,2024-02-07 11:00:00 +0200\n"
    "#1005,dia@example.com,paid,2024-02-09 10:00:00 +0200,EUR,15.50,0,0,15.50,2024-02-09 10:00:00 +0200,1,Pen,15.50,0.00,\n"
    "#1006,,paid,2024-02-10 10:00:00 +0200,EUR,10.00,0,0,10.00,2024-02-10 10:00:00 +0200,1,Pen,10.00,0.00,\n"
    "#1007,eve@example.com,paid,2024-02-10 10:00:00 +0200,EUR,0,0,0,0.00,2024-02-10 10:00:00 +0200,1,Pen,0.00,0.00,\n";

TEST(Orders, AShopifyExportAsItIs) {
  const Json report = Ask({kShopify}, "report", R"({"by":["month"],"today":"2024-06-01"})");
  // Orders: 1001, 1002, 1003, 1005, 1006. Buyers: Ann twice, Dia; Bob gave all back.
  ExpectTotals(report, {{"orders", 5}, {"average_order_value", 260.5 / 5}, {"refund_rate", 70 / 260.5},
                        {"repeat_purchase_rate", 0.5}, {"revenue", 190.5}, {"new_customers", 2},
                        {"purchasing_customers", 2}, {"repeat_customers", 1}});
  const Json january = At(report, "month", "2024-01");
  EXPECT_EQ(january["orders"]["value"], 2);
  EXPECT_DOUBLE_EQ(january["average_order_value"]["value"].get<double>(), 77.5);
  EXPECT_EQ(january["new_customers"]["value"], 1);
  EXPECT_EQ(january["repeat_purchase_rate"]["value"], 0);
  const Json february = At(report, "month", "2024-02");
  EXPECT_EQ(february["orders"]["value"], 3);
  EXPECT_EQ(february["purchasing_customers"]["value"], 2);
  EXPECT_EQ(february["repeat_customers"]["value"], 0);
  EXPECT_EQ(february["new_customers"]["value"], 1);
  const std::map<std::string, int64_t> notes = Notes(report);
  EXPECT_EQ(notes.at("order_lines"), 1);
  EXPECT_EQ(notes.at("order_cancelled"), 1);
  EXPECT_EQ(notes.at("order_zero_value"), 1);
  EXPECT_EQ(notes.at("order_no_customer"), 1);
}

// Ann's two orders and Dia's, by two buyers: Bob gave his back whole, and nobody knows whose 1006 is.
TEST(Orders, AFrequencyDividesTheOrdersOfTheVeryBuyersItCounts) {
  const Json whole = Ask({kShopify}, "report", R"({"metrics":["purchase_frequency","bought_orders","orders"]})");
  ExpectTotals(whole, {{"purchase_frequency", 1.5}, {"bought_orders", 3}, {"orders", 5}});
  const Json made = Ask({kShopify}, "explain", R"({"metric":"purchase_frequency"})");
  EXPECT_EQ(made["formula"], "sum(bought_orders)/sum(purchasing_customers)") << made.dump();
  EXPECT_EQ(made["list"]["total"], 3) << made["list"].dump();
  // A value of 52.1 an order, 1.5 orders a buyer, half of it profit, over two periods.
  const Json worth = Ask({kShopify}, "report", R"({"metrics":["clv_simple"],"params":{"gross_margin":"0.5","lifetime_periods":"2"}})");
  ExpectTotals(worth, {{"clv_simple", 52.1 * 1.5}});
  // Lines of one order in two groups: it is an order of each, and one of the whole.
  const char* const lines = "order_id,order_date,customer_id,Product,order value\n"
                            "1,2024-01-01,a,Tea,10\n1,2024-01-01,a,Cup,5.5\n2,2024-01-02,b,Tea,20\n3,2024-01-03,a,Cup,4\n";
  const Json split = Ask({lines}, "report", R"({"by":["segment"],"metrics":["purchase_frequency"]})");
  ExpectTotals(split, {{"purchase_frequency", 1.5}});
  EXPECT_EQ(At(split, "segment", "Cup")["purchase_frequency"]["value"], 2);
  // Sums have no single orders to choose from.
  const Json sums = Ask({"date,orders,purchasing customers\n2024-01-01,9,6\n"}, "report", R"({"metrics":["purchase_frequency"]})");
  ExpectTotals(sums, {{"purchase_frequency", 1.5}});
}

TEST(Orders, ATotalOnEachLineCountsOnceAndRefundsHaveEitherSign) {
  const char* const woo =
      "Order Number;Order Status;Order Date;Email (Billing);Order Total Amount;Order Refund Amount;Order Currency;Item Name;Quantity;Item Cost\n"
      "501;Completed;2024-03-01 12:00;ayse@example.com;120,00;0,00;TRY;Çay;2;30,00\n"
      "501;Completed;2024-03-01 12:00;ayse@example.com;120,00;0,00;TRY;Kahve;1;60,00\n"
      "502;Processing;2024-03-05 12:00;can@example.com;75,50;-25,50;TRY;Çay;1;75,50\n"
      "503;Cancelled;2024-03-09 12:00;ece@example.com;40,00;0,00;TRY;Çay;1;40,00\n"
      "504;Completed;2024-04-02 12:00;ayse@example.com;30,00;0,00;TRY;Çay;1;30,00\n"
      "505;Failed;2024-04-02 12:00;ayse@example.com;30,00;0,00;TRY;Çay;1;30,00\n";
  const Json report = Ask({woo}, "report", R"({"today":"2024-06-01"})");
  ExpectTotals(report, {{"orders", 3}, {"average_order_value", 75.166666666666671}, {"refund_rate", 25.5 / 225.5},
                        {"repeat_purchase_rate", 0.5}, {"revenue", 200}});
  EXPECT_EQ(Notes(report).at("order_total_repeated"), 1);
}

TEST(Orders, LinesWithAmountsOfTheirOwnAddUpAndTellProducts) {
  const char* const lines =
      "order_id,order_date,customer_id,Product,order value\n"
      "1,2024-01-01,a,Tea,10\n1,2024-01-01,a,Cup,5.5\n2,2024-01-02,b,Tea,20\n3,2024-01-03,a,Cup,4\n";
  const Json report = Ask({lines}, "report", R"({"by":["segment"],"metrics":["orders","gross_revenue","average_order_value"]})");
  ExpectTotals(report, {{"orders", 3}, {"gross_revenue", 39.5}});
  const Json cup = At(report, "segment", "Cup");
  EXPECT_EQ(cup["orders"]["value"], 2) << report.dump();  // also the one that begins with tea
  EXPECT_DOUBLE_EQ(cup["gross_revenue"]["value"].get<double>(), 9.5);
  EXPECT_DOUBLE_EQ(cup["average_order_value"]["value"].get<double>(), 4.75);
  ExpectTotals(Ask({lines}, "report", R"({"where":{"segment":["Cup"]},"metrics":["orders","average_order_value"]})"),
               {{"orders", 2}, {"average_order_value", 4.75}});
}

TEST(Orders, ARowBelowZeroIsARefundOfItsOwnDay) {
  const char* const rows =
      "Order ID,Order date,Customer ID,Order total\n"
      "1,2024-01-30,a,100\n1,2024-02-03,a,-100\n2,2024-02-10,b,50\n3,2024-02-11,b,30\n4,2024-02-12,c,-5\n";
  const Json report = Ask({rows}, "report", R"({"by":["month"],"today":"2024-06-01"})");
  ExpectTotals(report, {{"orders", 3}, {"average_order_value", 60}, {"refund_rate", 105.0 / 180}, {"repeat_purchase_rate", 1}});
  EXPECT_EQ(At(report, "month", "2024-01")["refunds"]["value"], 0);
  EXPECT_EQ(At(report, "month", "2024-02")["refunds"]["value"], 105) << report["groups"].dump();
  EXPECT_EQ(At(report, "month", "2024-01")["orders"]["value"], 1);
}

TEST(Orders, FourLanguagesReadTheSameWithoutSettings) {
  const char* const files[] = {
      "order_id,order_date,customer,order value,refund amount,status\nA1,2024-01-03,Ali,1250.50,0,paid\n"
      "A2,2024-01-15,Veli,300,300,refunded\nA3,2024-02-20,Ali,99.90,0,paid\nA4,2024-02-21,Can,50,0,cancelled\n",
      "Sipariş No;Sipariş Tarihi;Müşteri;Sipariş Tutarı;İade Tutarı;Durum\nA1;03.01.2024;Ali;1.250,50;0,00;Teslim edildi\n"
      "A2;15.01.2024;Veli;300,00;300,00;İade edildi\nA3;20.02.2024;Ali;99,90;0,00;Teslim edildi\nA4;21.02.2024;Can;50,00;0,00;İptal edildi\n",
      "Tilausnumero;Tilauspäivä;Asiakas;Tilauksen summa;Palautukset;Tilauksen tila\nA1;3.1.2024;Ali;1 250,50;0,00;Toimitettu\n"
      "A2;15.1.2024;Veli;300,00;300,00;Palautettu\nA3;20.2.2024;Ali;99,90;0,00;Toimitettu\nA4;21.2.2024;Can;50,00;0,00;Peruttu\n",
      "شماره سفارش,تاریخ سفارش,مشتری,مبلغ سفارش,بازپرداخت,وضعیت سفارش\n۱۰۱,۱۴۰۲/۱۰/۱۳,علی,۱۲۵۰٫۵۰,۰,تحویل شد\n"
      "۱۰۲,۱۴۰۲/۱۰/۲۵,ولی,۳۰۰,۳۰۰,مرجوع شد\n۱۰۳,۱۴۰۲/۱۲/۰۱,علی,۹۹٫۹۰,۰,تحویل شد\n۱۰۴,۱۴۰۲/۱۲/۰۲,جان,۵۰,۰,لغو شده\n"};
  for (const char* const file : files) {
    const Json report = Ask({file}, "report", R"({"by":["month"],"today":"2024-06-01"})");
    ExpectTotals(report, {{"orders", 3}, {"average_order_value", 1650.4 / 3}, {"refund_rate", 300 / 1650.4},
                          {"repeat_purchase_rate", 1}, {"revenue", 1350.4}});
    EXPECT_EQ(At(report, "month", "2024-01")["orders"]["value"], 2) << file << report["groups"].dump();
  }
}

// Ann's first order has a red and a blue line, Cem's a red and a green one; Bob's red one was given back
// whole, so that his red one of February is his first. The basket of Dia was left, with both its lines.
TEST(Orders, EveryProductOfAFirstOrderHasItsBuyer) {
  const char* const lines =
      "Order ID,Order date,Customer ID,Product,Order value,Order status\n"
      "1,2024-01-03,ann,Red,60,Paid\n1,2024-01-03,ann,Blue,40,Paid\n2,2024-01-10,bob,Red,50,Paid\n"
      "3,2024-02-02,ann,Blue,30,Paid\n4,2024-02-12,cem,Red,20,Paid\n4,2024-02-12,cem,Green,25,Paid\n"
      "5,2024-02-20,bob,Red,70,Paid\n2,2024-02-21,bob,Red,-50,Paid\n"
      "6,2024-02-22,dia,Red,15,Abandoned\n6,2024-02-22,dia,Blue,10,Abandoned\n";
  const std::string metrics = R"("metrics":["new_customers","returning_customer_share","cart_abandonment_rate","orders"])";
  const Json report = Ask({lines}, "report", R"({"by":["segment"],)" + metrics + "}");
  ExpectTotals(report, {{"new_customers", 3}, {"orders", 5}, {"cart_abandonment_rate", 1.0 / 6}});
  const std::map<std::string, std::vector<double>> want = {
      {"Red", {3, 0, 0.2, 4}}, {"Blue", {1, 0, 1.0 / 3, 2}}, {"Green", {1, 0, 0, 1}}};
  for (const auto& [product, values] : want) {
    const Json metrics_there = At(report, "segment", product);
    const Json alone = Ask({lines}, "report", R"({"where":{"segment":[")" + product + "\"]}," + metrics + "}")["total"]["metrics"];
    size_t i = 0;
    for (const char* id : {"new_customers", "returning_customer_share", "cart_abandonment_rate", "orders"}) {
      EXPECT_NEAR(metrics_there[id]["value"].get<double>(), values[i], 1e-12) << product << id;
      EXPECT_NEAR(alone[id]["value"].get<double>(), values[i++], 1e-12) << product << id;
    }
    const Json made = Ask({lines}, "explain", R"({"metric":"orders","where":{"segment":[")" + product + "\"]}}");
    EXPECT_EQ(made["list"]["total"], values[3]) << product << made.dump();
  }
}

// As one export of two months, so two exports of a month each.
TEST(Orders, CustomersOfSeveralFilesAreTheSame) {
  const std::string header = "Order ID,Order date,Email,Order value\n";
  const std::string january = "1,2024-01-03,ann@x.com,10\n2,2024-01-05,bob@x.com,20\n3,2024-01-09,bob@x.com,5\n";
  const std::string february = "4,2024-02-03,Ann@x.com,30\n5,2024-02-05,cem@x.com,40\n6,,dia@x.com,1\n";
  const std::map<std::string, Json> total = {
      {"purchasing_customers", 4}, {"repeat_customers", 2}, {"new_customers", 4}, {"repeat_purchase_rate", 0.5}, {"orders", 6}};
  const std::string query = R"({"by":["month"],"today":"2024-06-01"})";
  const std::vector<std::vector<std::string>> splits = {
      {header + january + february}, {header + january, header + february}, {header + february, header + january}};
  for (const std::vector<std::string>& files : splits) {
    const Json report = Ask(files, "report", query);
    ExpectTotals(report, total);
    EXPECT_EQ(report["total"]["metrics"]["purchasing_customers"]["flags"], Json::array()) << report["total"].dump();
    EXPECT_EQ(At(report, "month", "2024-01")["new_customers"]["value"], 2) << report["groups"].dump();
    EXPECT_EQ(At(report, "month", "2024-02")["new_customers"]["value"], 1);
    EXPECT_EQ(At(report, "month", "2024-02")["purchasing_customers"]["value"], 2);
    EXPECT_EQ(At(report, "month", "2024-02")["repeat_customers"]["value"], 0);
  }
}

// Cancelled and given back orders are no purchases, a refund's day is none, and Ann is one in both files.
TEST(Orders, WhoBoughtAgainIsAskedOfTheOrdersThatStand) {
  const std::string header = "Order ID,Order date,Email,Country,Order value,Status\n";
  const std::string one = "1,2024-01-01,ann@x.com,FI,10,Paid\n2,2024-01-03,bob@x.com,FI,20,Cancelled\n3,2024-01-08,cem@x.com,TR,30,Paid\n"
                          "4,2024-01-09,dia@x.com,TR,5,Refunded\n";
  const std::string two = "5,2024-01-15,ANN@x.com,TR,10,Paid\n3,2024-01-20,cem@x.com,TR,-10,Paid\n6,2024-01-29,bob@x.com,FI,1,Cancelled\n";
  const std::vector<std::vector<std::string>> splits = {{header + one + two}, {header + one, header + two}};
  for (const auto& files : splits) {
    const Json all = Ask(files, "analyse", R"({"subject":"bg_nbd_inputs"})")["result"];
    EXPECT_EQ(all.size(), 2u) << all.dump();
    EXPECT_EQ(all["ann@x.com"], ParseJson(R"({"x":1,"t_x":2.0,"T":4.0})")) << all.dump();
    EXPECT_EQ(all["cem@x.com"], ParseJson(R"({"x":0,"t_x":0.0,"T":3.0})"));
    const Json some = Ask(files, "analyse", R"({"subject":"bg_nbd_inputs","where":{"Country":["TR"]},"to":"2024-01-22"})")["result"];
    EXPECT_EQ(some["ann@x.com"], ParseJson(R"({"x":0,"t_x":0.0,"T":1.0})")) << some.dump();
  }
}

// The columns say the order's total on each line; "price" and "line" in their names say nothing else.
TEST(Orders, ATotalPriceAndAnOnlineTotalMayBeTheOrders) {
  for (const char* const name : {"Total price", "Online order total", "Order price"}) {
    const std::string rows = std::string("Order ID,Order date,Customer ID,Product,") + name +
                             "\n1,2024-01-03,a,Tea,30\n1,2024-01-03,a,Cup,30\n2,2024-01-04,b,Tea,12\n2,2024-01-04,b,Cup,12\n";
    Session session;
    const std::string settings = R"({"name":"a.csv","settings":{"map":{"gross_revenue":"#5"}}})";
    session.Call("begin", settings);
    std::memcpy(session.Reserve(rows.size()), rows.data(), rows.size());
    session.Feed(rows.size());
    session.Call("end", "{}");
    ExpectTotals(ParseJson(session.Call("report", "{}")), {{"gross_revenue", 42}, {"orders", 2}});
  }
}

const char* const kPlain =
    "order_id,order_date,customer,channel,revenue,refund\n"
    "A1,2024-01-03,c1,Google Ads,100,0\nA2,2024-01-10,c2,Email,50,-10\nA3,2024-02-01,c1,Email,70,0\nA4,2024-02-11,c3,Google Ads,30,0\n";

TEST(Orders, MeetsSpendByChannel) {
  const char* const ads =
      "date,channel,spend,clicks\n2024-01-31,Google Ads,40,100\n2024-02-15,Google Ads,20,50\n2024-01-20,Email,5,10\n";
  const Json report = Ask({kPlain, ads}, "report", R"({"by":["channel"],"today":"2024-06-01"})");
  // First orders: c1 and c3 by Google Ads, c2 by e-mail.
  ExpectTotals(report, {{"new_customers", 3}, {"cac", 65.0 / 3}, {"orders", 4}, {"average_order_value", 62.5}, {"mer", 250.0 / 65}});
  EXPECT_DOUBLE_EQ(At(report, "channel", "Google Ads")["cac"]["value"].get<double>(), 30);
  EXPECT_DOUBLE_EQ(At(report, "channel", "Email")["cac"]["value"].get<double>(), 5);
  EXPECT_EQ(At(report, "channel", "Email")["orders"]["value"], 2);
  EXPECT_EQ(At(report, "channel", "Email")["purchasing_customers"]["value"], 2);
  const Json more = Ask({kPlain}, "report", R"({"metrics":["purchase_frequency","returning_customer_share","average_order_value_net"]})");
  ExpectTotals(more, {{"purchase_frequency", 4.0 / 3}, {"returning_customer_share", 0}, {"average_order_value_net", 60}});
  const Json february = Ask({kPlain}, "report", R"({"metrics":["returning_customer_share"],"from":"2024-02-01","to":"2024-02-29"})");
  ExpectTotals(february, {{"returning_customer_share", 0.5}});
}

TEST(Orders, PassportsListTheOrders) {
  const Json made = Ask({kPlain}, "explain", R"({"metric":"average_order_value","from":"2024-02-01","to":"2024-02-29"})");
  ASSERT_TRUE(made["ok"].get<bool>()) << made.dump();
  EXPECT_EQ(made["value"], 50);
  EXPECT_EQ(made["list"]["kind"], "orders");
  EXPECT_EQ(made["list"]["total"], 2);
  EXPECT_EQ(made["list"]["rows"][0], ParseJson(R"({"line":4,"id":"A3","date":"2024-02-01","customer":"c1","value":70.0,"refund":0.0})"));
  const Json people = Ask({kPlain}, "explain", R"({"metric":"repeat_purchase_rate"})");
  EXPECT_DOUBLE_EQ(people["value"].get<double>(), 1.0 / 3);
  EXPECT_EQ(people["list"]["total"], 4);
  EXPECT_EQ(people["parts"][0]["sources"][0]["column"], "customer");
}

TEST(Orders, PassportsListTheOrdersOfEveryFile) {
  const char* const more = "order_id,order_date,customer,channel,revenue,refund\nB1,2024-02-20,c9,Email,80,0\n";
  const Json made = Ask({kPlain, more}, "explain", R"({"metric":"average_order_value","from":"2024-02-01","to":"2024-02-29"})");
  EXPECT_EQ(made["value"], 60);
  EXPECT_EQ(made["list"]["total"], 3);
  EXPECT_EQ(made["list"]["source"], "file0.csv, file1.csv");
  EXPECT_EQ(made["list"]["rows"][0]["id"], "B1");
  EXPECT_EQ(made["list"]["rows"][0]["source"], "file1.csv");
  EXPECT_EQ(made["list"]["rows"][1]["source"], "file0.csv");
}

TEST(Orders, AbandonedCartsAreCartsAndNoOrders) {
  const char* const rows =
      "Order ID,Order date,Customer ID,Order total,Order status\n1,2024-01-01,a,10,Completed\n2,2024-01-01,b,20,Abandoned\n"
      "3,2024-01-02,c,30,Abandoned\n4,2024-01-02,d,40,Completed\n";
  ExpectTotals(Ask({rows}, "report", "{}"), {{"cart_abandonment_rate", 0.5}, {"orders", 2}, {"average_order_value", 25}});
}

TEST(Orders, BothSignsOfARefundColumnAreNotGuessed) {
  const char* const rows =
      "Order ID,Order date,Order total,Refund amount\n1,2024-01-01,10,5\n2,2024-01-01,20,-5\n3,2024-01-02,30,0\n";
  ExpectTotals(Ask({rows}, "report", "{}"), {{"refund_rate", "ambiguous_sign"}, {"average_order_value", 20}});
}

TEST(Orders, WhatIsSummedAlreadyStaysSummed) {
  const char* const rows = "date,orders,order value,refunds\n2024-01-01,10,500,20\n2024-01-02,20,700,0\n";
  ExpectTotals(Ask({rows}, "report", "{}"), {{"orders", 30}, {"average_order_value", 40}, {"refund_rate", 20.0 / 1200}});
}

TEST(Voices, ScoresOfSinglePeopleMakeAnNps) {
  const char* const rows =
      "Date,Country,How likely are you to recommend us to a friend or colleague?,Comment\n"
      "2024-01-01,FI,10,great\n2024-01-02,FI,9,\n2024-01-03,TR,7,\n2024-02-01,TR,6,slow\n2024-02-02,TR,0,\n"
      "2024-02-03,FI,11,\n2024-02-04,FI,,\n2024-02-05,FI,8.5,\n";
  const Json report = Ask({rows}, "report", R"({"by":["Country"],"metrics":["nps","promoters","passives","detractors"]})");
  ExpectTotals(report, {{"nps", 0}, {"promoters", 2}, {"passives", 1}, {"detractors", 2}});
  EXPECT_EQ(At(report, "Country", "FI")["nps"]["value"], 100) << report.dump();
  EXPECT_DOUBLE_EQ(At(report, "Country", "TR")["nps"]["value"].get<double>(), -200.0 / 3);
  EXPECT_EQ(Notes(report).at("score_out_of_scale"), 2);
  const Json made = Ask({rows}, "explain", R"({"metric":"nps","key":{"Country":"FI"}})");
  EXPECT_EQ(made["list"]["kind"], "answers");
  EXPECT_EQ(made["list"]["rows"], ParseJson(R"([{"line":2,"date":"2024-01-01","said":10.0},{"line":3,"date":"2024-01-02","said":9.0}])"));
}

// Weights of a survey, and more people than a whole number holds when each is taken five times.
TEST(Voices, AnAnswerMayStandForAPartOfAPersonOrForVeryMany) {
  const auto ask = [](const std::string& text) {
    Session session;
    session.Call("begin", R"({"name":"a.csv","settings":{"table":"brand_content","map":{"score":"#2","responses":"#3"}}})");
    std::memcpy(session.Reserve(text.size()), text.data(), text.size());
    session.Feed(text.size());
    session.Call("end", "{}");
    return ParseJson(session.Call("report", "{}"));
  };
  ExpectTotals(ask("Date,NPS,Weight\n2024-01-01,9,1.5\n2024-01-02,3,1\n2024-01-03,10,2\n2024-01-04,8,0.5\n2024-01-05,8,\n"),
               {{"nps", 50}, {"promoters", 3.5}, {"passives", 0.5}, {"detractors", 1}});
  ExpectTotals(ask("Date,Rating,Weight\n2024-01-01,5,3000000000000000000\n2024-01-02,3,4000000000000000000\n"),
               {{"reviews", 7e18}, {"review_rating_sum", 2.7e19}});
  // A year is no scale of 0 to 10.
  ExpectTotals(ask("Date,Rating 2010,Weight\n2024-01-01,5,2\n2024-01-02,3,1\n"), {{"reviews", 3}, {"review_rating_sum", 13}});
}

TEST(Voices, StarsAreReviewsAndNoRecommendation) {
  const char* const rows = "Date,Rating\n2024-01-01,5\n2024-01-02,4\n2024-01-03,1\n";
  const Json report = Ask({rows}, "report", R"({"metrics":["nps","reviews","review_rating_sum"]})");
  ExpectTotals(report, {{"nps", "missing_input"}, {"reviews", 3}, {"review_rating_sum", 10}});
  EXPECT_EQ(Notes(report).at("score_stars"), 1);
}

// (4.5 · 10 + 4 · 20) / 30; a platform without a review has no rating to miss.
TEST(Voices, AMeanRatingBesideANumberOfReviewsMakesTheirSum) {
  for (const char* const header : {"rating", "Average rating", "Ortalama puan", "Arvosanojen keskiarvo", "میانگین امتیاز"}) {
    const std::string rows = "date,platform," + std::string(header) +
                             ",number of reviews\n2025-01-01,Google,4.5,10\n2025-01-02,Trustpilot,4.0,20\n2025-01-03,Yelp,,0\n";
    const Json report = Ask({rows}, "report", R"({"by":["channel"],"metrics":["average_rating","review_rating_sum","reviews","nps"]})");
    ExpectTotals(report, {{"review_rating_sum", 125}, {"reviews", 30}, {"average_rating", 25.0 / 6}, {"nps", "missing_input"}});
    EXPECT_EQ(At(report, "channel", "Google")["average_rating"]["value"], 4.5) << header;
    EXPECT_EQ(At(report, "channel", "Yelp")["average_rating"]["reason"], "denominator_zero") << header;
  }
  // A rating that is missing is no zero; a mean of nobody knows how many is no review.
  ExpectTotals(Ask({"date,rating,number of reviews\n2025-01-01,4.5,10\n2025-01-02,,20\n"}, "report",
                   R"({"metrics":["review_rating_sum"]})"), {{"review_rating_sum", 45}});
  ExpectTotals(Ask({"date,Average rating,Website visits\n2025-01-01,4,10\n2025-01-02,5,20\n"}, "report",
                   R"({"metrics":["reviews"]})"), {{"reviews", "missing_input"}});
}

TEST(Voices, MentionsByTheirSentiment) {
  const char* const rows = "Date,Source,Sentiment,Mention\n2024-01-01,X,Positive,a\n2024-01-02,X,negative,b\n"
                           "2024-01-03,Blog,positive,c\n2024-01-04,Blog,Neutral,d\n2024-01-05,Blog,unrated,e\n";
  const Json report = Ask({rows}, "report", R"({"metrics":["net_sentiment"]})");
  ExpectTotals(report, {{"net_sentiment", 0.25}});
  EXPECT_EQ(Notes(report).at("sentiment_unknown"), 1);
}

// Of six answers five name a source; of those tracked as direct, three name another.
TEST(Voices, WhatPeopleSayStandsBesideWhatWasTracked) {
  const char* const rows =
      "Order ID,Order date,Order value,Channel,How did you hear about us?\n"
      "1,2024-01-01,10,Direct,Podcast\n2,2024-01-02,10,Direct,Podcast\n3,2024-01-03,10,Google Ads,Google Ads\n"
      "4,2024-01-04,10,Direct,Word of mouth\n5,2024-01-05,10,Google Ads,Podcast\n6,2024-01-06,10,Email,\n";
  const Json answer = Ask({rows}, "analyse", R"({"subject":"self_reported"})");
  ASSERT_TRUE(answer["ok"].get<bool>()) << answer.dump();
  const Json& result = answer["result"];
  EXPECT_EQ(result["answers"], 5);
  EXPECT_DOUBLE_EQ(result["dark_social_share"]["value"].get<double>(), 0.6);
  EXPECT_DOUBLE_EQ(result["agreement"]["value"].get<double>(), 0.2);
  EXPECT_EQ(result["table"][1], ParseJson(R"({"self_reported":"podcast","answers":3,"tracked_same":0,"untracked":2,"tracked":{"direct":2,"paid_search":1}})"))
      << result.dump();
  // It is no channel.
  const Json report = Ask({rows}, "report", R"({"by":["channel"],"metrics":["orders"]})");
  EXPECT_EQ(At(report, "channel", "Direct")["orders"]["value"], 3) << report["groups"].dump();
}

}  // namespace
}  // namespace mittari
