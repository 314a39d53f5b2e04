// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/route_index.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/store/route_schema.hpp"
#include "engine/store/spatialite/database.hpp"
#include "engine/store/spatialite/layer_table.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace tamga::store {
namespace {

std::string trigger_name(const std::string& layer, std::size_t i) {
    return quoted("tamga_" + layer + index_watches[i].suffix + fmt::format("_{}", i));
}

/// What is done to a row that is not there costs nothing, so the mark is the header's number.
void watch(base::Database& database, const std::string& layer) {
    for (std::size_t i = 0; i < index_watches.size(); ++i) {
        database.execute(
            fmt::format("DROP TRIGGER IF EXISTS {0}; CREATE TRIGGER {0} AFTER {1} ON {2} BEGIN "
                        "DELETE FROM {3} WHERE id = 0; END",
                        trigger_name(layer, i), index_watches[i].change,
                        quoted(layer + index_watches[i].suffix), quoted(layer + "_index")));
    }
}

}  // namespace

void keep_route_index(base::Database& database, const std::string& layer,
                      std::vector<index::PackedBox> pieces) {
    const std::string table = quoted(layer + "_index");
    database.execute("DROP TABLE IF EXISTS " + table + "; CREATE TABLE " + table +
                     " (id INTEGER PRIMARY KEY, boxes BLOB NOT NULL)");
    auto insert = database.prepare("INSERT INTO " + table + " VALUES (?, ?)");
    index::pack_boxes(std::move(pieces), [&](std::uint64_t id, ByteView node) {
        base::stop_if_interrupted();
        insert.bind(1, static_cast<std::int64_t>(id)).bind(2, node).run();
    });
    watch(database, layer);
}

std::optional<std::vector<std::uint32_t>> pairs_passing(base::Database& database,
                                                        const std::string& layer,
                                                        const std::vector<geo::Box>& windows) {
    const std::string table = layer + "_index";
    if (!is_table(database, table)) {
        return std::nullopt;
    }
    auto node = database.prepare("SELECT boxes FROM " + quoted(table) + " WHERE id = ?");
    const auto load = [&](std::uint64_t id) {
        node.reset();
        return node.bind(1, static_cast<std::int64_t>(id)).step() ? node.blob(0) : ByteView{};
    };
    if (load(0).empty()) {
        return std::nullopt;
    }
    return index::PackedBoxes{load}.touching(windows);
}

}  // namespace tamga::store
