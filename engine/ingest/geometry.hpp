// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/crs.hpp"
#include "engine/geo/lonlat.hpp"
#include "engine/ingest/tally.hpp"
#include "engine/model/features.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace tamga::ingest {

/// The geometry of one record while it is read: checked, brought to longitude and latitude, and
/// sorted by shape, so that a collection comes out as one feature a shape.
///
/// What cannot be used is refused with Error{Fault::input}; the reason is that of a bad record. A
/// line or ring that is none, like a ring of two positions, is left out, and costs the record only
/// if nothing else is left of it.
class Geometry {
public:
    /// Starts the next record, and forgets the one before. Its positions are in `crs`; null: they
    /// are longitude and latitude already.
    void start(const geo::ToLonLat* crs);

    /// The next position of the shape that end_points(), end_line() or end_ring() then ends.
    void position(double x, double y) { pending_.push_back({.lon = x, .lat = y}); }
    /// That positions had a third or fourth value.
    void dropped(bool z, bool m) noexcept;

    void end_points();
    void end_line();
    void end_ring(bool hole);

    /// Checks and transforms what was read. Refuses a geometry of which nothing is left.
    void finish(Tally& tally);

    /// Commits a feature for each shape there is, all with the attributes that `features` has
    /// pending, and counts them and the parts that were left out.
    void commit(model::Features& features, model::Features::Header header, Tally& tally) const;

private:
    struct Lane {
        std::vector<geo::LonLat> positions;
        std::vector<model::Part> parts;
    };

    struct LeftOut {
        std::string reason;
        geo::LonLat at;
    };

    void move_pending(Lane& lane, bool hole);
    void leave_out(std::string reason);
    void check(const Lane& lane) const;
    void place_left_out();

    const geo::ToLonLat* crs_ = nullptr;
    std::vector<geo::LonLat> pending_;
    std::array<Lane, 3> lanes_;  // Points, lines, polygons.
    std::vector<LeftOut> left_out_;
    const char* why_no_holes_ = nullptr;  ///< Why holes of the current polygon have no ring.
    bool z_ = false;
    bool m_ = false;
    std::size_t open_rings_ = 0;
};

}  // namespace tamga::ingest
