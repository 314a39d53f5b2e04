// SPDX-License-Identifier: MIT
//
// Inside place: names on their way into a KeyTable.
#pragma once

#include "engine/place/gazetteer_file.hpp"
#include "engine/place/place_tables.hpp"
#include "engine/place/string_pool.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::place {

/// Folds names, gathers the places that share one, and ranks them.
class KeyBuilder {
public:
    KeyBuilder(const RawPlaces& raw, std::span<const PlaceRecord> records, StringPool& strings)
        : raw_{raw}, records_{records}, strings_{strings} {}

    void build();
    std::size_t size() const noexcept { return keys_; }

    std::vector<KeyRecord> slots;
    std::vector<std::uint64_t> sieve = std::vector<std::uint64_t>(KeySieve::words);
    std::vector<std::uint32_t> postings;

private:
    struct Entry {
        std::vector<Posting> postings;
        std::uint16_t bits = 0;
    };

    void gather();
    void mark_prefixes();
    void rank(std::vector<Posting>& places) const;
    double importance(std::uint32_t place) const;
    void put(const std::string& key, const Entry& entry);

    const RawPlaces& raw_;
    std::span<const PlaceRecord> records_;
    StringPool& strings_;
    std::map<std::string, Entry> entries_;
    std::size_t keys_ = 0;
};

}  // namespace tamga::place
