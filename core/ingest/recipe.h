#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "ingest/settings.h"
#include "ingest/source.h"
#include "schema/mapper.h"

namespace mittari::ingest {

// Of the layout, not the data: 16 hex digits from the folded names of the
// columns in their order, the kind of container and the sheet. Next month's
// export of the same report has the same one.
std::string Fingerprint(const Source& source);

// Settings for the next file of this layout, to be handed to `begin`: what a
// person has said of this one, and in `learned` what its cells proved, which is
// taken only where the next file leaves it open. `recipe` is the fingerprint.
Json RecipeOf(const Source& source);

// What the cells of the finished columns prove: the order of day and month, the
// decimal mark; as answers to the questions that are asked where nothing does.
Json LearnedFrom(const std::vector<ColumnReport>& columns, const std::vector<Question>& open);

// Takes what speaks of columns that are not there out of the settings of a
// recipe. Returns a recipe.unfit for each.
std::vector<Finding> FitRecipe(const std::vector<schema::ColumnFacts>& columns, Settings* settings);

// recipe.unfit{setting, column}.
Finding Unfit(std::string setting, std::string column);

}  // namespace mittari::ingest
