// SPDX-License-Identifier: MIT
#include "engine/route/flows/unit_levels.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

#include <charconv>
#include <unordered_map>

namespace tamga::route {
namespace {

struct Level {
    std::string column;
    std::optional<int> zoom;
};

Level parse_level(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) {
        return {text, std::nullopt};
    }
    int zoom = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, zoom);
    if (error != std::errc{} || stop != end || zoom < 0 || colon == 0) {
        throw Error{Fault::usage,
                    fmt::format("'{}' is no level: it is a column, or a column and the zoom it "
                                "begins at, as in admin1:4",
                                text)};
    }
    return {text.substr(0, colon), zoom};
}

std::vector<Level> parse_levels(const std::vector<std::string>& texts) {
    std::vector<Level> levels;
    std::optional<int> last;
    for (const std::string& text : texts) {
        levels.push_back(parse_level(text));
        const auto zoom = levels.back().zoom;
        if (zoom && last && *zoom >= *last) {
            throw Error{Fault::usage,
                        fmt::format("level '{}' begins at zoom {}, but the finer one before it at "
                                    "{}; the finest comes first",
                                    levels.back().column, *zoom, *last)};
        }
        last = zoom ? zoom : last;
    }
    return levels;
}

/// A unit's id, or its name and those of the units it is in. A place whose own is not known is in
/// no unit.
std::string key_of(const std::vector<Unit>& units, std::size_t level) {
    if (level < units.size() && units[level].id != 0) {
        return fmt::format("\n{}", units[level].id);
    }
    std::string key;
    for (std::size_t i = level; i < units.size() && !units[level].name.empty(); ++i) {
        key += units[i].name + '\n';
    }
    return key;
}

}  // namespace

std::vector<std::string> level_columns(const std::vector<std::string>& levels) {
    std::vector<std::string> columns;
    for (Level& level : parse_levels(levels)) {
        columns.push_back(std::move(level.column));
    }
    return columns;
}

UnitLevels::UnitLevels(const std::vector<std::string>& levels, const FlowTable& table)
    : table_{table} {
    for (const Level& level : parse_levels(levels)) {
        zooms_.push_back(level.zoom);
    }
    units_.resize(zooms_.size());
    for (std::size_t level = 0; level < units_.size(); ++level) {
        std::unordered_map<std::string, std::uint32_t> numbers;
        for (std::uint32_t place = 0; place < table.places().size(); ++place) {
            const std::string key = key_of(table.levels(place), level);
            units_[level].push_back(
                key.empty() ? PlaceClusters::none
                            : numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size()))
                                  .first->second);
        }
    }
}

std::size_t UnitLevels::level_at(int zoom, std::size_t finest, const PlaceClusters& places,
                                 double radius_px) const {
    for (std::size_t level = finest; level + 1 < units_.size(); ++level) {
        if (zooms_[level]) {
            if (zoom >= *zooms_[level]) {
                return level;
            }
            continue;
        }
        PlaceClusters apart = places;
        apart.unite(units_[level]);
        const std::size_t units = apart.size();
        apart.zoom_out(zoom, radius_px);
        if (3 * apart.size() >= 2 * units) {
            return level;
        }
    }
    return units_.size() - 1;
}

std::string UnitLevels::name(std::size_t level, std::uint32_t place) const {
    const std::vector<Unit>& units = table_.levels(place);
    return level < units.size() && !units[level].name.empty() ? units[level].name
                                                              : name_of(table_.places()[place]);
}

}  // namespace tamga::route
