// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tamga::ingest {

/// What a store (see the module of that name) says of one of its layers.
struct StoreLayer {
    std::string name;
    bool routes = false;  ///< Its lines are geodesics, of which the file may have the ends alone.
};

/// The layers of a store; none if the database is no store.
std::vector<StoreLayer> store_layers(base::Database& database);

/// The one of them that is called so, but for the case of letters; null if none is.
const StoreLayer* layer_called(const std::vector<StoreLayer>& layers, std::string_view name);

}  // namespace tamga::ingest
