// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/spatialite/database.hpp"
#include "engine/store/spatialite/table_writer.hpp"
#include "engine/store/table.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tamga::store {

/// Fills the tables of a layer of routes:
///
///     NAME_places (id, name, lon, lat, geom)
///     NAME_pairs (id, origin, destination, length_m, geom)
///     NAME_routes (fid, pair, weight, weight_millionths, time, category, attributes...)
///     NAME_index (id, boxes), see index/packed_boxes.hpp
///
/// and makes the view NAME, which joins the first three for everybody else.
class RouteTablesWriter final : public RouteTables {
public:
    RouteTablesWriter(SpatialDatabase& database, const std::string& name,
                      const std::vector<FixedColumn>& fixed);

    void add_place(const RoutePlace& place) override;
    void add_pair(const RoutePair& pair, const model::FeatureView& line) override;
    void add_route(std::uint32_t pair, std::span<const model::Value> fixed,
                   std::span<const model::Attribute> attributes) override;
    void finish(std::vector<index::PackedBox> pieces) override;

    std::uint64_t routes() const override { return routes_.rows(); }
    const std::vector<std::string>& notes() const override { return routes_.notes(); }

private:
    std::string table(std::string_view suffix) const { return name_ + std::string{suffix}; }
    void register_geometry(std::string_view suffix, model::GeometryType type);
    void create_view();

    SpatialDatabase& database_;
    std::string name_;
    TableWriter routes_;
    base::Statement insert_place_;
    base::Statement insert_pair_;
    std::int64_t places_ = 0;
    std::int64_t pairs_ = 0;
    std::vector<model::Value> row_;
};

}  // namespace tamga::store
