// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/notation.hpp"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tamga::plan {

/// Where an option stands in the help of a command.
enum class Section : std::uint8_t {
    source,
    keep,
    attributes,
    clusters,
    shapes,
    gazetteer,
    columns,
    flows
};

/// A set of kinds of layers.
class Kinds {
public:
    constexpr Kinds(std::initializer_list<Kind> kinds) {
        for (const Kind kind : kinds) {
            add(kind);
        }
    }
    constexpr void add(Kind kind) { bits_ |= 1U << static_cast<unsigned>(kind); }
    constexpr bool has(Kind kind) const { return (bits_ >> static_cast<unsigned>(kind) & 1U) != 0; }
    constexpr bool operator==(const Kinds&) const = default;

private:
    unsigned bits_ = 0;
};

inline constexpr Kinds any_kind{Kind::features, Kind::points, Kind::lines,
                                Kind::polygons, Kind::routes, Kind::story};
inline constexpr Kinds routes_only{Kind::routes};
inline constexpr Kinds routes_or_story{Kind::routes, Kind::story};
inline constexpr Kinds all_but_routes{Kind::features, Kind::points, Kind::lines, Kind::polygons,
                                      Kind::story};
inline constexpr Kinds with_points{Kind::features, Kind::points};
inline constexpr Kinds with_lines{Kind::features, Kind::lines};
inline constexpr Kinds with_polygons{Kind::features, Kind::polygons};

/// One thing that can be said of a layer. The reader of map.toml, the parser of the command line,
/// its help, manual pages and completions, the refusals and the table in styles/README.md are all
/// made from these rows.
struct LayerOption {
    Section section = Section::source;
    std::string_view key;         ///< In map.toml.
    std::string_view flag = {};   ///< "-x,--exclude" on the command line; empty: only in map.toml.
    std::string_view value = {};  ///< What the flag's value is called in help: "A".
    std::string_view help = {};   ///< Of the flag; {} stands for the member's default.
    std::string_view example = {};  ///< A value in map.toml, for styles/README.md.
    std::string_view page = {};     ///< What styles/README.md says; empty: the help.
    Kinds kinds = any_kind;         ///< Of the layers that take it.
    std::string_view with = {};     ///< The key without which it would do nothing.
    Member member;
};

/// All of them, in the order of help and of styles/README.md.
std::span<const LayerOption> layer_options();

/// The option with this key, or nullptr.
const LayerOption* option_of(std::string_view key);

/// "--exclude", of "-x,--exclude"; empty if there is no flag.
std::string_view long_flag(const LayerOption& option);

/// The help of the flag, with the default.
std::string help_of(const LayerOption& option);

/// The kinds as a list in quotes: "routes" or "story".
std::string listed(Kinds kinds);

/// Why a layer cannot have what it was given by this option, if so: it is of another kind, or what
/// the option belongs to is missing.
std::optional<std::string> refusal(const LayerOption& option, const Layer& layer);

}  // namespace tamga::plan
