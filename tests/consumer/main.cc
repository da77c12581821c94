#include <cstdio>
#include <string>

#include "mittari.h"

namespace {

int faults = 0;

void Expect(const std::string& answer, const std::string& part) {
  if (answer.find(part) != std::string::npos) return;
  ++faults;
  std::printf("FAILED no %s in %.400s\n", part.c_str(), answer.c_str());
}

}  // namespace

int main() {
  mittari::Workspace workspace;
  Expect(workspace.Open("empty.csv", ""), "\"code\":\"input.empty\"");
  Expect(workspace.Open("a\"b\n.csv", "Date,Channel,Spend,Leads\n2025-01-01,Email,30.10,2\n2025-01-02,TV,20.05,1\n"), "\"ok\":true");
  Expect(workspace.Report(R"({"metrics":["cost_per_lead"],"by":["channel"]})"), "\"value\":15.05");
  Expect(workspace.Call("sql", R"({"metrics":["cost_per_lead"],"dialect":"postgres"})"), "NULLIF(");
  Expect(workspace.Calc(R"({"metric":"cost_per_lead","inputs":{"spend":1000,"leads":100}})"), "\"value\":10");
  Expect(workspace.Call("nothing"), "\"code\":\"call.unknown_operation\"");
  Expect(MITTARI_VERSION, ".");
  std::printf("consumer of Mittari %s: %d failed\n", MITTARI_VERSION, faults);
  return faults;
}
