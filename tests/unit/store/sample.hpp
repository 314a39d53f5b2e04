// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/query.hpp"
#include "engine/store/writer.hpp"
#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/store/answers.hpp"

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace tamga::store {

inline const std::string fixtures = tamga::in_source("fixtures/store/");

inline std::string printed_by(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen((command + " 2>&1").c_str(), "r"),
                                                     ::pclose};
    std::string text;
    std::array<char, 4096> block{};
    while (pipe && std::fgets(block.data(), block.size(), pipe.get()) != nullptr) {
        text += block.data();
    }
    return text;
}

inline route::JourneyColumns journey_table() {
    return {.origin = {"from_lat", "from_lon"},
            .destination = {"to_lat", "to_lon"},
            .origin_name = "from",
            .destination_name = "to",
            .weight = "people",
            .time = "year",
            .category = "why"};
}

/// The journeys of a fixture, as the layer `name`.
inline RouteSource routes(const std::string& name, const std::string& file, bool strict = false) {
    return {name, {.path = fixtures + file, .strict = strict}, fixtures + file};
}

/// Places, the two hemispheres and the journeys of the fixtures.
inline std::string sample(const TemporaryFolder& folder) {
    const std::string path = folder / "sample.sqlite";
    const auto writer = create(path, false);
    writer->add_layer("places", {.path = fixtures + "places.csv"});
    writer->add_layer("halves", {.path = fixtures + "halves.geojson"});
    writer->add_routes(routes("journeys", "journeys.csv"), route::JourneyReader{journey_table()});
    writer->commit();
    return path;
}

inline std::vector<std::int64_t> fids(const std::unique_ptr<Answer>& answer) {
    return whole(answer).fids();
}

inline index::Area area(const std::string& text) { return parse_area(text); }

}  // namespace tamga::store
