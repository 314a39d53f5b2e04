// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/words.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>

namespace tamga::plan {

/// What a layer's source holds, and so what is made of it.
enum class Kind : std::uint8_t { features, points, lines, polygons, routes, story };

template <>
struct Words<Kind> {
    static constexpr std::string_view what = "kind of layer";
    static constexpr Word<Kind> all[] = {{"features", Kind::features}, {"points", Kind::points},
                                         {"lines", Kind::lines},       {"polygons", Kind::polygons},
                                         {"routes", Kind::routes},     {"story", Kind::story}};
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

/// The kinds as a list in quotes: "routes" or "story".
std::string listed(Kinds kinds);

}  // namespace tamga::plan
