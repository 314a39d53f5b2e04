// SPDX-License-Identifier: MIT
#pragma once

#include "engine/place/gazetteer_file.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::place {

/// In which way a name names a place.
enum class NameRole : std::uint8_t {
    name,          ///< What it is called in English, or officially.
    local,         ///< In another language or script.
    other,         ///< An alternate spelling, an old name, a nickname.
    abbreviation,  ///< Or a code: "Calif.", "KGZ".
    demonym,       ///< Who or what is from there: "Kyrgyz".
};

/// "name", "local", "other", "short", "demonym".
std::string_view to_string(NameRole role);

/// One place that goes by a name.
struct Posting {
    std::uint32_t place = 0;
    NameRole role = NameRole::name;

    static constexpr std::uint32_t place_bits = 24;
    static Posting of(std::uint32_t packed) {
        return {packed & ((1U << place_bits) - 1), static_cast<NameRole>(packed >> place_bits)};
    }
    std::uint32_t packed() const {
        return place | (static_cast<std::uint32_t>(role) << place_bits);
    }
};

/// What is known of a key besides places.
enum KeyBits : std::uint16_t {
    key_continues = 1,   ///< A longer key starts with this one and a space.
    key_first_name = 2,  ///< People are called so.
    key_human = 4,       ///< People are called so, or their families.
    key_word = 8,        ///< It is a word that English writes in small letters, too.
};

/// The hash of a key that is put together letter by letter (FNV-1a, Fowler/Noll/Vo).
class KeyHash {
public:
    void add(std::string_view text) {
        for (const char c : text) {
            state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
        }
    }
    std::uint64_t value() const {
        const std::uint64_t mixed = (state_ ^ (state_ >> 32)) * 0x9E3779B97F4A7C15ULL;
        return mixed ^ (mixed >> 29);
    }
    static std::uint64_t of(std::string_view text) {
        KeyHash hash;
        hash.add(text);
        return hash.value();
    }

private:
    std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

/// A Bloom filter of keys: 2 MB that say "no" to 49 of 50 texts that are none, so that looking for
/// hundreds of spellings, or for every word of a text, does not touch the large table.
class KeySieve {
public:
    static constexpr std::size_t words = std::size_t{1} << 18;

    KeySieve() = default;
    explicit KeySieve(std::span<const std::uint64_t> bits) : bits_{bits} {}

    bool may_have(std::uint64_t hash) const {
        return bits_.size() == words && has(bits_, hash) && has(bits_, hash >> 24);
    }
    static void add(std::span<std::uint64_t> bits, std::uint64_t hash) {
        for (const std::uint64_t part : {hash, hash >> 24}) {
            bits[(part >> 6) % words] |= std::uint64_t{1} << (part % 64);
        }
    }

private:
    static bool has(std::span<const std::uint64_t> bits, std::uint64_t part) {
        return (bits[(part >> 6) % words] >> (part % 64) & 1) != 0;
    }

    std::span<const std::uint64_t> bits_;
};

/// Folded names and the places they name: a hash table that is read where it lies in a file.
class KeyTable {
public:
    struct Entry {
        std::span<const std::uint32_t> postings;  ///< Packed; the likeliest place first.
        std::uint16_t bits = 0;
    };

    KeyTable() = default;
    KeyTable(std::span<const KeyRecord> slots, KeySieve sieve,
             std::span<const std::uint32_t> postings, std::string_view strings)
        : slots_{slots}, sieve_{sieve}, postings_{postings}, strings_{strings} {}

    /// The entry of a folded key, or one without postings and bits. `hash` is KeyHash::of(key).
    Entry find(std::string_view key, std::uint64_t hash) const;
    Entry find(std::string_view key) const { return find(key, KeyHash::of(key)); }

    /// What is longer, in bytes and folded, is no name but a remark.
    static constexpr std::size_t longest_key = 200;

    /// No key lies farther from where it is looked for first: a table of a million names needs a
    /// hundred steps, and a damaged one without free slots ends here.
    static constexpr std::size_t most_steps = 1024;

    /// Where in a table of `size` slots a hash is looked for first.
    static std::size_t slot(std::uint64_t hash, std::size_t size) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>((Wide{hash} * size) >> 64);
    }

private:
    std::span<const KeyRecord> slots_;
    KeySieve sieve_;
    std::span<const std::uint32_t> postings_;
    std::string_view strings_;
};

}  // namespace tamga::place
