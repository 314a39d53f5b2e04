// SPDX-License-Identifier: MIT
//
// One layer, baked and looked at.
#pragma once

#include "tests/unit/bake/baking.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace tamga::tests {

inline constexpr const char* towns =
    "name,lat,lon,people,iso,capital\n"
    "Osh,40.5,72.8,281900,KGZ,false\n"
    "Bishkek,42.87,74.59,1074075,KGZ,true\n"
    "Naryn,41.43,75.99,,KGZ,false\n"
    "Almaty,43.25,76.9,2000900,KAZ,false\n"
    "Khorog,37.49,71.55,30500,TJK,false\n";

/// Bakes one layer and looks at what is drawn.
class Baked {
public:
    explicit Baked(const plan::Layer& layer, int max_zoom = 0) {
        plan::Map map;
        map.max_zoom = max_zoom;
        map.layers = {layer};
        report = bake::bake(map, {.output = folder_.path("a.pmtiles")});
        features = drawn_in(folder_.path("a.pmtiles"));
    }

    /// An attribute's values at a zoom, in the order of drawing.
    std::vector<std::string> values(const std::string& name, int zoom = 0) const {
        std::vector<std::string> all;
        for (const DrawnFeature& feature : features) {
            if (feature.zoom == zoom) {
                all.push_back(feature.attribute(name));
            }
        }
        return all;
    }
    std::set<std::string> names(int zoom = 0) const {
        const auto all = values("name", zoom);
        return {all.begin(), all.end()};
    }

    bake::Report report;
    std::vector<DrawnFeature> features;

private:
    BakeFolder folder_;
};

inline plan::Layer towns_in(const BakeFolder& folder) {
    return layer_of("towns", folder.file("towns.csv", towns));
}

inline std::uint64_t accounted(const bake::LayerZoomCount& zoom) {
    std::uint64_t sum = zoom.drawn + zoom.merged;
    for (const auto& [reason, count] : zoom.dropped) {
        sum += count;
    }
    return sum;
}

inline bool says(const std::vector<std::string>& messages, const std::string& text) {
    return std::ranges::any_of(messages, [&](const std::string& message) {
        return message.find(text) != std::string::npos;
    });
}

}  // namespace tamga::tests
