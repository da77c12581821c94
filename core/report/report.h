#pragma once

#include <string>

#include "base/json.h"
#include "report/workspace.h"

namespace mittari::report {

// The doors to this room: JSON in, JSON out. A refusal is {"ok":false,"error":{…}}.

// {metrics?, set?, by?, where?, from?, to?, compare?, today?, params?, blanks?, proxies?, formulas?,
// aliases?}; the answer is to_json.h's. With "format": "csv" or "table" the answer is {"ok":true,"text"}.
std::string ReportText(const Workspace& workspace, const Json& args);
// The same answer as PackedAnswers::Bytes gives it; packed.h.
std::string ReportBytes(const Workspace& workspace, const Json& args);
Json Report(const Workspace& workspace, const Json& args);  // the same, read again

// {metric, key?, list_all?, …the same}: how one number was made; see passport.h.
Json Explain(const Workspace& workspace, const Json& args);

}  // namespace mittari::report
