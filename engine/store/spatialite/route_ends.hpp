// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"
#include "engine/geo/lonlat.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::store {

/// A place of a layer of routes.
struct StoredPlace {
    std::optional<std::string> name;
    geo::LonLat at;
};

/// A pair of places: their numbers, and how far it is.
struct StoredPair {
    std::uint32_t origin = 0;
    std::uint32_t destination = 0;
    double length_m = 0;
};

/// The places and pairs of a layer of routes, by their numbers: each looked up when it is asked for,
/// or all of them read at once.
class RouteEnds {
public:
    RouteEnds(base::Database& database, const std::string& layer);

    /// From now on all are in memory. Throws Error{Fault::input} where a number is none.
    void read_all();

    /// Throws Error{Fault::input} if there is none of that number.
    const StoredPair& pair(std::uint32_t id);
    const StoredPlace& place(std::uint32_t id);

private:
    /// Things by their numbers, which are 1, 2, ... unless somebody has taken some out.
    template <class Thing>
    struct Numbered {
        std::vector<Thing> dense = {};
        std::unordered_map<std::uint32_t, Thing> others = {};

        void put(std::uint32_t id, Thing thing) {
            if (id == dense.size() + 1) {
                dense.push_back(std::move(thing));
            } else {
                others.insert_or_assign(id, std::move(thing));
            }
        }
        const Thing* find(std::uint32_t id) const {
            if (id - 1 < dense.size()) {
                return &dense[id - 1];
            }
            const auto found = others.find(id);
            return found == others.end() ? nullptr : &found->second;
        }
    };

    template <class Thing, class Read>
    const Thing& looked_up(Numbered<Thing>& known, base::Statement& statement, std::uint32_t id,
                           const char* what, const Read& read);

    base::Database& database_;
    std::string layer_;
    bool all_ = false;
    Numbered<StoredPair> pairs_;
    Numbered<StoredPlace> places_;
    base::Statement pair_;
    base::Statement place_;
};

/// A number of a pair or a place in a column, which somebody else may have written.
/// Throws Error{Fault::input} if it is none.
std::uint32_t number_in(const base::Statement& statement, int column, const std::string& layer);

}  // namespace tamga::store
