// SPDX-License-Identifier: MIT
#include "engine/geotag/resolver.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

namespace tamga::geotag {
namespace {

using place::Kind;
using place::NameRole;
using place::Posting;

constexpr std::size_t most_candidates = 60;
/// Two thousand names are all held against each other.
constexpr std::size_t most_pairs = 4'000'000;
constexpr std::size_t least_reach = 40;

struct Candidate {
    place::Place place;
    double prior = 0;
    double score = 0;
};

/// All mentions of one name.
struct Name {
    std::vector<std::size_t> mentions;
    std::vector<Candidate> candidates;
    std::uint32_t whole = place::no_place;
    std::uint32_t unit = place::no_place;
    std::vector<std::size_t> listed_with;  ///< Other names.
    int kind_words = 0;                    ///< More "town of" than "region" beside it, or less.
    std::size_t chosen = 0;
    double weight = 0;  ///< How sure its choice is, and so how much it tells about others.
};

double distance_km(geo::LonLat a, geo::LonLat b) {
    const double to_radians = std::numbers::pi / 180;
    const double x = (a.lon - b.lon) * to_radians * std::cos((a.lat + b.lat) / 2 * to_radians);
    const double y = (a.lat - b.lat) * to_radians;
    return 6371 * std::hypot(x, y);
}

/// How likely the place is meant, as a logarithm: what a thousand inhabitants more or less say.
/// Other spellings and names in other languages are meant less often than they are found.
double prior_of(const place::Place& found, NameRole role) {
    const double people = std::log10(1.0 + known_population(found));
    const double by_role = role == NameRole::other          ? -1.5
                           : role == NameRole::local        ? -1.0
                           : role == NameRole::abbreviation ? -0.5
                                                            : 0;
    switch (found.kind) {
        case Kind::country:
            return 8.5 + 0.3 * people + by_role;
        case Kind::admin1:
            return 0.6 * people + 2.8 + by_role;
        case Kind::admin2:
            return 0.5 * people + 0.8 + by_role;
        case Kind::feature:
            return 5 + by_role;
        case Kind::town:
            break;
    }
    const double capital = found.code == "PPLC" ? 1.2 : found.code == "PPLA" ? 0.5 : 0;
    const double part = found.code == "PPLX" ? -0.4 : 0;
    return people + capital + part + by_role;
}

class Resolver {
public:
    Resolver(const place::Gazetteer& gazetteer, std::span<Mention> mentions)
        : gazetteer_{gazetteer}, mentions_{mentions} {}

    void run() {
        gather();
        for (Name& name : names_) {
            choose_alone(name);
        }
        for (int round = 0; round < 2; ++round) {
            count_units();
            for (std::size_t i = 0; i < names_.size(); ++i) {
                choose_together(i);
            }
        }
        for (const Name& name : names_) {
            hand_back(name);
        }
    }

private:
    /// Names that the text puts into different units are different names: "Hamilton, Ohio, and
    /// Hamilton, New Zealand". One without a unit means what it meant last.
    void gather() {
        name_of_.resize(mentions_.size());
        std::map<const std::uint32_t*, std::size_t> latest;
        for (std::size_t i = mentions_.size(); i-- > 0;) {
            if (is_told(mentions_[i])) {
                latest[mentions_[i].postings.data()] = i;
            }
        }
        std::map<std::pair<const std::uint32_t*, std::uint64_t>, std::size_t> known;
        for (std::size_t i = 0; i < mentions_.size(); ++i) {
            const Mention& mention = mentions_[i];
            const std::uint32_t* const key = mention.postings.data();
            if (is_told(mention)) {
                latest[key] = i;
            }
            const auto told = latest.find(key);
            const Mention& teller = told == latest.end() ? mention : mentions_[told->second];
            const std::uint64_t unit = (std::uint64_t{teller.whole} << 32) | teller.unit;
            const auto [found, is_new] = known.emplace(std::pair{key, unit}, names_.size());
            if (is_new) {
                names_.emplace_back();
                names_.back().whole = teller.whole;
                names_.back().unit = teller.unit;
                add_candidates(mention, names_.back());
            }
            Name& name = names_[found->second];
            name.mentions.push_back(i);
            name_of_[i] = found->second;
            name.kind_words += (mention.of_town ? 1 : 0) - (mention.of_unit ? 1 : 0);
            if (i > 0 && mention.listed_after == mentions_[i - 1].first) {
                const std::size_t other = name_of_[i - 1];
                name.listed_with.push_back(other);
                names_[other].listed_with.push_back(found->second);
            }
        }
    }

