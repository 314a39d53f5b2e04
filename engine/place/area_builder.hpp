// SPDX-License-Identifier: MIT
//
// Inside place: polygons on their way into an AreaIndex.
#pragma once

#include "engine/model/features.hpp"
#include "engine/place/gazetteer_file.hpp"

#include <cstdint>
#include <vector>

namespace tamga::place {

/// Collects areas and cuts their edges into the cells of the grid.
class AreaBuilder {
public:
    /// Adds the polygons of a feature as the area of a place. Vertices are rounded to 10^-7
    /// degrees. Throws Error{Fault::input} if one is not on Earth, or areas are too many.
    void add(const model::FeatureView& feature, std::uint32_t place);

    /// Fills the sections. Called once, after the last add.
    void build();

    std::vector<std::uint32_t> cells;
    std::vector<std::uint32_t> parts;
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> areas;

private:
    struct Run {
        std::uint32_t cell = 0;
        std::uint32_t area = 0;
        std::uint32_t first = 0;  ///< The edge's first vertex.
        std::uint32_t edges = 1;
    };
    struct Ring {
        std::uint32_t first = 0;
        std::uint32_t edges = 0;
        std::uint32_t area = 0;
    };

    void cut_edge(std::uint32_t first, std::uint32_t area);
    void merge_runs();
    void fill_row(std::int64_t row);
    std::uint32_t part(std::size_t run, std::size_t end, std::vector<std::uint32_t> inside);

    std::vector<Ring> rings_;
    std::vector<Run> runs_;
};

}  // namespace tamga::place
