// SPDX-License-Identifier: MIT
#include "engine/store/route_schema.hpp"

#include "engine/store/sql_text.hpp"

#include <fmt/format.h>

namespace tamga::store {

const std::vector<std::string>& joined_columns() {
    static const std::vector<std::string> names{"origin", "destination", "from_lon", "from_lat",
                                                "to_lon", "to_lat",      "length_m"};
    return names;
}

std::vector<FixedColumn> with_pair(const std::vector<FixedColumn>& fixed) {
    std::vector<FixedColumn> all{{"pair", ColumnType::integer}};
    all.insert(all.end(), fixed.begin(), fixed.end());
    return all;
}

std::string create_route_view(const std::vector<std::string>& columns,
                              const std::function<std::string(std::string_view suffix)>& table) {
    std::string own;
    for (const std::string& column : columns) {
        if (column != "pair" && column != "weight" && column != "weight_millionths") {
            own += fmt::format(", r.{0} AS {0}", quoted(column));
        }
    }
    return fmt::format(
        "CREATE VIEW {} AS SELECT r.fid AS fid, p.geom AS geom, o.name AS origin, d.name AS "
        "destination, o.lon AS from_lon, o.lat AS from_lat, d.lon AS to_lon, d.lat AS to_lat, "
        "r.weight AS weight, r.weight_millionths AS weight_millionths, p.length_m AS length_m{} "
        "FROM {} r LEFT JOIN {} p ON p.id = r.pair LEFT JOIN {} o ON o.id = p.origin "
        "LEFT JOIN {} d ON d.id = p.destination",
        table(""), own, table("_routes"), table("_pairs"), table("_places"), table("_places"));
}

}  // namespace tamga::store
