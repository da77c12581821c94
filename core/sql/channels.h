#pragma once

#include <string>

#include "catalog/catalog.h"
#include "sql/dialect.h"

namespace mittari::sql {

// What report::AliasOf, FoldChannel and ChannelGroup say, in SQL. Each takes the
// name of a column.

// The name that a person said the channel goes by.
std::string AliasSql(const Dialect& dialect, const catalog::Catalog& catalog,
                     const std::string& channel);

// The text in lower case with single spaces between its words. Letters that no
// name of the taxonomy has stay as they are.
std::string FoldSql(const Dialect& dialect, const catalog::Catalog& catalog,
                    const std::string& text);

// The channel group of `name`, whose folded form is in `folded`.
std::string GroupSql(const Dialect& dialect, const catalog::Catalog& catalog,
                     const std::string& folded, const std::string& name);

}  // namespace mittari::sql
