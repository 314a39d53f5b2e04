// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/packed_boxes.hpp"
#include "engine/model/features.hpp"
#include "engine/store/layer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::store {

/// What the values of a column have in common so far.
enum class ColumnType : std::uint8_t { none, integer, real, text, mixed };

/// A place where routes begin or end. Places are those of one name at one position.
struct RoutePlace {
    std::string_view name;  ///< Empty: it has none.
    geo::LonLat at;
};

/// What routes between the same two places have in common.
struct RoutePair {
    std::uint32_t origin = 0;  ///< The place's number.
    std::uint32_t destination = 0;
    double length_m = 0;
};

/// A column that is there whatever the input holds, with the type of an empty one.
struct FixedColumn {
    std::string name;
    ColumnType type = ColumnType::text;
};

/// A layer of features while it is filled: `fid` (1, 2, ... in input order), a geometry, and a column
/// for each attribute that turns up, in the order in which they do.
class Table {
public:
    virtual ~Table() = default;
    Table() = default;
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    virtual void add(const model::FeatureView& shape,
                     std::span<const model::Attribute> attributes) = 0;

    /// Gives the layer another name. Before finish().
    virtual void rename(const std::string& name) = 0;

    /// Declares types and the geometry column, and builds the spatial index.
    virtual void finish() = 0;

    virtual const std::string& name() const = 0;
    virtual std::uint64_t rows() const = 0;
    /// "attribute 'Name' became column 'Name_2'", for those that could not keep their name.
    virtual const std::vector<std::string>& notes() const = 0;
};

/// A layer of routes while it is filled. Places, pairs and routes are each numbered 1, 2, ... in the
/// order in which they are added; a place comes before its pairs, a pair before its routes.
class RouteTables {
public:
    virtual ~RouteTables() = default;
    RouteTables() = default;
    RouteTables(const RouteTables&) = delete;
    RouteTables& operator=(const RouteTables&) = delete;

    virtual void add_place(const RoutePlace& place) = 0;
    /// `line` is what other programs draw.
    virtual void add_pair(const RoutePair& pair, const model::FeatureView& line) = 0;
    /// `fixed` has a value for each fixed column.
    virtual void add_route(std::uint32_t pair, std::span<const model::Value> fixed,
                           std::span<const model::Attribute> attributes) = 0;

    /// Declares types, and keeps the index of the pieces of the pairs' geodesics, whose items are the
    /// numbers of pairs.
    virtual void finish(std::vector<index::PackedBox> pieces) = 0;

    virtual std::uint64_t routes() const = 0;
    /// As those of Table.
    virtual const std::vector<std::string>& notes() const = 0;
};

}  // namespace tamga::store
