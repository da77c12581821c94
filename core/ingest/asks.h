#pragma once

#include <vector>

#include "ingest/layout.h"
#include "ingest/settings.h"
#include "ingest/source.h"
#include "schema/mapper.h"

namespace mittari::ingest {

// Questions that a look at the first rows raises.

// Asks what the values of a wide table are, where nothing names them.
void AskValue(const schema::ColumnFacts& facts, const Settings& settings,
              schema::MapOptions* options, Source* source);
// Which of several tables is meant, where more than one is worth it.
void AskTable(const Layout& layout, const std::vector<PrefixRow>& held, const Settings& settings,
              Source* source);

}  // namespace mittari::ingest