    static bool is_told(const Mention& mention) {
        return mention.whole != place::no_place || mention.unit != place::no_place;
    }

    void add_candidates(const Mention& mention, Name& name) const {
        const std::size_t count = std::min(most_candidates, mention.postings.size());
        for (const std::uint32_t packed : mention.postings.first(count)) {
            const Posting posting = Posting::of(packed);
            const bool demonym = posting.role == NameRole::demonym;
            if (posting.place < gazetteer_.size() && demonym == mention.demonym) {
                const place::Place found = gazetteer_.place(posting.place);
                name.candidates.push_back({found, prior_of(found, posting.role), 0});
            }
        }
        for (Candidate& unit : name.candidates) {
            for (const Candidate& town : name.candidates) {
                if (is_named_after(unit.place, town.place)) {
                    // Osh is the town; its unit is called Osh oblast.
                    unit.prior = std::min(unit.prior, town.prior - 1.2);
                }
            }
        }
    }

    /// A unit around a town of its name, or beside it where the town is a unit of its own.
    static bool is_named_after(const place::Place& unit, const place::Place& town) {
        const bool kinds =
            town.kind == Kind::town && (unit.kind == Kind::admin1 || unit.kind == Kind::admin2);
        const bool inside = town.admin1 == unit.index || town.admin2 == unit.index ||
                            (unit.kind == Kind::admin2 && town.admin1 == unit.admin1);
        return kinds && (inside || (town.country == unit.country &&
                                    distance_km(town.position, unit.position) < 150));
    }

    void choose_alone(Name& name) const {
        for (Candidate& candidate : name.candidates) {
            candidate.score = candidate.prior + told(name, candidate);
        }
        choose(name);
    }

    /// What the text itself says: the unit it is in, and whether it is a town or a unit.
    double told(const Name& name, const Candidate& candidate) const {
        const Kind kind = candidate.place.kind;
        const bool unit = kind == Kind::admin1 || kind == Kind::admin2;
        const bool fits =
            (name.kind_words < 0 && unit) || (name.kind_words > 0 && kind == Kind::town);
        return in_whole(name, candidate) + (fits ? 2.5 : 0);
    }

    double in_whole(const Name& name, const Candidate& candidate) const {
        if (name.unit == candidate.place.index) {
            return 8;
        }
        if (name.whole == place::no_place) {
            return 0;
        }
        const bool inside = candidate.place.index != name.whole &&
                            gazetteer_.holds(gazetteer_.place(name.whole), candidate.place);
        return inside ? 8 : 0;
    }

    static void choose(Name& name) {
        const auto best = std::ranges::max_element(name.candidates, {}, &Candidate::score);
        name.chosen = static_cast<std::size_t>(best - name.candidates.begin());
        double sum = 0;
        for (const Candidate& candidate : name.candidates) {
            sum += std::exp(1.5 * (candidate.score - best->score));
        }
        name.weight = 1 / sum;
    }

    /// How much the text is about each country and unit.
    void count_units() {
        countries_.clear();
        units_.clear();
        for (const Name& name : names_) {
            const place::Place& chosen = name.candidates[name.chosen].place;
            const double weight = name.weight * static_cast<double>(name.mentions.size());
            countries_[chosen.country] += weight;
            if (chosen.admin1 != place::no_place) {
                units_[chosen.admin1] += weight;
            }
        }
    }

    static double share(const std::map<std::uint32_t, double>& counts, std::uint32_t unit,
                        double own) {
        const auto found = counts.find(unit);
        return found == counts.end() ? 0 : std::max(0.0, found->second - own);
    }

