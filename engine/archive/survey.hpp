// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/units.hpp"
#include "engine/mvt/decode.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::archive {

/// The types that TileJSON and MBTiles know for a field; a field may have had several.
enum FieldType : unsigned { number_field = 1, string_field = 2, boolean_field = 4 };
using FieldTypes = unsigned;

/// "Number", "String" or "Boolean"; "String" where a field has had several.
std::string_view name_of(FieldTypes types);

/// What one content holds.
struct ContentSurvey {
    struct Layer {
        std::string name;
        std::uint64_t features = 0;
        unsigned shapes = 0;  ///< Bit 1 << GeometryType for each type met.
        std::map<std::string, FieldTypes> fields;
    };

    /// A box in units of the tile's side, within 0..1; y down.
    struct Box {
        double west = 1;
        double north = 1;
        double east = 0;
        double south = 0;
        bool empty() const { return west > east; }
    };

    std::uint64_t size_bytes = 0;  ///< As stored.
    std::vector<Layer> layers;
    Box box;
    double grid_unit = 1.0 / 4096;  ///< The coarsest of the layers, in units of the tile's side.
};

/// Surveys a tile that was decoded. Throws Error{Fault::input} if a geometry or tag is damaged, or
/// if the names of attributes come to more than any map has.
ContentSurvey survey(std::span<const mvt::Layer> layers, std::uint64_t size_bytes);

/// What a whole tile set holds.
class TilesetSurvey {
public:
    struct Layer {
        std::string name;
        std::uint64_t features = 0;  ///< In all tiles, copies counted.
        unsigned shapes = 0;
        std::map<std::string, FieldTypes> fields;
        int min_zoom = 0;
        int max_zoom = 0;
    };

    struct Zoom {
        int zoom = 0;
        std::uint64_t tiles = 0;
        std::uint64_t distinct = 0;
        std::uint64_t bytes = 0;  ///< Of the distinct contents.
        std::uint64_t max_bytes = 0;
        std::uint64_t features = 0;    ///< In all tiles, copies counted.
        std::optional<geo::Box> data;  ///< Where there is something, without the buffers.
        double tolerance_deg = 0;      ///< A grid unit.
        std::map<std::uint64_t, std::uint64_t> tiles_of_size;

        /// The size that `share` (0..1) of the tiles do not exceed.
        std::uint64_t quantile_bytes(double share) const;
    };

    /// Units have to come zoom by zoom. Throws Error{Fault::input} if there are more layers or
    /// attributes than any map has.
    void add(const Unit& unit, const ContentSurvey& content);

    const std::vector<Layer>& layers() const { return layers_; }
    const std::vector<Zoom>& zooms() const { return zooms_; }

private:
    /// Made where it is not known yet, at `zoom`.
    Layer& layer(const std::string& name, int zoom);

    std::vector<Layer> layers_;  // In order of first appearance.
    std::unordered_map<std::string, std::size_t> by_name_;
    std::size_t field_bytes_ = 0;
    std::vector<Zoom> zooms_;
};

}  // namespace tamga::archive
