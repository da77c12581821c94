#pragma once

#include <string>

#include "base/json.h"
#include "report/answer.h"
#include "report/packed.h"
#include "report/run.h"
#include "report/workspace.h"

namespace mittari::report {

// The answer to a report, as text:
//
// {"ok":true,"sources","by","metrics":{id:{unit,currency,direction,formula}},
//  "groups":[{key,metrics:{id:value}}],"total":{metrics},"compare"?,"period","data_through",
//  "periods"?,"questions","warnings","notes"}
//
// A value is {"value":number,"flags":[],"interval"?,"coverage"?} or
// {"value":null,"reason","measure"?,"by_currency"?,"flags":[]}. An interval's
// high end is null where there is none. Periods are {from, to}, both inclusive.
//
// With `packed` the groups have their keys alone, {"key"}, and their answers, group by group, go
// there; "packed" tells of them at the end.
std::string ToText(const ViewModel& report, const Workspace& workspace, PackedAnswers* packed = nullptr);

Json ToJson(const Answer& answer);
Json ToJson(const Shown& interval);
// The value, or null with its reason.
Json ToJson(const formula::Value& value);
// {"from","to"}, both inclusive; null for an empty window.
Json ToJson(const period::Window& window);

}  // namespace mittari::report
