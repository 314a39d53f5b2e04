// SPDX-License-Identifier: MIT
#include "engine/store/question.hpp"

#include "engine/base/error.hpp"
#include "engine/coordinate/read.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/store/areas/line_text.hpp"
#include "engine/store/question_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace tamga::store {
namespace {

AreaWish wish_of(const QuestionWords& words, const QuestionOption& option) {
    return {.text = words.text(option),
            .layer = words.text(area_layer_option),
            .gazetteer = words.gazetteer,
            .strict = words.has(strict_option)};
}

}  // namespace

bool QuestionWords::has(const QuestionOption& option) const { return !text(option).empty(); }

std::string QuestionWords::text(const QuestionOption& option) const {
    const auto found = said.find(&option);
    return found == said.end() ? "" : found->second;
}

std::vector<std::string> QuestionWords::list(const QuestionOption& option) const {
    return has(option) ? route::split_columns(text(option)) : std::vector<std::string>{};
}

void QuestionWords::refuse(const QuestionOption& option, std::string_view why) const {
    if (has(option)) {
        throw Error{Fault::usage, fmt::format("{}: {}", option.names, why)};
    }
}

std::size_t QuestionWords::count(const QuestionOption& option, std::size_t usual) const {
    if (!has(option)) {
        return usual;
    }
    const std::string word = text(option);
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (failure != std::errc{} || end != word.data() + word.size()) {
        throw Error{Fault::usage,
                    fmt::format("{}: '{}' is not a whole number", option.names, word)};
    }
    const std::int64_t least = option.value == QuestionOption::Value::count_or_none ? 0 : 1;
    if (value < least) {
        throw Error{Fault::usage,
                    fmt::format("{} is {}; it is {} or more", option.names, value, least)};
    }
    return static_cast<std::size_t>(value);
}

index::Area QuestionWords::area(const QuestionOption& option,
                                std::vector<std::string>& notes) const {
    if (has(by_option) || has(name_option)) {
        throw Error{Fault::usage, "--by and --name say what the areas of --areas are called by"};
    }
    return in_context(option.names, [&] {
        OneArea one = one_area(wish_of(*this, option));
        notes.insert(notes.end(), one.notes.begin(), one.notes.end());
        return std::move(one.area);
    });
}

NamedAreas QuestionWords::areas(const QuestionOption& option,
                                std::vector<std::string> names) const {
    return in_context(option.names, [&] {
        AreaWish wish = wish_of(*this, option);
        if (has(name_option)) {
            names = {text(name_option)};
        }
        wish.names = std::move(names);
        NamedAreas all = named_areas(wish);
        if (has(name_option) && all.named_by.empty()) {
            throw Error{Fault::input, fmt::format("no area has a value in '{}'", wish.names[0])};
        }
        return all;
    });
}

std::vector<std::vector<geo::LonLat>> QuestionWords::lines(const QuestionOption& option) const {
    return in_context(option.names,
                      [&] { return read_lines(text(option), text(area_layer_option)); });
}

std::vector<std::string> QuestionWords::groups(const NamedAreas& areas) const {
    std::vector<std::string> by = list(by_option);
    if (!has(name_option)) {
        std::erase(by, areas.named_by);
    }
    return by;
}

std::vector<std::string> QuestionWords::possible_names() const {
    constexpr std::array<std::string_view, 9> never{
        "time", "year", "month", "category", "path", "origin", "destination", "pair", "route"};
    std::vector<std::string> by = list(by_option);
    std::erase_if(
        by, [&](const std::string& word) { return std::ranges::find(never, word) != never.end(); });
    return by;
}

Filter QuestionWords::filter() const {
    return {.layer = text(layer_option),
            .time = text(time_option),
            .where = text(where_option),
            .category = text(category_option),
            .weight = text(weight_option)};
}

Wanted QuestionWords::limited(const std::vector<std::string>& notes) const {
    Wanted limited = wanted;
    limited.rows = count(limit_option, limited.rows);
    limited.offset = count(offset_option, limited.offset);
    limited.notes = notes;
    return limited;
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
