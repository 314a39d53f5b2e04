// SPDX-License-Identifier: MIT
#include "engine/tile/junctions.hpp"

#include <bit>

namespace tamga::tile {
namespace {

std::uint64_t mixed(WorldPoint point) {
    std::uint64_t bits = (std::uint64_t{point.x} << 32) | point.y;
    bits ^= bits >> 29;
    bits *= 0xbf58476d1ce4e5b9ULL;
    bits ^= bits >> 32;
    return bits * 0x94d049bb133111ebULL;
}

/// The same for (a, b) and (b, a), and never 0.
std::uint32_t pair_hash(WorldPoint a, WorldPoint b) {
    const std::uint64_t sum = mixed(a) + mixed(b);
    return static_cast<std::uint32_t>(sum >> 32) | 1U;
}

}  // namespace

Junctions::Junctions(std::size_t vertices)
    : visits_(std::bit_ceil(vertices + vertices / 2 + 16)),
      shift_{64 - std::countr_zero(visits_.size())} {}

std::size_t Junctions::slot(WorldPoint vertex) const {
    std::size_t at = mixed(vertex) >> shift_;
    while (visits_[at].neighbours != 0 && visits_[at].vertex != vertex) {
        at = (at + 1) & (visits_.size() - 1);
    }
    return at;
}

void Junctions::add(std::span<const WorldPoint> ring, std::uint32_t owner) {
    owner &= (1U << 30) - 1;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const WorldPoint before = ring[i == 0 ? ring.size() - 1 : i - 1];
        const WorldPoint after = ring[i + 1 == ring.size() ? 0 : i + 1];
        const std::uint32_t neighbours = pair_hash(before, after);
        Visit& visit = visits_[slot(ring[i])];
        if (visit.neighbours == 0) {
            visit.vertex = ring[i];
            visit.neighbours = neighbours;
            visit.owner = owner & ((1U << 30) - 1);
        } else {
            visit.border |= visit.owner != owner ? 1U : 0U;
            visit.junction |= visit.neighbours != neighbours ? 1U : 0U;
        }
    }
}

bool Junctions::is_border(WorldPoint vertex) const { return visits_[slot(vertex)].border != 0; }

bool Junctions::is_junction(WorldPoint vertex) const { return visits_[slot(vertex)].junction != 0; }

}  // namespace tamga::tile
