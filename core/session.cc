#include "session.h"

#include <new>
#include <optional>
#include <utility>

#include "base/codes.gen.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/raw_bytes.h"
#include "calculator.h"
#include "catalog/calc.h"
#include "catalog/catalog.h"
#include "catalog/custom.h"
#include "envelope.h"
#include "ingest/again.h"
#include "ingest/part.h"
#include "ingest/reader.h"
#include "ingest/source.h"
#include "report/analyse.h"
#include "report/extended.h"
#include "report/packed.h"
#include "report/prepared.h"
#include "report/report.h"
#include "sql/sql.h"

namespace mittari {

// The sources read so far, the one being read, and the room that bytes are written to.
struct Session::Workspace {
  // A source with what was worked out from it. Whoever changes the source drops the rest.
  struct Place {
    ingest::Source source;
    std::string inspection;  // as JSON; empty until asked for
    report::Kept kept;
    report::Prepared prepared;
    std::optional<ingest::Question> again;  // whether it stands in for another one
    int replaced_by = -1;

    const std::string& Inspection() {
      if (!inspection.empty()) return inspection;
      Json json = ingest::ToJson(source);
      if (again) json["questions"].push_back(ingest::ToJson(*again));
      if (replaced_by >= 0) json["replaced_by"] = replaced_by;
      inspection = DumpJson(json);
      return inspection;
    }
  };

  // What is kept of a source points into its table: places do not move.
  std::vector<std::unique_ptr<Place>> places;
  std::optional<ingest::Reader> reader;
  Json container = Json::object();  // what the text was taken out of: {kind?, sheet?, sheets?}
  std::optional<Error> refused;  // why the source being read can't be; said again by `end`
  RawBytes room;
  int64_t bytes = 0;
  bool related = true;  // what the sources say of each other is known

