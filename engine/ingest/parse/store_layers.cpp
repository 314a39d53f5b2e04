// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/store_layers.hpp"

#include <algorithm>

namespace tamga::ingest {
namespace {

/// SpatiaLite writes the names of tables in lower case; SQLite knows only ASCII's letters.
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_store(base::Database& database) {
    auto found = database.prepare(
        "SELECT count(*) FROM pragma_table_info('tamga_layers'), sqlite_schema s "
        "WHERE s.name = 'tamga_layers' AND s.type = 'table' AND s.sql LIKE 'CREATE TABLE%'");
    constexpr int least_columns = 3;  // id, name and kind.
    return found.step() && found.integer(0) >= least_columns;
}

}  // namespace

std::vector<StoreLayer> store_layers(base::Database& database) {
    std::vector<StoreLayer> layers;
    if (!is_store(database)) {
        return layers;
    }
    auto rows = database.prepare("SELECT name, kind FROM tamga_layers ORDER BY id");
    while (rows.step()) {
        layers.push_back({std::string{rows.text(0)}, rows.text(1) == "routes"});
    }
    return layers;
}

const StoreLayer* layer_called(const std::vector<StoreLayer>& layers, std::string_view name) {
    const auto is_it = [&](const StoreLayer& layer) {
        return std::ranges::equal(layer.name, name, {}, lower, lower);
    };
    const auto found = std::ranges::find_if(layers, is_it);
    return found == layers.end() ? nullptr : &*found;
}

}  // namespace tamga::ingest
