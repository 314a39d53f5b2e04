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

/// Of an end of a line; a pair's is odd.
constexpr std::uint32_t end_hash = 2;

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
    constexpr std::uint32_t owner_bits = (1U << 29) - 1;
    owner &= owner_bits;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const WorldPoint before = ring[i == 0 ? ring.size() - 1 : i - 1];
        const WorldPoint after = ring[i + 1 == ring.size() ? 0 : i + 1];
        Visit& at = visit(ring[i], pair_hash(before, after));
        at.border |= at.is_owned != 0 && at.owner != owner ? 1U : 0U;
        at.owner = (at.is_owned != 0 ? at.owner : owner) & owner_bits;
        at.is_owned = 1;
    }
}

void Junctions::add_line(std::span<const WorldPoint> line) {
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        visit(line[i], pair_hash(line[i - 1], line[i + 1]));
    }
    if (!line.empty()) {
        visit(line.front(), end_hash);
        visit(line.back(), end_hash);
    }
}

Junctions::Visit& Junctions::visit(WorldPoint vertex, std::uint32_t neighbours) {
    Visit& visit = visits_[slot(vertex)];
    if (visit.neighbours == 0) {
        visit.vertex = vertex;
        visit.neighbours = neighbours;
    } else {
        visit.junction |= visit.neighbours != neighbours ? 1U : 0U;
    }
    return visit;
}

bool Junctions::is_border(WorldPoint vertex) const { return visits_[slot(vertex)].border != 0; }

bool Junctions::is_junction(WorldPoint vertex) const { return visits_[slot(vertex)].junction != 0; }

}  // namespace tamga::tile
