// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/value.hpp"
#include "engine/mvt/writer.hpp"

#include <cstdint>
#include <deque>
#include <limits>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace tamga::bake {

/// Keys of what a feature's attribute bytes carry along for us, and no tile shows: its place in the
/// order of drawing, and the zooms that it is wanted at.
inline constexpr std::uint16_t hidden_zooms = 0xfffe;
inline constexpr std::uint16_t hidden_order = 0xffff;

/// Numbers for the attribute names of one layer. The numbers depend on which thread came first, and
/// nothing that is written depends on the numbers.
class KeyNames {
public:
    /// The number of `name`; a new name gets the next one. May be called from several threads.
    std::uint16_t number(std::string_view name);
    /// All names, by number. Call when no more are added.
    std::vector<std::string_view> names() const;

private:
    mutable std::mutex mutex_;  // New names are rare: each batch remembers those it has met.
    std::deque<std::string> names_;
    std::unordered_map<std::string_view, std::uint16_t> numbers_;
};

/// Appends one attribute to a feature's attribute bytes: key, length, and the Tile.Value message. A
/// double becomes a whole number where that is shorter, unless it should `stay_real`. Requires that
/// `value` is not null.
void append_attribute(Bytes& out, std::uint16_t key, const model::Value& value,
                      bool stay_real = false);

/// Reads attribute bytes back into tags, which point into them. What is hidden stays so.
void read_attributes(ByteView bytes, std::vector<mvt::Tag>& tags);

/// The Tile.Value message under a key, hidden or not; empty if there is none.
ByteView attribute_under(ByteView bytes, std::uint16_t key);

/// What a layer's attributes hold, for vector_layers and tilestats.
struct Field {
    static constexpr std::size_t value_limit = 100;

    std::uint64_t numbers = 0;
    std::uint64_t texts = 0;
    std::uint64_t booleans = 0;
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();
    std::vector<std::string> values;  ///< The first distinct ones as JSON, in input order.
    bool more_values = false;         ///< There are others.
};

/// The fields of a layer by key number. Adding up batches in input order gives the same answer as
/// one pass over all features.
class FieldStats {
public:
    void count(std::uint16_t key, const model::Value& value);
    void add(const FieldStats& later);
    const std::vector<Field>& fields() const { return fields_; }

private:
    bool is_new(std::size_t key, const model::Value& value);
    void remember(std::size_t key, std::string json);
    Field& field(std::size_t key);

    std::vector<Field> fields_;
    std::vector<std::unordered_set<std::string>> known_;  ///< The values of each field.
    std::vector<std::unordered_set<std::string>> seen_;   ///< Those that were counted, as bytes.
    std::string bytes_;
};

/// A value as JSON: 1.5, "Osh", true.
std::string json_of(const model::Value& value);

}  // namespace tamga::bake