  void Relate();
  report::Workspace Inputs();
};

namespace {

// What its cells take.
size_t BytesOf(const table::Table& table) {
  size_t bytes = 0;
  for (const table::Column& column : table.columns()) {
    bytes += column.size() * static_cast<size_t>(column.packed().width());
  }
  return bytes;
}

// A whole number from 0, or -1.
int64_t IndexOf(const Json& args, std::string_view key) {
  const Json* value = Find(args, key);
  return value != nullptr && value->is_number_integer() ? value->get<int64_t>() : -1;
}

// What the text was taken out of, as `begin` was told.
void NameContainer(const Json& container, ingest::Source& source) {
  source.kind = StringOr(container, "kind", source.kind);
  source.sheet = StringOr(container, "sheet", "");
  source.sheets.clear();
  const Json* sheets = Find(container, "sheets");
  if (sheets == nullptr || !sheets->is_array()) return;
  for (const Json& sheet : *sheets) {
    if (sheet.is_string()) source.sheets.push_back(sheet.get<std::string>());
  }
}

}  // namespace

// Finds files that come again, after any source has changed.
void Session::Workspace::Relate() {
  if (related) return;
  related = true;
  std::vector<const ingest::Source*> sources;
  for (const std::unique_ptr<Place>& place : places) sources.push_back(&place->source);
  ingest::Repeats repeats = ingest::FindRepeats(sources);
  for (size_t i = 0; i < places.size(); ++i) {
    Place& place = *places[i];
    if (place.again || repeats.asked[i] || place.replaced_by != repeats.replaced_by[i]) {
      place.inspection.clear();
    }
    place.again = std::move(repeats.asked[i]);
    place.replaced_by = repeats.replaced_by[i];
  }
}

// What is kept of a table is little beside the table.
report::Workspace Session::Workspace::Inputs() {
  Relate();
  constexpr size_t kAlwaysKept = size_t{4} << 20;
  report::Workspace inputs;
  inputs.reserve(places.size());
  for (const std::unique_ptr<Place>& place : places) {
    const ingest::Source& source = place->source;
    report::Input input;
    input.name = source.name;
    input.table = &source.table;
    input.rows_read = source.rows_read;
    input.excluded = source.excluded;
    for (const ingest::ColumnReport& column : source.columns) {
      if (column.measure && column.confidence == "ambiguous") input.ambiguous.push_back(column.role);
    }
    input.source = place->Inspection();
    place->kept.Allow(std::max(kAlwaysKept, BytesOf(source.table) / 12));
    input.kept = &place->kept;
    input.prepared = &place->prepared;
    input.replaced = place->replaced_by >= 0;
    inputs.push_back(std::move(input));
  }
  return inputs;
}

Session::Session() : workspace_(std::make_unique<Workspace>()) {}
Session::~Session() = default;

uint8_t* Session::Reserve(size_t n) {
  // The room only grows: a chunk is of one size, and the heap stays in one piece.
  if (workspace_->room.size() < n) workspace_->room.Resize(n);
  return workspace_->room.data();
}

std::string Session::Feed(size_t n) {
  Workspace& w = *workspace_;
  if (!w.reader) return Refuse({std::string(codes::kSessionNotReading), {}, {}, {}});
  if (n > w.room.size()) return Refuse(BadArgument("n", nullptr));
  if (w.refused) return Refuse(*w.refused);
  w.bytes += static_cast<int64_t>(n);
  const std::string_view bytes(reinterpret_cast<const char*>(w.room.data()), n);
  if (!w.reader->Feed(bytes)) {
    // The reader has seen enough to refuse: there is no use in feeding the rest.
    Result<ingest::Source> source = w.reader->Finish();
    if (!source.ok()) {
      w.refused = std::move(source).error();
      return Refuse(*w.refused);
    }
  }
  Json answer = Json::object();
  answer["rows"] = w.reader->rows();
  answer["bytes"] = w.bytes;
  return Done(std::move(answer));
}

std::string Session::Merge(size_t n) {
  Workspace& w = *workspace_;
  if (n > w.room.size()) return Refuse(BadArgument("n", nullptr));
  if (w.places.empty()) return Refuse({std::string(codes::kSourceUnknown), {}, {{"source", int64_t{0}}}, {}});
  // The room goes with it: a part is far larger than the pieces that come otherwise.
  const RawBytes part = std::exchange(w.room, {});
  Workspace::Place& last = *w.places.back();
  last.inspection.clear();
  last.kept.Forget();
  last.prepared.Forget();
  w.related = false;
  const Result<bool> joined = ingest::JoinPart(part.data(), n, &last.source);
  return joined.ok() ? Done() : Refuse(joined.error());
}

std::vector<uint8_t> Session::State() const {
  if (workspace_->places.empty()) return {};
  return ingest::PartToBytes(workspace_->places.back()->source);
}

std::string Session::Report(std::string_view json) {
  const Json args = ParseJson(json.empty() ? "{}" : json);
  if (!args.is_object()) return report::PackedAnswers().Bytes(Refuse({std::string(codes::kCallBadJson), {}, {}, {}}));
  return report::ReportBytes(workspace_->Inputs(), args);
}

std::string Session::Call(std::string_view operation, std::string_view json) {
  Workspace& w = *workspace_;
  const Json args = ParseJson(json.empty() ? "{}" : json);
  if (!args.is_object()) return Refuse({std::string(codes::kCallBadJson), {}, {}, {}});

  if (operation == "begin") {
    const Json* given = Find(args, "settings");
    Result<ingest::Settings> settings = ingest::ParseSettings(given == nullptr ? Json::object() : *given);
    if (!settings.ok()) return Refuse(std::move(settings).error());
    w.refused.reset();
    w.bytes = 0;
    w.container = args;
    w.reader.emplace(StringOr(args, "name", ""), std::move(settings).value());
    if (const Json* look = Find(args, "look"); look != nullptr && !w.reader->Follow(*look)) {
      w.reader.reset();
      return Refuse(BadArgument("look", nullptr));
    }
    w.reader->Expect(IndexOf(args, "bytes"));
    return Done();
  }
  if (operation == "look") {
    if (!w.reader) return Refuse({std::string(codes::kSessionNotReading), {}, {}, {}});
    Json answer = Json::object();
    answer["look"] = w.reader->Look();
    return Done(std::move(answer));
  }
  if (operation == "end") {
    if (!w.reader) return Refuse({std::string(codes::kSessionNotReading), {}, {}, {}});
    if (w.refused) {
      const Error error = *w.refused;
      w.reader.reset();
      w.refused.reset();
      return Refuse(error);
    }
    Result<ingest::Source> source = w.reader->Finish();
    w.reader.reset();
    if (!source.ok()) return Refuse(std::move(source).error());
    NameContainer(w.container, source.value());
    auto fresh = std::make_unique<Workspace::Place>();
    fresh->source = std::move(source).value();
    Workspace::Place& read = *fresh;
    // A source read again takes the place of the old one.
    const int64_t at = IndexOf(args, "replace");
    if (at >= 0 && at < static_cast<int64_t>(w.places.size())) {
      w.places[static_cast<size_t>(at)] = std::move(fresh);
    } else {
      w.places.push_back(std::move(fresh));
    }
    w.related = false;
    // What is about to be dropped isn't worth a comparison.
    if (const Json* alone = Find(args, "alone"); alone == nullptr || *alone != true) w.Relate();
    return R"({"ok":true,"source":)" + read.Inspection() + "}";
  }
  if (operation == "cancel") {
    w.reader.reset();
    w.refused.reset();
    return Done();
  }
  if (operation == "drop" || operation == "rows" || operation == "place") {
    const int64_t index = IndexOf(args, "source");
    if (index < 0 || index >= static_cast<int64_t>(w.places.size())) {
      return Refuse({std::string(codes::kSourceUnknown), {}, {{"source", index}}, {}});
    }
    if (operation == "drop") {
      w.places.erase(w.places.begin() + index);
      w.related = false;
      return Done();
    }
    if (operation == "place") {
      // The source read last comes to stand where this one stood.
      if (index + 1 < static_cast<int64_t>(w.places.size())) {
        w.places[static_cast<size_t>(index)] = std::move(w.places.back());
        w.places.pop_back();
        w.related = false;
      }
      return Done();
    }
    const int64_t from = std::max<int64_t>(IndexOf(args, "from"), 0);
    const int64_t count = IndexOf(args, "count");
    return Done(ingest::Rows(w.places[static_cast<size_t>(index)]->source, from, count < 0 ? 200 : count));
  }
  if (operation == "inspect") {
    w.Relate();
    JsonWriter answer;
    answer.Open('{');
    answer.Key("ok");
    answer.Bool(true);
    answer.Key("sources");
    answer.Open('[');
    for (const auto& place : w.places) answer.Raw(place->Inspection());
    answer.Close(']');
    answer.Close('}');
    return std::move(answer).Take();
  }
  if (operation == "report" || operation == "explain") {
    const report::Workspace inputs = w.Inputs();
    return operation == "report" ? report::ReportText(inputs, args)
                                 : DumpJson(report::Explain(inputs, args));
  }
  if (operation == "sql") return DumpJson(sql::Query(w.Inputs(), args));
  if (operation == "analyse") return DumpJson(report::Analyse(w.Inputs(), args));
  if (operation == "calc") {
    const Json* inputs = Find(args, "inputs");
    const auto catalog = report::CatalogFor(w.Inputs(), args);
    if (!catalog.ok()) return Refuse(catalog.error());
    return DumpJson(catalog::Calc(**catalog, StringOr(args, "metric", ""),
                                  inputs == nullptr ? Json::object() : *inputs, StringOr(args, "solve", "")));
  }
  if (operation == "metrics") return DumpJson(catalog::MetricsJson(catalog::Builtin(), StringOr(args, "lang", "")));
  if (operation == "formulas") {
    const auto catalog = report::CatalogFor(w.Inputs(), args);
    if (!catalog.ok()) return Refuse(catalog.error());
    Json answer = Json::object();
    answer["formulas"] = catalog::OwnJson(**catalog);
    return Done(std::move(answer));
  }
  if (operation == "number") return ReadTypedNumber(args);
  return Refuse({std::string(codes::kCallUnknownOperation), {}, {{"operation", std::string(operation)}}, {}});
}

}  // namespace mittari
