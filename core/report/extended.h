#pragma once

#include <memory>

#include "base/error.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "report/workspace.h"

namespace mittari::report {

// The catalogue that one question is asked of: the built-in one, with the
// columns that a person made measures ("own:demos"), the `formulas` of the
// arguments (see catalog/custom.h) and their `aliases` {"fb": "Facebook Ads"}.
// The same question gets the same catalogue, as long as it lives.
//
// Errors: those of catalog::Extend; call.bad_argument for aliases of another shape.
Result<std::shared_ptr<const catalog::Catalog>> CatalogFor(const Workspace& workspace,
                                                           const Json& args);

}  // namespace mittari::report
