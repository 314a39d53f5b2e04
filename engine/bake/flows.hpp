// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/journey.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::bake {

/// A weight in all and by period.
struct PeriodWeights {
    route::Weight total;
    std::map<std::string, route::Weight> periods;

    void add(const route::Journey& journey) {
        total += journey.weight;
        if (!journey.time.empty()) {
            periods[journey.time] += journey.weight;
        }
    }
};

/// A place where journeys begin or end.
struct FlowPlace {
    std::string name;
    geo::LonLat position;
    PeriodWeights in;
    PeriodWeights out;
    PeriodWeights within;
};

/// All journeys between two places.
struct Flow {
    std::uint32_t from = 0;  ///< Index of a place.
    std::uint32_t to = 0;
    PeriodWeights weight;
    std::uint64_t records = 0;
};

/// Adds journeys up per pair of places. Places and flows are numbered as they first occur.
class FlowTable {
public:
    void add(const route::Journey& journey);

    const std::vector<FlowPlace>& places() const { return places_; }
    const std::vector<Flow>& flows() const { return flows_; }
    const std::set<std::string>& periods() const { return periods_; }

private:
    std::uint32_t place(const std::string& name, geo::LonLat position);

    std::vector<FlowPlace> places_;
    std::vector<Flow> flows_;
    std::set<std::string> periods_;
    std::unordered_map<std::string, std::uint32_t> place_numbers_;
    std::unordered_map<std::uint64_t, std::uint32_t> flow_numbers_;
};

}  // namespace tamga::bake
