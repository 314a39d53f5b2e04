// SPDX-License-Identifier: MIT
#include "engine/store/question.hpp"

#include "engine/base/error.hpp"
#include "engine/coordinate/read.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/store/area_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace tamga::store {

bool QuestionWords::has(const QuestionOption& option) const { return !text(option).empty(); }

std::string QuestionWords::text(const QuestionOption& option) const {
    const auto found = said.find(&option);
    return found == said.end() ? "" : found->second;
}

std::size_t QuestionWords::count(const QuestionOption& option, int usual) const {
    const std::string word = has(option) ? text(option) : std::to_string(usual);
    int value = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (failure != std::errc{} || end != word.data() + word.size()) {
        throw Error{Fault::usage,
                    fmt::format("{}: '{}' is not a whole number", option.names, word)};
    }
    if (value < 1) {
        throw Error{Fault::usage, fmt::format("{} is {}; it is 1 or more", option.names, value)};
    }
    return static_cast<std::size_t>(value);
}

index::Area QuestionWords::area(const QuestionOption& option) const {
    return in_context(option.names, [&] { return parse_area(text(option), gazetteer); });
}

geo::LonLat QuestionWords::position(const QuestionOption& option) const {
    return in_context(option.names, [&] { return coordinate::parse(text(option)).position; });
}

double QuestionWords::metres(const QuestionOption& option) const {
    constexpr std::array<std::pair<std::string_view, double>, 4> units{
        {{"km", 1000}, {"nmi", 1852}, {"mi", 1609.344}, {"m", 1}}};
    const std::string word = text(option);
    std::string_view number = word;
    double unit_m = 1;
    for (const auto& [name, size_m] : units) {
        if (number.ends_with(name)) {
            number.remove_suffix(name.size());
            unit_m = size_m;
            break;
        }
    }
    const auto value = route::number_of(model::Value{number});
    if (!value || !(*value >= 0)) {
        throw Error{Fault::usage,
                    fmt::format("{} takes a distance such as 50km, 800m, 5mi or 3nmi, not '{}'",
                                option.names, word)};
    }
    return *value * unit_m;
}

}  // namespace tamga::store
