// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/map.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamga::plan {

/// The words for the values of an enumeration: `what` one of them is called in a message, and
/// `all` of them in the order they are listed in.
template <class T>
struct Words;

template <class T>
using Word = std::pair<std::string_view, T>;

template <>
struct Words<Kind> {
    static constexpr std::string_view what = "kind of layer";
    static constexpr Word<Kind> all[] = {{"features", Kind::features}, {"points", Kind::points},
                                         {"lines", Kind::lines},       {"polygons", Kind::polygons},
                                         {"routes", Kind::routes},     {"story", Kind::story}};
};

template <>
struct Words<Keep> {
    static constexpr std::string_view what = "way to keep features";
    static constexpr Word<Keep> all[] = {{"all", Keep::all},
                                         {"dense", Keep::dense},
                                         {"fraction", Keep::fraction},
                                         {"largest", Keep::largest},
                                         {"heaviest", Keep::heaviest}};
};

template <>
struct Words<FieldType> {
    static constexpr std::string_view what = "type";
    static constexpr Word<FieldType> all[] = {{"int", FieldType::integer},
                                              {"float", FieldType::real},
                                              {"string", FieldType::text},
                                              {"bool", FieldType::boolean}};
};

template <>
struct Words<Accumulation> {
    static constexpr std::string_view what = "way to accumulate";
    static constexpr Word<Accumulation> all[] = {
        {"sum", Accumulation::sum},     {"mean", Accumulation::mean},
        {"min", Accumulation::min},     {"max", Accumulation::max},
        {"count", Accumulation::count}, {"concat", Accumulation::concat},
        {"comma", Accumulation::comma}};
};

template <>
struct Words<Curve> {
    static constexpr std::string_view what = "curve";
    static constexpr Word<Curve> all[] = {
        {"geodesic", Curve::geodesic}, {"bezier", Curve::bezier}, {"straight", Curve::straight}};
};

template <>
struct Words<TimeAs> {
    static constexpr std::string_view what = "way to write periods";
    static constexpr Word<TimeAs> all[] = {{"attributes", TimeAs::attributes},
                                           {"features", TimeAs::features}};
};

template <>
struct Words<route::Measure> {
    static constexpr std::string_view what = "measure";
    static constexpr Word<route::Measure> all[] = {{"flow", route::Measure::flow},
                                                   {"stock", route::Measure::stock}};
};

template <class T>
std::vector<std::string> all_words() {
    std::vector<std::string> words;
    for (const auto& [word, value] : Words<T>::all) {
        words.emplace_back(word);
    }
    return words;
}

/// Throws Error{Fault::usage} that lists the words there are.
[[noreturn]] void refuse_word(const std::string& word, std::string_view what,
                              const std::vector<std::string>& words);

/// The value that a word stands for. Throws Error{Fault::usage}.
template <class T>
T named(const std::string& word) {
    for (const auto& [name, value] : Words<T>::all) {
        if (name == word) {
            return value;
        }
    }
    refuse_word(word, Words<T>::what, all_words<T>());
}

/// The word for a value.
template <class T>
std::string_view word_of(T of) {
    for (const auto& [name, value] : Words<T>::all) {
        if (value == of) {
            return name;
        }
    }
    return "";
}

}  // namespace tamga::plan
