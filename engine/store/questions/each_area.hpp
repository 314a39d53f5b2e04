// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/areas/area_text.hpp"
#include "engine/store/selection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tamga::store {

/// A row that is in an area, and what else there is to say of the two.
struct InArea {
    std::uint32_t area = 0;
    std::int64_t fid = 0;
    std::vector<model::Value> further = {};
};

/// What is in each of several areas.
struct InAreas {
    std::vector<std::string> names;  ///< Of the areas.
    std::vector<InArea> rows = {};   ///< By area and fid.
    std::vector<std::string> further = {};
    std::vector<std::string> notes = {};
    Column called = {.name = "area"};  ///< The column of their names.
};

/// The rows with a column of names before theirs and the further ones behind, which are read again
/// when it is their turn.
std::unique_ptr<Answer> each_area(Reader& reader, const Layer& layer, InAreas found,
                                  const Wanted& wanted);

std::vector<std::string> names_of(const NamedAreas& areas);

}  // namespace tamga::store
