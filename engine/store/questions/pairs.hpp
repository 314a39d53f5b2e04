// SPDX-License-Identifier: MIT
#pragma once

#include "engine/index/area_set.hpp"
#include "engine/store/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace tamga::store {

/// Numbers for keys that are two numbers: 0, 1, 2... as they first come. A table of keys side by side,
/// where a question of a million routes asks for each.
class Numbers {
public:
    std::uint32_t number_of(std::uint32_t high, std::uint32_t low);

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t number = none;
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    Slot& slot_of(std::uint64_t key);
    void grow();

    std::vector<Slot> slots_ = std::vector<Slot>(std::size_t{1} << 10);  ///< A power of 2.
    std::uint32_t size_ = 0;
};

/// The places where routes begin and end, and the pairs that they are between: what is asked of the
/// globe is asked once for each, however many routes have it.
class Pairs {
public:
    struct Pair {
        std::uint32_t from = 0;  ///< Numbers of places.
        std::uint32_t to = 0;
    };

    /// The number of a route's pair: 0, 1, 2...
    std::uint32_t number_of(const Row& route);

    const std::vector<geo::LonLat>& places() const { return places_; }
    const std::vector<Pair>& pairs() const { return pairs_; }

private:
    struct Hash {
        std::size_t operator()(geo::LonLat p) const {
            return std::hash<double>{}(p.lon) * 31 + std::hash<double>{}(p.lat);
        }
    };
    std::uint32_t new_number_of(const Row& route);
    std::uint32_t place(geo::LonLat position);

    std::vector<geo::LonLat> places_;
    std::vector<Pair> pairs_;
    std::unordered_map<geo::LonLat, std::uint32_t, Hash> place_numbers_;
    Numbers pair_numbers_;
    Numbers stored_pairs_;                ///< By the numbers that the store has for them.
    std::vector<std::uint32_t> numbers_;  ///< Of stored_pairs_: the store may have a pair twice.
};

/// The stretches of the route of each pair in areas, in order along the route.
std::vector<std::vector<index::Stay>> stays_of(const index::AreaSet& set, const Pairs& pairs);

}  // namespace tamga::store
