// SPDX-License-Identifier: MIT
#include "engine/place/fold.hpp"
#include "engine/place/gazetteer.hpp"
#include "engine/place/spelling.hpp"

#include <algorithm>
#include <set>

namespace tamga::place {
namespace {

/// Names and local names are equally good; the rest comes after them.
int worth(NameRole role) {
    switch (role) {
        case NameRole::name:
        case NameRole::local:
            return 0;
        case NameRole::other:
        case NameRole::demonym:
            return 1;
        case NameRole::abbreviation:
            return 2;
    }
    return 2;
}

/// "Springfield, Sangamon County, Illinois, United States, North America" is as long as it gets.
constexpr std::ptrdiff_t most_commas = 8;
constexpr std::size_t longest_name = 2000;

/// What stands before the last comma, and what after it, without spaces around.
std::pair<std::string_view, std::string_view> parted(std::string_view name) {
    const std::size_t comma = name.rfind(',');
    return comma == std::string_view::npos
               ? std::pair{name, std::string_view{}}
               : std::pair{name.substr(0, comma), name.substr(comma + 1)};
}

}  // namespace

std::vector<Match> Gazetteer::matches(std::string_view key, const FindOptions& options) const {
    std::vector<Match> result;
    std::set<std::uint32_t> seen;
    for (const std::uint32_t packed : keys_.find(key).postings) {
        const Posting posting = Posting::of(packed);
        if (!seen.insert(posting.place).second) {
            continue;
        }
        const Place found = place(posting.place);
        const auto country = country_of(found);
        const bool wanted =
            (options.country.empty() || (country && country->iso == options.country)) &&
            (!options.kind || found.kind == *options.kind);
        if (wanted) {
            result.push_back({found, posting.role});
        }
    }
    std::ranges::stable_sort(result, {}, [](const Match& match) { return worth(match.role); });
    return result;
}

std::vector<Match> Gazetteer::respelt(std::string_view key, const FindOptions& options) const {
    std::vector<Match> result;
    if (key.size() > KeyTable::longest_key) {
        return result;
    }
    std::set<std::uint32_t> seen;
    for_each_respelling(key, [&](const std::string& other) {
        for (Match& match : matches(other, options)) {
            if (worth(match.role) < 2 && seen.insert(match.place.index).second) {
                match.edits = 1;
                result.push_back(match);
            }
        }
    });
    std::ranges::stable_sort(result, [](const Match& a, const Match& b) {
        return worth(a.role) != worth(b.role) ? worth(a.role) < worth(b.role)
                                              : a.place.population > b.place.population;
    });
    return result;
}

std::vector<Match> Gazetteer::find(std::string_view name, const FindOptions& options) const {
    if (name.size() > longest_name || std::ranges::count(name, ',') > most_commas) {
        return {};
    }
    const std::string key = fold(name);
    std::vector<Match> result = matches(key, options);
    if (const auto [first, second] = parted(name); result.empty() && !second.empty()) {
        FindOptions all = options;
        all.limit = size();
        const std::vector<Match> wholes = find(second, {.limit = 20, .spelling = options.spelling});
        result = find(first, all);
        std::erase_if(result, [&](const Match& part) {
            return std::ranges::none_of(wholes, [&](const Match& whole) {
                return whole.place.index != part.place.index && holds(whole.place, part.place);
            });
        });
    }
    if (result.empty() && !is_latin(name)) {
        result = matches(fold(romanised(name)), options);
    }
    if (result.empty() && options.spelling) {
        result = respelt(key, options);
    }
    result.resize(std::min(result.size(), options.limit));
    return result;
}

}  // namespace tamga::place
