// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/selection.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tamga::store {

/// All rows of a layer, with the values that a grouping by these needs, and `others`.
Scan scan_for(const std::vector<std::string>& by, const std::vector<std::string>& others = {});

/// Puts rows into groups by what stands in some of their columns, or by the year or month of their
/// time. Places without a name are called by their positions. Without any all rows are one
/// group, which is there before any row is.
class Grouping {
public:
    /// `by`: "time", "year", "month", or columns of the layer. Throws Error{Fault::usage} if the
    /// layer has no such column; so does of() where stocks have two periods in one year or month.
    Grouping(const std::vector<std::string>& by, const Layer& layer, const Selection& selection);

    /// The number of a row's group.
    std::uint32_t of(const Row& row);

    /// All that were met: numbers and dates in their order, then texts, then what has no value.
    std::vector<std::uint32_t> in_order() const;
    /// What a group is called, a text for each column; "(no time)" where there is none.
    std::vector<std::string_view> values(std::uint32_t group) const;

    const std::vector<std::string>& names() const { return by_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    using Numbers = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

    /// One of the columns, and the numbers of its values.
    struct Key {
        enum class Cut : std::uint8_t { none, year, month };
        std::size_t column = 0;
        Cut cut = Cut::none;
        bool adds_up = true;  ///< Not of stocks: no two periods are one group.
        /// Of a column of places: what one without a name is called by.
        geo::LonLat Row::*end = nullptr;
        std::string absent = {};
        Numbers known = {};    ///< By the text in the row.
        Numbers numbers = {};  ///< By what it is called.
        std::vector<std::string> names = {};
        std::string last = {};
        std::optional<std::uint32_t> last_number = {};
    };
    static std::uint32_t number_of(Key& key, const Row& row);
    static std::uint32_t new_number(Key& key, std::string_view text);

    std::vector<std::string> by_;
    std::vector<Key> keys_;
    std::map<std::vector<std::uint32_t>, std::uint32_t> groups_;
    std::vector<std::vector<std::uint32_t>> members_;  ///< Of each group, its number in each key.
    std::vector<std::uint32_t> met_;
};

}  // namespace tamga::store
