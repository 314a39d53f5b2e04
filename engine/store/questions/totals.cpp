// SPDX-License-Identifier: MIT
#include "engine/index/box_tree.hpp"
#include "engine/store/query.hpp"
#include "engine/store/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>

namespace tamga::store {
namespace {

constexpr std::array routes_only{Kind::routes};

struct Sums {
    route::Weight in;
    route::Weight out;
    route::Weight within;
    std::int64_t routes = 0;
};

/// Which areas hold a position; remembers the answers, since many routes share their ends.
class Lookup {
public:
    explicit Lookup(std::span<const NamedArea> areas) : areas_{areas} {
        std::vector<geo::Box> boxes;
        for (std::size_t i = 0; i < areas.size(); ++i) {
            for (const geo::Box& box : areas[i].area.boxes()) {
                boxes.push_back(box);
                owners_.push_back(i);
            }
        }
        tree_ = index::BoxTree{boxes};
    }

    /// Sorted; the number of areas for "elsewhere".
    const std::vector<std::size_t>& areas_at(geo::LonLat position) {
        const auto [known, is_new] = known_.try_emplace(position);
        if (is_new) {
            known->second = find(position);
            overlapping += known->second.size() > 1 ? 1 : 0;
        }
        return known->second;
    }

    std::int64_t overlapping = 0;  ///< Positions that lie in several areas.

private:
    struct Hash {
        std::size_t operator()(geo::LonLat p) const {
            return std::hash<double>{}(p.lon) * 31 + std::hash<double>{}(p.lat);
        }
    };

    std::vector<std::size_t> find(geo::LonLat position) const {
        std::vector<std::size_t> inside;
        std::size_t touched = areas_.size();
        const auto ask = [&](geo::LonLat p) {
            tree_.search({p, p}, [&](std::uint32_t box) {
                const index::Side side = areas_[owners_[box]].area.side(position);
                if (side == index::Side::inside) {
                    inside.push_back(owners_[box]);
                } else if (side == index::Side::boundary) {
                    touched = std::min(touched, owners_[box]);
                }
                return true;
            });
        };
        ask(position);
        if (position.lon == 180 || position.lon == -180) {  // The same meridian's other name.
            ask({.lon = -position.lon, .lat = position.lat});
        }
        std::ranges::sort(inside);
        inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
        return inside.empty() ? std::vector{touched} : inside;
    }

    std::span<const NamedArea> areas_;
    std::vector<std::size_t> owners_;
    index::BoxTree tree_;
    std::unordered_map<geo::LonLat, std::vector<std::size_t>, Hash> known_;
};

void count(std::vector<Sums>& sums, const std::vector<std::size_t>& from,
           const std::vector<std::size_t>& to, route::Weight weight) {
    const auto is_in = [](const std::vector<std::size_t>& all, std::size_t area) {
        return std::ranges::binary_search(all, area);
    };
    for (const std::size_t area : from) {
        (is_in(to, area) ? sums[area].within : sums[area].out) += weight;
        ++sums[area].routes;
    }
    for (const std::size_t area : to) {
        if (!is_in(from, area)) {
            sums[area].in += weight;
            ++sums[area].routes;
        }
    }
}

/// A row for each area, and the last for what lies in none.
class Totals final : public Answer {
public:
    Totals(std::vector<NamedArea> areas, std::vector<Sums> sums, std::vector<std::string> notes,
           const Wanted& wanted)
        : Answer{{{.name = "area"},
                  {.name = "in", .is_decimal = true},
                  {.name = "out", .is_decimal = true},
                  {.name = "within", .is_decimal = true},
                  {.name = "net", .is_decimal = true},
                  {.name = "routes"}},
                 std::move(notes),
                 wanted},
          areas_{std::move(areas)},
          sums_{std::move(sums)} {}

private:
    bool add_next(Batch& batch) override {
        if (at_ == sums_.size()) {
            return false;
        }
        const bool elsewhere = at_ == areas_.size();
        const Sums& sums = sums_[at_];
        batch.value(elsewhere ? std::string_view{"(elsewhere)"} : areas_[at_].name);
        for (const route::Weight weight : {sums.in, sums.out, sums.within, sums.in - sums.out}) {
            batch.value(weight);
        }
        batch.value(sums.routes);
        elsewhere ? batch.end_row() : batch.end_row(areas_[at_].outline[0]);
        ++at_;
        return true;
    }

    std::vector<NamedArea> areas_;
    std::vector<Sums> sums_;
    std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<Answer> totals(Reader& reader, const Filter& filter, std::vector<NamedArea> areas,
                               const Wanted& wanted) {
    std::vector<std::string> notes;
    const Layer& layer = reader.layer(filter.layer, routes_only);
    Selection selection{reader, layer, at_one_period(layer, filter, notes), {}};
    Lookup lookup{areas};
    std::vector<Sums> sums(areas.size() + 1);
    while (const Row* route = selection.next()) {
        // Copied, because the second answer may move the first.
        const auto from = lookup.areas_at(route->origin);
        count(sums, from, lookup.areas_at(route->destination), route->weight);
    }
    std::ranges::move(selection.notes(), std::back_inserter(notes));
    if (lookup.overlapping > 0) {
        notes.push_back(fmt::format("areas overlap: {} ends lie in several, and count for each",
                                    lookup.overlapping));
    }
    return std::make_unique<Totals>(std::move(areas), std::move(sums), std::move(notes), wanted);
}

}  // namespace tamga::store
