// SPDX-License-Identifier: MIT
#pragma once

#include "engine/plan/notation.hpp"
#include "engine/plan/option.hpp"
#include "engine/plan/with_default.hpp"

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace tamga::plan {

// Was a member given? A WithDefault or an optional knows it; of a bare number or word there is no
// overload, since its value says nothing.

template <class T>
bool is_given(const WithDefault<T>& value) {
    return value.given();
}
template <class T>
bool is_given(const std::optional<T>& value) {
    return value.has_value();
}
template <class T>
bool is_given(const T& value) requires requires {
    value.empty();
}
{ return !value.empty(); }
bool is_given(const std::same_as<bool> auto& value) { return value; }
inline bool is_given(const Kind&) { return true; }  // Every layer has one.

// The number in a member, if it holds one.

template <class T>
std::optional<double> number_in(const T& value) requires(std::is_arithmetic_v<T>) {
    return static_cast<double>(value);
}
template <class T>
std::optional<double> number_in(const WithDefault<T>& value) requires(std::is_arithmetic_v<T>) {
    return static_cast<double>(value.value());
}
template <class T>
std::optional<double> number_in(const std::optional<T>& value) requires(std::is_arithmetic_v<T>) {
    return value ? std::optional{static_cast<double>(*value)} : std::nullopt;
}

/// What a path of pointers leads to: at<&Layer::clusters, &Clusters::radius_px>(layer).
template <auto... path>
constexpr auto& at(auto& subject) {
    if constexpr (sizeof...(path) == 0) {
        return subject;
    } else {
        return (subject.*....*path);
    }
}

template <class Subject, class Notation, auto... path>
constexpr Member<Subject> member() {
    Member<Subject> made{
        .takes = Notation::takes,
        .read = [](const Table& table, const Node& node, const std::string& key,
                   Subject& to) { Notation::read(table, node, key, at<path...>(to)); },
        .parse = [](const std::string& word,
                    Subject& to) { Notation::parse(word, at<path...>(to)); },
        .clear =
            [](Subject& to) {
                if constexpr (requires { Notation::clear(to); }) {
                    Notation::clear(to);
                } else {
                    const Subject plain{};
                    at<path...>(to) = at<path...>(plain);
                }
            }};
    using Type = std::remove_cvref_t<decltype(at<path...>(std::declval<Subject&>()))>;
    if constexpr (requires { Notation::words; }) {
        made.words = Notation::words;
    }
    if constexpr (requires(const Subject& subject) { Notation::given(subject); }) {
        made.given = Notation::given;
    } else if constexpr (requires(const Type& value) { is_given(value); }) {
        made.given = [](const Subject& subject) { return is_given(at<path...>(subject)); };
    }
    if constexpr (requires(const Type& value) { number_in(value); }) {
        made.number = [](const Subject& subject) { return number_in(at<path...>(subject)); };
    }
    return made;
}

/// The tables of rows, one after the other.
template <class Subject, class... Rows>
std::vector<Option<Subject>> together(const Rows&... tables) {
    std::vector<Option<Subject>> all;
    (all.insert(all.end(), std::begin(tables), std::end(tables)), ...);
    return all;
}

}  // namespace tamga::plan
