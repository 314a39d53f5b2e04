// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/store/query.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace tamga::store {

Ends ends_in(const QuestionWords& words) {
    constexpr std::array<std::pair<std::string_view, Ends>, 4> known{
        {{"", Ends::both},
         {"both", Ends::both},
         {"origin", Ends::origin},
         {"destination", Ends::destination}}};
    for (const auto& [word, ends] : known) {
        if (words.text(ends_option) == word) {
            return ends;
        }
    }
    throw Error{Fault::usage,
                "--ends is origin, destination or both, not '" + words.text(ends_option) + "'"};
}

RankWish rank_in(const QuestionWords& words) {
    using Of = RankWish::Of;
    constexpr std::array<std::pair<std::string_view, Of>, 4> known{
        {{"pair", Of::pair},
         {"origin", Of::origin},
         {"destination", Of::destination},
         {"route", Of::route}}};
    RankWish wish{.count = words.count(count_option, 10)};
    if (words.has(areas_option)) {
        wish.areas = words.areas(areas_option, words.possible_names());
    }
    int said = 0;
    for (const std::string& by : words.groups(wish.areas)) {
        bool is_known = false;
        for (const auto& [word, of] : known) {
            if (by == word) {
                wish.of = of;
                is_known = true;
                ++said;
            }
        }
        if (!is_known) {
            wish.by.push_back(by);
        }
    }
    if (said > 1) {
        throw Error{Fault::usage, "--by names one of pair, origin, destination and route"};
    }
    if (wish.of == Of::route && (!wish.by.empty() || !wish.areas.areas.empty())) {
        throw Error{Fault::usage, "--by route ranks single routes, in no groups and by no areas"};
    }
    return wish;
}

}  // namespace tamga::store
