// SPDX-License-Identifier: MIT
#include "engine/store/postgis/selecting.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::store::postgis {
namespace {

/// Boxes in the index are of float32; windows are widened by more than that loses.
constexpr double margin = 1e-4;

}  // namespace

std::string Query::parameter(std::string value) {
    parameters.push_back(std::move(value));
    return fmt::format("${}", parameters.size());
}

void Query::require(const std::string& condition) {
    where += (where.empty() ? " WHERE " : " AND ") + condition;
}

std::string Query::sql() const {
    return "SELECT " + columns + " FROM " + from + where + " ORDER BY " + order;
}

void require_in(Query& query, const std::string& table, const std::vector<geo::Box>& windows) {
    std::string boxes = "{";
    for (const geo::Box& box : windows) {
        boxes += fmt::format("{}{{{},{},{},{}}}", boxes.size() > 1 ? "," : "",
                             box.south_west.lon - margin, box.south_west.lat - margin,
                             box.north_east.lon + margin, box.north_east.lat + margin);
    }
    const std::string parameter = query.parameter(boxes + "}") + "::float8[]";
    // A search of the index for each window.
    query.require(fmt::format(
        "t.fid IN (SELECT s.fid FROM (SELECT ST_MakeEnvelope(w[i][1], w[i][2], w[i][3], w[i][4], "
        "4326) AS box FROM (SELECT {} AS w) all_windows, generate_subscripts(w, 1) i) windows JOIN "
        "{} s ON s.geom && windows.box)",
        parameter, table));
}

void require_listed(Query& query, const std::vector<std::int64_t>& fids) {
    query.from += " JOIN unnest(" + query.parameter(array_of(fids)) +
                  "::int8[]) WITH ORDINALITY AS listed(listed_fid, place) ON listed_fid = t.fid";
    query.order = "place";
}

}  // namespace tamga::store::postgis
