// SPDX-License-Identifier: MIT
#include "engine/store/adding/pair_pieces.hpp"

#include "engine/base/error.hpp"
#include "engine/base/parallel.hpp"
#include "engine/store/adding/route_pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tamga::store {
namespace {

void require_position(const std::string& layer, geo::LonLat at) {
    if (!(std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90)) {
        throw Error{Fault::input, fmt::format("layer '{}' has a place at {},{}, and longitudes are "
                                              "within -180..180, latitudes within -90..90",
                                              layer, at.lat, at.lon)};
    }
}

}  // namespace

std::vector<index::PackedBox> pieces_of(const std::vector<PairEnds>& pairs,
                                        const std::string& layer) {
    for (const PairEnds& ends : pairs) {
        require_position(layer, ends.from);
        require_position(layer, ends.to);
    }
    constexpr std::size_t at_a_time = 4096;
    std::vector<std::vector<index::PackedBox>> parts((pairs.size() + at_a_time - 1) / at_a_time);
    base::parallel_for(parts.size(), [&](std::size_t part) {
        const std::size_t end = std::min((part + 1) * at_a_time, pairs.size());
        for (std::size_t i = part * at_a_time; i < end; ++i) {
            for (const geo::Box& box : shape_of(pairs[i].from, pairs[i].to, false).boxes) {
                parts[part].push_back(index::packed(box, pairs[i].pair));
            }
        }
    });
    std::vector<index::PackedBox> pieces;
    for (const auto& part : parts) {
        pieces.insert(pieces.end(), part.begin(), part.end());
    }
    return pieces;
}

}  // namespace tamga::store
