// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/table.hpp"

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::store {

// What the tables of a layer of routes have in common wherever they lie; see README.md.

/// The view's columns that are of pairs and places, which no attribute may be called.
const std::vector<std::string>& joined_columns();

/// The columns of NAME_routes that are there whatever the input holds.
std::vector<FixedColumn> with_pair(const std::vector<FixedColumn>& fixed);

/// What of the other tables the index is of: after such a change it is no longer right.
struct IndexWatch {
    const char* suffix;  ///< Of the table.
    const char* change;
};
inline constexpr std::array index_watches{IndexWatch{"_pairs", "INSERT"},
                                          IndexWatch{"_pairs", "UPDATE OF id, origin, destination"},
                                          IndexWatch{"_places", "UPDATE OF id, lon, lat"}};

/// Everybody else's view of the layer, as a statement that makes it: each route has one row, whatever
/// becomes of its pair. `columns` are those of NAME_routes but for fid; `table` answers with the name,
/// in quotes, of the view ("") and of the tables by what stands behind the layer's name.
std::string create_route_view(const std::vector<std::string>& columns,
                              const std::function<std::string(std::string_view suffix)>& table);

}  // namespace tamga::store
