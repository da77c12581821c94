// The core without a browser: where its time goes, and what it answers.
//
//   session_bench FILE [ROUNDS]     ms to read, of the first report and of reports under a filter;
//                                   ROUNDS below zero: only reading
//   session_bench --answers FILE... one line of JSON for each answer, for comparing two builds
//   session_bench --cut N --answers FILE...   fed in pieces of N bytes
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "session.h"

namespace {

using Clock = std::chrono::steady_clock;

double Since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::string ReadFile(const char* path) {
  std::string bytes;
  if (FILE* file = std::fopen(path, "rb")) {
    char block[1 << 16];
    for (size_t n; (n = std::fread(block, 1, sizeof block, file)) > 0;) bytes.append(block, n);
    std::fclose(file);
  }
  return bytes;
}

std::string Read(mittari::Session* session, const std::string& bytes, size_t piece) {
  session->Call("begin", R"({"name":"file.csv"})");
  for (size_t at = 0; at < bytes.size(); at += piece) {
    const size_t n = std::min(piece, bytes.size() - at);
    std::memcpy(session->Reserve(n), bytes.data() + at, n);
    session->Feed(n);
  }
  return session->Call("end", "{}");
}

constexpr char kQuery[] =
    R"({"metrics":["impressions","clicks","spend","conversions","sessions","leads","mqls",)"
    R"("new_customers","revenue","ctr","cpc","cpm","cpa","cost_per_lead","visitor_to_lead_rate",)"
    R"("lead_to_mql_rate","cac","revenue_roi"],"by":["channel","month"],"today":"2026-01-01")";

void Time(const char* path, int rounds) {
  const std::string bytes = ReadFile(path);
  double read = 1e9, first = 1e9;
  std::vector<double> filtered;
  for (int round = 0; round < -rounds; ++round) {
    mittari::Session session;
    const Clock::time_point start = Clock::now();
    Read(&session, bytes, 2 << 20);
    read = std::min(read, Since(start));
  }
  if (rounds < 0) {
    std::printf("%.1f MB: read %.1f ms\n", static_cast<double>(bytes.size()) / 1e6, read);
    return;
  }
  for (int round = 0; round < rounds; ++round) {
    mittari::Session session;
    Clock::time_point start = Clock::now();
    Read(&session, bytes, 2 << 20);
    read = std::min(read, Since(start));
    start = Clock::now();
    session.Call("report", std::string(kQuery) + "}");
    first = std::min(first, Since(start));
    if (round > 0) continue;
    for (int i = 0; i < 60; ++i) {
      const char* where[] = {R"("country":["TR","FI"])", R"("campaign":["Generic"])",
                             R"("channel":["Organic","Display"],"country":["US"])"};
      start = Clock::now();
      session.Call("report", std::string(kQuery) + R"(,"where":{)" + where[i % 3] + "}}");
      filtered.push_back(Since(start));
    }
  }
  std::sort(filtered.begin(), filtered.end());
  std::printf("%.1f MB: read %.1f ms, report %.2f ms, filtered p50 %.2f ms p95 %.2f ms\n",
              static_cast<double>(bytes.size()) / 1e6, read, first, filtered[filtered.size() / 2],
              filtered[filtered.size() * 95 / 100]);
}

void Answers(const char* path, size_t piece) {
  const std::string bytes = ReadFile(path);
  mittari::Session session;
  std::printf("%s end %s\n", path, Read(&session, bytes, piece).c_str());
  const std::pair<const char*, const char*> asked[] = {
      {"inspect", "{}"},
      {"rows", R"({"source":0,"from":0,"count":400})"},
      {"report", R"({"today":"2026-01-01"})"},
      {"report", R"({"today":"2026-01-01","by":["channel","month"]})"},
      {"report", R"({"today":"2026-01-01","by":["campaign","week"],"compare":"previous"})"}};
  for (const auto& [operation, args] : asked) {
    std::printf("%s %s %s\n", path, operation, session.Call(operation, args).c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  int at = 1;
  size_t piece = 2 << 20;
  if (argc > 2 && std::strcmp(argv[at], "--cut") == 0) {
    piece = static_cast<size_t>(std::atoll(argv[2]));
    at = 3;
  }
  if (at < argc && std::strcmp(argv[at], "--answers") == 0) {
    for (++at; at < argc; ++at) Answers(argv[at], piece);
  } else if (at < argc) {
    Time(argv[at], at + 1 < argc ? std::atoi(argv[at + 1]) : 5);
  }
  return 0;
}
