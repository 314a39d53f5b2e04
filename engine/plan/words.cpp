// SPDX-License-Identifier: MIT
#include "engine/plan/words.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/plan/map.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <cmath>

namespace tamga::plan {

void refuse_word(const std::string& word, std::string_view what,
                 const std::vector<std::string>& words) {
    if (what == Words<Kind>::what && (word == "stock" || word == "flow")) {
        throw Error{
            Fault::usage,
            "kind is what a layer holds, \"routes\" for journeys; that their weights are a " +
                word + " is said by measure = \"" + word + "\""};
    }
    throw Error{Fault::usage, fmt::format("'{}' is no {}; there are {}{}", word, what,
                                          fmt::join(words, ", "), base::did_you_mean(word, words))};
}

const char* name_of(FieldType type) { return word_of(type).data(); }

std::vector<double> breaks_named(const std::string& text) {
    std::vector<double> breaks;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        double value = 0;
        const auto [stop, error] = std::from_chars(at, end, value);
        if (error != std::errc{} || (stop != end && *stop != ',') || stop + 1 == end) {
            throw Error{
                Fault::usage,
                fmt::format("'{}' are no breaks; they are numbers, as in 1000,10000", text)};
        }
        const double least = breaks.empty() ? 0 : breaks.back();
        if (!(value > least) || !std::isfinite(value)) {
            throw Error{
                Fault::usage,
                fmt::format("breaks grow from above 0: {} does not come after {}", value, least)};
        }
        breaks.push_back(value);
        at = stop == end ? end : stop + 1;
    }
    return breaks;
}

}  // namespace tamga::plan
