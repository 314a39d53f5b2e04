// SPDX-License-Identifier: MIT
#include "engine/store/questions/grouping.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/route/table/period.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <tuple>

namespace tamga::store {
namespace {

/// What is absent last, numbers first, by their size.
using Rank = std::tuple<bool, bool, double, std::string_view>;

Rank rank_of(std::string_view name, std::string_view absent) {
    double number = 0;
    const char* end = name.data() + name.size();
    const auto [stop, failure] = std::from_chars(name.data(), end, number);
    const bool is_number = failure == std::errc{} && stop == end;
    return {name == absent, !is_number, is_number ? number : 0, name};
}

/// What people call a place that has no name: its position, latitude first.
std::string position_text(geo::LonLat at) { return fmt::format("{},{}", at.lat, at.lon); }

}  // namespace

Scan scan_for(const std::vector<std::string>& by, const std::vector<std::string>& others) {
    std::vector<std::string> columns = by;
    columns.insert(columns.end(), others.begin(), others.end());
    if (std::ranges::count(by, "year") + std::ranges::count(by, "month") > 0) {
        columns.emplace_back("time");
    }
    return {.values = std::move(columns)};
}

Grouping::Grouping(const std::vector<std::string>& by, const Layer& layer,
                   const Selection& selection)
    : by_{by} {
    for (const std::string& word : by) {
        const bool is_cut = word == "year" || word == "month";
        // A layer may have a column of that name, which is what is meant then.
        const auto column = selection.column(word);
        Key key{.absent = fmt::format("(no {})", is_cut && !column ? "time" : word)};
        if (column) {
            key.column = *column;
            const bool is_end = layer.kind == Kind::routes;
            key.end = is_end && word == "origin"        ? &Row::origin
                      : is_end && word == "destination" ? &Row::destination
                                                        : nullptr;
        } else if (is_cut && layer.has_time) {
            key.column = selection.column("time").value();
            key.cut = word == "year" ? Key::Cut::year : Key::Cut::month;
            key.adds_up = !layer.measuring.is_stock();
        } else {
            std::vector<std::string> known;
            for (const Column& one : selection.columns()) {
                known.push_back(one.name);
            }
            throw Error{
                Fault::usage,
                fmt::format("--by: layer '{}' has no {} '{}'{}; it has {}", layer.name,
                            is_cut ? "time, and so no" : "column", word,
                            is_cut ? "" : base::did_you_mean(word, known), ingest::listed(known))};
        }
        keys_.push_back(std::move(key));
    }
}

std::uint32_t Grouping::of(const Row& row) {
    if (keys_.empty()) {
        return 0;
    }
    met_.clear();
    for (Key& key : keys_) {
        met_.push_back(number_of(key, row));
    }
    if (keys_.size() == 1) {  // Then its number is the group's.
        if (met_[0] == members_.size()) {
            members_.push_back(met_);
        }
        return met_[0];
    }
    const auto [found, is_new] =
        groups_.try_emplace(met_, static_cast<std::uint32_t>(members_.size()));
    if (is_new) {
        members_.push_back(met_);
    }
    return found->second;
}

std::uint32_t Grouping::number_of(Key& key, const Row& row) {
    const model::Value& value = row.values[key.column];
    const auto* text = std::get_if<std::string_view>(&value);
    const bool is_nameless = key.end && std::holds_alternative<std::monostate>(value);
    const std::string other = is_nameless       ? position_text(row.*(key.end))
                              : text == nullptr ? route::text_of(value)
                                                : "";
    const std::string_view word = text == nullptr ? std::string_view{other} : *text;
    if (key.last_number && key.last == word) {
        return *key.last_number;
    }
    const auto known = key.known.find(word);
    const std::uint32_t number = known != key.known.end() ? known->second : new_number(key, word);
    key.last = word;
    key.last_number = number;
    return number;
}

std::uint32_t Grouping::new_number(Key& key, std::string_view text) {
    std::string name = text.empty() ? key.absent : std::string{text};
    if (!text.empty() && key.cut != Key::Cut::none) {
        const route::PeriodRule rule{key.cut == Key::Cut::year ? "year" : "month"};
        route::PeriodRule::Date date{};
        // "1990_2000" begins with a year, too, but is none.
        name = route::PeriodRule::read_date(text, date) ? rule.label(text) : name;
    }
    const auto next = static_cast<std::uint32_t>(key.names.size());
    const auto [found, is_new] = key.numbers.try_emplace(name, next);
    if (is_new) {
        key.names.push_back(name);
    } else if (!key.adds_up) {
        throw Error{Fault::usage,
                    fmt::format("--by: several periods of stocks are of {}, '{}' among them, and "
                                "stocks are not added up over periods; --by time tells them apart",
                                name, text)};
    }
    key.known.emplace(text, found->second);
    return found->second;
}

std::vector<std::uint32_t> Grouping::in_order() const {
    if (keys_.empty()) {
        return {0};
    }
    std::vector<std::uint32_t> order(members_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            const Rank left = rank_of(keys_[i].names[members_[a][i]], keys_[i].absent);
            const Rank right = rank_of(keys_[i].names[members_[b][i]], keys_[i].absent);
            if (left != right) {
                return left < right;
            }
        }
        return a < b;
    });
    return order;
}

std::vector<std::string_view> Grouping::values(std::uint32_t group) const {
    std::vector<std::string_view> values;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        values.emplace_back(keys_[i].names[members_[group][i]]);
    }
    return values;
}

}  // namespace tamga::store
