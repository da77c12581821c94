#include "session.h"

#include <new>
#include <optional>
#include <utility>

#include "base/codes.gen.h"
#include "base/json.h"
#include "catalog/calc.h"
#include "catalog/catalog.h"
#include "ingest/part.h"
#include "ingest/reader.h"
#include "ingest/source.h"
#include "locale/number.h"
#include "report/report.h"

namespace mittari {

// The sources read so far, the one being read, and the room that bytes are written to.
struct Session::Workspace {
  std::vector<ingest::Source> sources;
  std::optional<ingest::Reader> reader;
  Json container = Json::object();  // what the text was taken out of: {kind?, sheet?, sheets?}
  std::optional<Error> refused;  // why the source being read can't be; said again by `end`
  std::vector<uint8_t> room;
  int64_t bytes = 0;
};

namespace {

std::string Refuse(Error error) {
  Json answer = Json::object();
  answer["ok"] = false;
  answer["error"] = ToJson(error);
  return DumpJson(answer);
}

std::string Done(Json answer = Json::object()) {
  Json out = Json::object();
  out["ok"] = true;
  for (auto& [key, value] : answer.items()) out[key] = std::move(value);
  return DumpJson(out);
}

Error BadArgument(std::string_view name, const Json* given) {
  return {std::string(codes::kCallBadArgument),
          {},
          {{"argument", std::string(name)}, {"given", given == nullptr ? "" : DumpJson(*given)}},
          {}};
}

// A whole number from 0, or -1.
int64_t IndexOf(const Json& args, std::string_view key) {
  const Json* value = Find(args, key);
  return value != nullptr && value->is_number_integer() ? value->get<int64_t>() : -1;
}

report::Workspace InputsOf(const std::vector<ingest::Source>& sources) {
  report::Workspace inputs;
  inputs.reserve(sources.size());
  for (const ingest::Source& source : sources) {
    report::Input input;
    input.name = source.name;
    input.table = &source.table;
    input.rows_read = source.rows_read;
    input.excluded = source.excluded;
    for (const ingest::ColumnReport& column : source.columns) {
      if (column.measure && column.confidence == "ambiguous") input.ambiguous.push_back(column.role);
    }
    input.source = ingest::ToJson(source);
    inputs.push_back(std::move(input));
  }
  return inputs;
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

// One typed number, for form fields: {text, numbers?} -> {value, text}.
std::string ReadTypedNumber(const Json& args) {
  const Json* text = Find(args, "text");
  if (text == nullptr || !text->is_string()) return Refuse(BadArgument("text", text));
  const locale::NumberStyle style = locale::NumberStyleFromName(StringOr(args, "numbers", ""));
  const std::string typed = text->get<std::string>();
  const locale::NumberCell cell = locale::ReadNumber(typed, style);
  const bool is_number = cell.kind == locale::NumberKind::kNumber || cell.kind == locale::NumberKind::kAmbiguous;
  if (!is_number || (cell.bits & locale::kInexact) != 0) {
    return Refuse({std::string(codes::kNumberUnreadable), {}, {{"text", typed}}, {}});
  }
  const Decimal value = cell.In(style);
  Json answer = Json::object();
  answer["value"] = ToDouble(value.units, value.scale);
  answer["text"] = ToString(value);
  if (cell.kind == locale::NumberKind::kAmbiguous) answer["ambiguous"] = true;
  if (cell.unit == locale::NumberUnit::kPercent) answer["unit"] = "percent";
  if (!cell.currency.empty()) answer["currency"] = std::string(cell.currency);
  return Done(std::move(answer));
}

}  // namespace

Session::Session() : workspace_(std::make_unique<Workspace>()) {}
Session::~Session() = default;

uint8_t* Session::Reserve(size_t n) {
  // The room only grows: a chunk is of one size, and the heap stays in one piece.
  if (workspace_->room.size() < n) workspace_->room.resize(n);
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
  if (w.sources.empty()) return Refuse({std::string(codes::kSourceUnknown), {}, {{"source", int64_t{0}}}, {}});
  const std::vector<uint8_t> part(w.room.begin(), w.room.begin() + static_cast<int64_t>(n));
  const Result<bool> joined = ingest::JoinPart(part, &w.sources.back());
  return joined.ok() ? Done() : Refuse(joined.error());
}

std::vector<uint8_t> Session::State() const {
  if (workspace_->sources.empty()) return {};
  return ingest::PartToBytes(workspace_->sources.back());
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
    return Done();
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
    Json answer = Json::object();
    answer["source"] = ingest::ToJson(source.value());
    // A source read again takes the place of the old one.
    const int64_t place = IndexOf(args, "replace");
    if (place >= 0 && place < static_cast<int64_t>(w.sources.size())) {
      w.sources[static_cast<size_t>(place)] = std::move(source).value();
    } else {
      w.sources.push_back(std::move(source).value());
    }
    return Done(std::move(answer));
  }
  if (operation == "cancel") {
    w.reader.reset();
    w.refused.reset();
    return Done();
  }
  if (operation == "drop" || operation == "rows") {
    const int64_t index = IndexOf(args, "source");
    if (index < 0 || index >= static_cast<int64_t>(w.sources.size())) {
      return Refuse({std::string(codes::kSourceUnknown), {}, {{"source", index}}, {}});
    }
    if (operation == "drop") {
      w.sources.erase(w.sources.begin() + index);
      return Done();
    }
    const int64_t from = std::max<int64_t>(IndexOf(args, "from"), 0);
    const int64_t count = IndexOf(args, "count");
    return Done(ingest::Rows(w.sources[static_cast<size_t>(index)], from, count < 0 ? 200 : count));
  }
  if (operation == "inspect") {
    Json list = Json::array();
    for (const ingest::Source& source : w.sources) list.push_back(ingest::ToJson(source));
    Json answer = Json::object();
    answer["sources"] = std::move(list);
    return Done(std::move(answer));
  }
  if (operation == "report" || operation == "explain") {
    const report::Workspace inputs = InputsOf(w.sources);
    return DumpJson(operation == "report" ? report::Report(inputs, args) : report::Explain(inputs, args));
  }
  if (operation == "calc") {
    const Json* inputs = Find(args, "inputs");
    return DumpJson(catalog::Calc(catalog::Builtin(), StringOr(args, "metric", ""),
                                  inputs == nullptr ? Json::object() : *inputs, StringOr(args, "solve", "")));
  }
  if (operation == "metrics") return DumpJson(catalog::MetricsJson(catalog::Builtin(), StringOr(args, "lang", "")));
  if (operation == "number") return ReadTypedNumber(args);
  return Refuse({std::string(codes::kCallUnknownOperation), {}, {{"operation", std::string(operation)}}, {}});
}

}  // namespace mittari
