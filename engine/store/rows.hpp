// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"
#include "engine/route/table/weight.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tamga::store {

/// Which rows of a layer a store hands out.
struct Scan {
    enum class Reach : std::uint8_t {
        all,
        touching,  ///< What may touch one of the windows, and others besides; of routes as passing.
        passing,   ///< Routes whose geodesic may, and others besides.
        listed,    ///< Those of `fids`, in that order; all others are in the order of fid.
    };
    Reach reach = Reach::all;
    std::vector<geo::Box> windows = {};  ///< Within -180..180.
    std::vector<std::int64_t> fids = {};
    std::string period = {};  ///< Only routes of exactly this one; empty: all.
    /// The columns whose values are read; those of others are null. Without a list: all.
    std::optional<std::vector<std::string>> values = {};
};

/// One row of a layer. Texts are valid until the next row is read.
struct Row {
    std::int64_t fid = 0;
    std::vector<model::Value> values;
    geo::LonLat origin;  ///< Of a route; the next are zero for other kinds.
    geo::LonLat destination;
    route::Weight weight;
    double length_m = 0;
    /// The numbers of its places, and of the pair of them: what is computed of one place or pair is
    /// the same wherever its number comes again.
    std::uint32_t origin_id = 0;
    std::uint32_t destination_id = 0;
    std::uint32_t pair = 0;
};

/// Rows of a layer, one after the other as they are read.
class Rows {
public:
    virtual ~Rows() = default;
    Rows() = default;
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    /// What Row::values holds: fid and the layer's attributes.
    virtual const std::vector<std::string>& columns() const = 0;
    /// The next row, or nullptr, after which there is nothing more to ask for.
    virtual const Row* next() = 0;
    /// Adds the row's positions and parts to `features`, and returns their shape: none if it is
    /// nowhere.
    virtual model::Shape geometry(model::Features& features) const = 0;
};

}  // namespace tamga::store
