// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/postgis/table_writer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::store::postgis {

/// Fills the tables of a layer of routes, which are those of a file of SpatiaLite, and makes the view
/// that joins them. What refers to another table is held to it by the database.
class RouteTablesWriter final : public RouteTables {
public:
    RouteTablesWriter(Connection& connection, const std::string& name,
                      const std::vector<FixedColumn>& fixed);

    void add_place(const RoutePlace& place) override;
    void add_pair(const RoutePair& pair, const model::FeatureView& line) override;
    void add_route(std::uint32_t pair, std::span<const model::Value> fixed,
                   std::span<const model::Attribute> attributes) override;
    void finish(std::vector<index::PackedBox> pieces) override;

    std::uint64_t routes() const override { return routes_.rows(); }
    const std::vector<std::string>& notes() const override { return routes_.notes(); }

private:
    std::string table(std::string_view suffix) const {
        return connection_.table(name_ + std::string{suffix});
    }
    void make_places();
    void make_pairs();
    void refer(std::string_view from, const char* column, std::string_view to);
    void make_view();

    Connection& connection_;
    std::string name_;
    TableWriter routes_;
    Spool places_;
    Spool pairs_;
    std::int64_t place_count_ = 0;
    std::int64_t pair_count_ = 0;
    std::vector<model::Value> row_;
};

}  // namespace tamga::store::postgis
