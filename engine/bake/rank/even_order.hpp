// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/storage.hpp"
#include "engine/tile/world.hpp"

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

namespace tamga::bake {

/// The lowest `bits` bits in the other order: counting up it jumps about evenly in 0..2^bits-1.
std::uint32_t reversed_bits(std::uint32_t value, int bits);

/// For each of many points a number, all different: those of the lowest numbers, however many, are
/// spread evenly, which means that each stands for about as many points as any other. So a city
/// stays denser than the land around it, and two points that are kept are seldom close.
///
/// The points must be in the order of a curve that fills the plane (tile::hilbert_key). Neighbours
/// on it compete two by two for who is nearer to the middle of all that both stand for; the winners
/// compete again, and the earlier a point loses the higher is its number. Numbers are less than the
/// least power of two that is not less than the number of points.
std::pmr::vector<std::uint32_t> even_order(std::span<const tile::WorldPoint> along_curve,
                                           const Storage& storage = {});

}  // namespace tamga::bake
