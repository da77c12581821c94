// The small front door answers what the session answers.
#include <gtest/gtest.h>

#include <string>

#include "base/json.h"
#include "calculator.h"
#include "session.h"

namespace mittari {
namespace {

TEST(SessionCalculator, AnswersAsTheSessionDoes) {
  Session session;
  const std::string catalogue = session.Call("metrics", "{}");
  EXPECT_EQ(CallCalculator("metrics", "{}"), catalogue);
  const Json parsed = ParseJson(catalogue);
  int asked = 0;
  for (const Json& metric : *Find(parsed, "metrics")) {
    const Json* example = Find(metric, "example");
    if (example == nullptr || !example->is_object()) continue;
    Json args = Json::object();
    args["metric"] = *Find(metric, "id");
    args["inputs"] = *example;
    const std::string text = DumpJson(args);
    EXPECT_EQ(CallCalculator("calc", text), session.Call("calc", text));
    ++asked;
  }
  EXPECT_GE(asked, 100);
}

TEST(SessionCalculator, ReadsTypedNumbersAsTheSessionDoes) {
  Session session;
  for (const char* text :
       {R"({"text":"1.234,5"})", R"({"text":"1.234","numbers":"1,234.5"})", R"({"text":"12k"})",
        R"({"text":"40 %"})", R"({"text":"€ 12"})", R"({"text":"۱٬۲۳۴٫۵"})", R"({"text":"twelve"})",
        "{}"}) {
    EXPECT_EQ(CallCalculator("number", text), session.Call("number", text)) << text;
  }
}

TEST(SessionCalculator, RefusesWhatNeedsTables) {
  const auto code_of = [](const std::string& answer) {
    const Json parsed = ParseJson(answer);
    const Json* error = Find(parsed, "error");
    return error == nullptr ? std::string() : StringOr(*error, "code", "");
  };
  EXPECT_EQ(code_of(CallCalculator("report", "{}")), "call.unknown_operation");
  EXPECT_EQ(code_of(CallCalculator("calc", R"~({"metric":"x","formulas":["x = sum(spend)"]})~")),
            "call.bad_argument");
  EXPECT_EQ(code_of(CallCalculator("calc", "[]")), "call.bad_json");
  EXPECT_EQ(code_of(CallCalculator("calc", R"({"metric":"no_such_metric"})")), "metric.unknown");
}

}  // namespace
}  // namespace mittari