    /// Mexico City is called Mexico, too; that a text is about the country does not make it the
    /// city. Nor does it make the country more likely.
    static bool is_within_namesake(const Name& name, const place::Place& place) {
        return std::ranges::any_of(name.candidates, [&](const Candidate& other) {
            return other.place.kind == Kind::country && other.place.index == place.country;
        });
    }

    void choose_together(std::size_t index) {
        Name& name = names_[index];
        const Candidate before = name.candidates[name.chosen];
        const double own = name.weight * static_cast<double>(name.mentions.size());
        for (Candidate& candidate : name.candidates) {
            const place::Place& place = candidate.place;
            const double own_country = place.country == before.place.country ? own : 0;
            const double own_unit = place.admin1 == before.place.admin1 ? own : 0;
            candidate.score = candidate.prior + told(name, candidate);
            if (!is_within_namesake(name, place)) {
                candidate.score +=
                    1.0 * std::min(1.5, std::log1p(share(countries_, place.country, own_country))) +
                    1.2 * std::min(1.5, place.admin1 == place::no_place
                                            ? 0
                                            : std::log1p(share(units_, place.admin1, own_unit)));
                candidate.score += 1.2 * nearness(index, place);
            }
            candidate.score += as_unit(name, place, own_unit) + as_listed(name, index, place);
        }
        choose(name);
    }

    /// Georgia is the state if the text names towns in it. That it names Uzgen does not make Osh
    /// the region.
    double as_unit(const Name& name, const place::Place& place, double own) const {
        const bool is_unit = place.kind == Kind::admin1 &&
                             std::ranges::none_of(name.candidates, [&](const Candidate& other) {
                                 return is_named_after(place, other.place);
                             });
        return is_unit ? 2.5 * std::min(1.5, std::log1p(share(units_, place.index, own))) : 0;
    }

    /// Lists are of one kind: "Alabama, Georgia and Florida", "Georgia, Armenia".
    double as_listed(const Name& name, std::size_t index, const place::Place& place) const {
        double sum = 0;
        for (const std::size_t other : name.listed_with) {
            const Name& beside = names_[other];
            const place::Place& there = beside.candidates[beside.chosen].place;
            const bool alike = other != index && there.kind == place.kind &&
                               (place.kind == Kind::country ||
                                (place.kind == Kind::admin1 && place.country == there.country));
            sum += alike ? 2.5 * beside.weight : 0;
        }
        return std::min(sum, 5.0);
    }

    /// 1 beside another place of the text, falling to 0 at some hundreds of kilometres. In a text
    /// of thousands of names those that stand far off do not count.
    double nearness(std::size_t index, const place::Place& place) const {
        double best = 0;
        const std::size_t reach = std::max(least_reach, most_pairs / names_.size());
        const std::size_t end = std::min(names_.size(), index + reach);
        for (std::size_t i = index - std::min(index, reach); i < end; ++i) {
            const Name& other = names_[i];
            const place::Place& there = other.candidates[other.chosen].place;
            if (i == index || there.kind == Kind::country || there.kind == Kind::feature) {
                continue;
            }
            const double far = distance_km(place.position, there.position);
            best = std::max(best, other.weight * std::exp(-far / 150));
        }
        return best;
    }

    void hand_back(const Name& name) {
        for (const std::size_t i : name.mentions) {
            mentions_[i].place = name.candidates[name.chosen].place.index;
            mentions_[i].certainty = name.weight;
        }
    }

    const place::Gazetteer& gazetteer_;
    std::span<Mention> mentions_;
    std::vector<Name> names_;
    std::vector<std::size_t> name_of_;  ///< Of each mention.
    std::map<std::uint32_t, double> countries_;
    std::map<std::uint32_t, double> units_;
};

}  // namespace

void resolve(const place::Gazetteer& gazetteer, std::span<Mention> mentions) {
    Resolver{gazetteer, mentions}.run();
}

}  // namespace tamga::geotag
