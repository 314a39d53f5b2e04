// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/model/texts.hpp"
#include "engine/model/value.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tamga::model {

/// What a feature is drawn as. Multi-geometries are the same kind with more parts.
enum class Shape : std::uint8_t { none, points, lines, polygons };

/// One run of positions: all points of a feature, one line, or one ring.
///
/// A ring is open (its last position is not its first again). An exterior ring is followed by the
/// holes in it. Rings may wind either way here.
struct Part {
    std::uint32_t end = 0;  ///< One past its last position, counted in Features' positions.
    bool hole = false;      ///< An interior ring, of the exterior ring before it.
};

/// One feature of a batch, as its reader sees it. Valid as long as the batch is.
struct FeatureView {
    Shape shape = Shape::none;
    std::uint64_t record = 0;  ///< 1-based: the line in a text file, else the feature's number.
    std::optional<std::uint64_t> id;  ///< As given by the source.
    std::optional<int> min_zoom;      ///< From a "tippecanoe" member of a GeoJSON feature.
    std::optional<int> max_zoom;
    std::string_view layer;  ///< The layer it wants to go into, likewise; empty: none.
    std::span<const geo::LonLat> positions;
    std::span<const Part> parts;  ///< Their ends count from `first_position`.
    std::uint32_t first_position = 0;
    std::span<const Attribute> attributes;

    /// The positions of part `i`.
    std::span<const geo::LonLat> part(std::size_t i) const {
        const std::uint32_t begin = i == 0 ? first_position : parts[i - 1].end;
        return positions.subspan(begin - first_position, parts[i].end - begin);
    }
};

/// A batch of features in input order, longitude and latitude on WGS 84, in few allocations.
///
/// Filled by a reader: positions, end_part() and attribute() describe the next feature, commit()
/// makes it one of the batch, and discard() forgets it (a bad record). Moving a batch does not
/// invalidate what views point to; copying is not possible.
class Features {
public:
    Features() = default;
    Features(Features&&) = default;
    Features& operator=(Features&&) = default;
    Features(const Features&) = delete;
    Features& operator=(const Features&) = delete;

    void position(geo::LonLat position) { positions_.push_back(position); }
    void positions(std::span<const geo::LonLat> run) {
        positions_.insert(positions_.end(), run.begin(), run.end());
    }
    /// Ends a run of positions; an empty run is not kept.
    void end_part(bool hole = false);
    void attribute(std::string_view name, Value value);
    /// Gives the next feature the attributes of the one committed as `index`, too.
    void attributes_of(std::size_t index);
    /// Keeps a copy of `text`, once for equal texts, and returns the copy.
    std::string_view keep(std::string_view text) { return texts_.keep(text); }

    struct Header {
        Shape shape = Shape::none;
        std::uint64_t record = 0;
        std::optional<std::uint64_t> id = {};
        std::optional<int> min_zoom = {};
        std::optional<int> max_zoom = {};
        std::string_view layer = {};  ///< What keep() answered.
    };
    void commit(const Header& header);
    void discard();

    std::size_t size() const noexcept { return rows_.size(); }
    bool empty() const noexcept { return rows_.empty(); }
    FeatureView operator[](std::size_t index) const;

    /// How many positions the batch holds: what its size in memory goes by.
    std::size_t positions() const noexcept { return positions_.size(); }

private:
    std::string_view kept_name(std::string_view name);

    struct Row {
        Header header;
        std::uint32_t positions_end = 0;
        std::uint32_t parts_end = 0;
        std::uint32_t attributes_end = 0;
    };

    std::vector<geo::LonLat> positions_;
    std::vector<Part> parts_;
    std::vector<Attribute> attributes_;
    std::vector<Row> rows_;
    Texts texts_;
};

}  // namespace tamga::model
