// SPDX-License-Identifier: MIT
#include "engine/store/query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

Row row(const std::string& name, const Sums& sums, const Bytes& geometry) {
    return {{name, sums.in, sums.out, sums.within, sums.in - sums.out, sums.routes}, geometry};
}

}  // namespace

Answer totals(Store& store, const Filter& filter, std::span<const NamedArea> areas) {
    std::vector<std::string> notes;
    const Layer& layer = store.layer(filter.layer, routes_only);
    Selection selection{store, layer, at_one_period(layer, filter, notes)};
    Lookup lookup{areas};
    std::vector<Sums> sums(areas.size() + 1);
    selection.all([&](Candidate&& route) {
        // Copied, because the second answer may move the first.
        const auto from = lookup.areas_at(route.origin);
        count(sums, from, lookup.areas_at(route.destination), route.weight);
    });
    Answer answer{.columns = {"area", "in", "out", "within", "net", "routes"},
                  .rows = {},
                  .notes = std::move(notes)};
    std::ranges::move(selection.notes(), std::back_inserter(answer.notes));
    for (std::size_t i = 0; i < areas.size(); ++i) {
        answer.rows.push_back(row(areas[i].name, sums[i], areas[i].geometry));
    }
    answer.rows.push_back(row("(elsewhere)", sums.back(), {}));
    if (lookup.overlapping > 0) {
        answer.notes.push_back(fmt::format(
            "areas overlap: {} ends lie in several, and count for each", lookup.overlapping));
    }
    return answer;
}

}  // namespace tamga::store
