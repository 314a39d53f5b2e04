// SPDX-License-Identifier: MIT
#include "engine/store/questions/end_areas.hpp"

#include "engine/base/parallel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tamga::store {
namespace {

using Hits = std::vector<index::AreaSet::Hit>;

std::vector<std::uint32_t> areas_of(const Hits& hits, std::size_t elsewhere) {
    std::vector<std::uint32_t> inside;
    for (const index::AreaSet::Hit& hit : hits) {
        if (hit.side == index::Side::inside) {
            inside.push_back(hit.area);
        }
    }
    if (inside.empty()) {
        inside.push_back(hits.empty() ? static_cast<std::uint32_t>(elsewhere) : hits[0].area);
    }
    return inside;
}

}  // namespace

index::AreaSet set_of(NamedAreas& areas) {
    index::AreaSet set;
    for (NamedArea& one : areas.areas) {
        set.add(std::exchange(one.area, {}));
    }
    set.build();
    return set;
}

std::string_view name_of(const NamedAreas& areas, std::size_t area) {
    return area < areas.areas.size() ? std::string_view{areas.areas[area].name} : "(elsewhere)";
}

void end_row(const NamedAreas& areas, std::size_t area, Batch& batch) {
    const bool has_outline = area < areas.areas.size() && !areas.areas[area].outline.empty();
    has_outline ? batch.end_row(areas.areas[area].outline[0]) : batch.end_row();
}

EndAreas::EndAreas(const index::AreaSet& set, std::span<const geo::LonLat> places)
    : areas_(places.size()) {
    constexpr std::size_t block = 256;
    base::parallel_for((places.size() + block - 1) / block, [&](std::size_t number) {
        Hits hits;
        const std::size_t end = std::min((number + 1) * block, places.size());
        for (std::size_t i = number * block; i < end; ++i) {
            set.at(places[i], hits);
            areas_[i] = areas_of(hits, set.size());
        }
    });
}

std::vector<std::string> EndAreas::notes(std::string_view counts) const {
    const auto several =
        std::ranges::count_if(areas_, [](const auto& areas) { return areas.size() > 1; });
    if (several == 0) {
        return {};
    }
    return {
        fmt::format("areas overlap: {} ends lie in several, and count for {}", several, counts)};
}

}  // namespace tamga::store
