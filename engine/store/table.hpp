// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"
#include "engine/store/layer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tamga::store {

/// What the values of a column have in common so far.
enum class ColumnType : std::uint8_t { none, integer, real, text, mixed };

/// A column that is there whatever the input holds, with the type of an empty one.
struct FixedColumn {
    std::string name;
    ColumnType type = ColumnType::text;
};

/// A layer of a store while it is filled: `fid` (1, 2, ... in input order), a geometry, and a column
/// for each attribute that turns up, in the order in which they do.
class Table {
public:
    virtual ~Table() = default;
    Table() = default;
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    /// Adds a row and returns its fid. `fixed` has a value for each fixed column.
    virtual std::int64_t add(const model::FeatureView& shape, std::span<const model::Value> fixed,
                             std::span<const model::Attribute> attributes) = 0;

    /// Notes that a route's geodesic passes through a box. Requires a layer of routes.
    virtual void add_piece(std::int64_t fid, const geo::Box& box) = 0;

    /// Gives the layer another name. Before finish().
    virtual void rename(const std::string& name) = 0;

    /// Declares types and the geometry column, and builds the spatial index.
    virtual void finish() = 0;

    virtual const std::string& name() const = 0;
    virtual std::uint64_t rows() const = 0;
    /// "attribute 'Name' became column 'Name_2'", for those that could not keep their name.
    virtual const std::vector<std::string>& notes() const = 0;
};

}  // namespace tamga::store
