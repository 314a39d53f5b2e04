// SPDX-License-Identifier: MIT
#include "engine/serve/http/query.hpp"

#include "engine/base/utf8.hpp"
#include "engine/serve/http/printable.hpp"
#include "engine/serve/http/target.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::serve {
namespace {

std::optional<std::string> form_decoded(std::string_view text) {
    std::string spaced{text};
    std::ranges::replace(spaced, '+', ' ');
    auto decoded = percent_decoded(spaced);
    return decoded && base::is_utf8(*decoded) ? decoded : std::nullopt;
}

std::string none_such(const std::string& name, std::span<const QueryParameter> known) {
    std::string names;
    for (const QueryParameter& parameter : known) {
        names += (names.empty() ? "" : ", ") + std::string{parameter.name};
    }
    return fmt::format("there is no parameter '{}' here; known are: {}", printable(name),
                       names.empty() ? "none" : names);
}

}  // namespace

std::optional<std::vector<QueryPair>> query_pairs(std::string_view target) {
    std::string_view query = query_of(target);
    if (query.size() > longest_query) {
        return std::nullopt;
    }
    std::vector<QueryPair> pairs;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.empty()) {
            continue;
        }
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = form_decoded(pair.substr(0, equals));
        auto value = form_decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value) {
            return std::nullopt;
        }
        pairs.push_back({.name = std::move(*name), .value = std::move(*value)});
    }
    return pairs;
}

const std::string* Query::value(std::string_view name) const {
    const auto found = std::ranges::find(pairs, name, &QueryPair::name);
    return found == pairs.end() ? nullptr : &found->value;
}

Query read_query(std::string_view target, std::span<const QueryParameter> known,
                 UnknownParameters unknown) {
    auto pairs = query_pairs(target);
    if (!pairs) {
        return {.refused =
                    "the query of this request is broken: % comes before two hexadecimal digits, "
                    "and what it stands for is UTF-8 without NUL"};
    }
    Query query;
    for (QueryPair& pair : *pairs) {
        if (std::ranges::find(known, pair.name, &QueryParameter::name) == known.end()) {
            if (unknown == UnknownParameters::refused) {
                return {.refused = none_such(pair.name, known)};
            }
        } else if (query.value(pair.name) != nullptr) {
            return {.refused = fmt::format("the parameter '{}' is given twice", pair.name)};
        } else {
            query.pairs.push_back(std::move(pair));
        }
    }
    return query;
}

}  // namespace tamga::serve
