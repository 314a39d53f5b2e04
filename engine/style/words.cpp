// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/style/map.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace tamga::style {
namespace {

template <class T, std::size_t size>
T named(const std::string& word, const std::pair<const char*, T> (&choices)[size],
        const std::string& what) {
    std::vector<std::string> names;
    for (const auto& [name, value] : choices) {
        if (word == name) {
            return value;
        }
        names.emplace_back(name);
    }
    throw Error{Fault::usage, fmt::format("'{}' is no {}; there are {}{}", word, what,
                                          fmt::join(names, ", "), base::did_you_mean(word, names))};
}

constexpr std::pair<const char*, FieldType> field_types[] = {{"int", FieldType::integer},
                                                             {"float", FieldType::real},
                                                             {"string", FieldType::text},
                                                             {"bool", FieldType::boolean}};

}  // namespace

Keep keep_named(const std::string& word) {
    static constexpr std::pair<const char*, Keep> choices[] = {{"all", Keep::all},
                                                               {"dense", Keep::dense},
                                                               {"fraction", Keep::fraction},
                                                               {"largest", Keep::largest},
                                                               {"heaviest", Keep::heaviest}};
    return named(word, choices, "way to keep features");
}

FieldType field_type_named(const std::string& word) { return named(word, field_types, "type"); }

const char* name_of(FieldType type) {
    return std::ranges::find(field_types, type, &std::pair<const char*, FieldType>::second)->first;
}

Accumulation accumulation_named(const std::string& word) {
    static constexpr std::pair<const char*, Accumulation> choices[] = {
        {"sum", Accumulation::sum},     {"mean", Accumulation::mean},
        {"min", Accumulation::min},     {"max", Accumulation::max},
        {"count", Accumulation::count}, {"concat", Accumulation::concat},
        {"comma", Accumulation::comma}};
    return named(word, choices, "way to accumulate");
}

Kind kind_named(const std::string& word) {
    if (word == "stock" || word == "flow") {
        throw Error{
            Fault::usage,
            "kind is what a layer holds, \"routes\" for journeys; that their weights are a " +
                word + " is said by measure = \"" + word + "\""};
    }
    static constexpr std::pair<const char*, Kind> choices[] = {
        {"features", Kind::features}, {"points", Kind::points}, {"lines", Kind::lines},
        {"polygons", Kind::polygons}, {"routes", Kind::routes}, {"story", Kind::story}};
    return named(word, choices, "kind of layer");
}

Curve curve_named(const std::string& word) {
    static constexpr std::pair<const char*, Curve> choices[] = {
        {"geodesic", Curve::geodesic}, {"bezier", Curve::bezier}, {"straight", Curve::straight}};
    return named(word, choices, "curve");
}

TimeAs time_as_named(const std::string& word) {
    static constexpr std::pair<const char*, TimeAs> choices[] = {{"attributes", TimeAs::attributes},
                                                                 {"features", TimeAs::features}};
    return named(word, choices, "way to write periods");
}

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

}  // namespace tamga::style
