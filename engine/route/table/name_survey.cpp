// SPDX-License-Identifier: MIT
#include "engine/route/table/name_survey.hpp"

#include "engine/base/error.hpp"
#include "engine/route/table/columns.hpp"

#include <algorithm>

namespace tamga::route {
namespace {

/// 0 for what is no weight: whoever reads the journeys says so.
Weight weight_or_none(const model::Value& value) {
    try {
        return weight_of(value).weight;
    } catch (const Error&) {
        return {};
    }
}

}  // namespace

std::string NameSurvey::period_of(const model::FeatureView& record) const {
    const model::Value* value = measure_ == Measure::stock && !columns_.time.empty()
                                    ? find_value(record, columns_.time)
                                    : nullptr;
    try {
        return value == nullptr ? "" : periods_.label(trimmed_text(*value));
    } catch (const Error&) {
        return {};  // Whoever reads the journeys says so.
    }
}

void NameSurvey::add(std::string_view name, bool is_origin, const Amount& amount) {
    if (name.empty()) {
        return;
    }
    auto found = names_.find(name);
    if (found == names_.end()) {
        found = names_.emplace(std::string{name}, Ends{}).first;
    }
    Tally& tally = found->second[is_origin ? 0 : 1];
    ++tally.rows;
    tally.weights[amount.period] += amount.weight;
}

void NameSurvey::add_matrix_row(const model::FeatureView& record) {
    if (record.attributes.empty()) {
        return;
    }
    const std::string origin = trimmed_text(record.attributes[0].value);
    const std::string period = period_of(record);
    for (const model::Attribute& cell : record.attributes.subspan(1)) {
        const Weight weight = is_cell(columns_, cell) ? weight_or_none(cell.value) : Weight{};
        if (weight != Weight{}) {
            add(origin, true, {period, weight});
            add(cell.name, false, {period, weight});
        }
    }
}

void NameSurvey::add(const model::FeatureView& record) {
    if (columns_.matrix) {
        add_matrix_row(record);
        return;
    }
    Weight weight = whole_weight(1);
    if (!columns_.weight.empty()) {
        const model::Value* value = find_value(record, columns_.weight);
        weight = value == nullptr ? Weight{} : weight_or_none(*value);
    }
    const Amount amount{period_of(record), weight};
    for (const bool is_origin : {true, false}) {
        const auto& columns = is_origin ? columns_.origin : columns_.destination;
        const model::Value* value = columns.size() == 1 ? find_value(record, columns[0]) : nullptr;
        if (value != nullptr) {
            add(trimmed_text(*value), is_origin, amount);
        }
    }
}

void NameSurvey::add(const NameSurvey& other) {
    for (const auto& [name, ends] : other.names_) {
        Ends& own = names_[name];
        for (std::size_t end = 0; end < ends.size(); ++end) {
            own[end].rows += ends[end].rows;
            for (const auto& [period, weight] : ends[end].weights) {
                own[end].weights[period] += weight;
            }
        }
    }
}

std::vector<std::string> NameSurvey::names() const {
    std::vector<std::string> names;
    for (const auto& [name, ignored] : names_) {
        if (!position_in(name, false)) {
            names.push_back(name);
        }
    }
    return names;
}

std::vector<NameSurvey::Entry> NameSurvey::entries(const Measuring& measuring) const {
    std::vector<Entry> entries;
    for (const bool is_origin : {true, false}) {
        for (const auto& [name, ends] : names_) {
            const Tally& tally = ends[is_origin ? 0 : 1];
            Weight weight;
            for (const auto& [period, own] : tally.weights) {
                weight += measuring.counts(period) ? own : Weight{};
            }
            if (tally.rows > 0) {
                entries.push_back({name, is_origin, tally.rows, weight});
            }
        }
    }
    std::ranges::stable_sort(entries, [](const Entry& a, const Entry& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.name < b.name;
    });
    return entries;
}

}  // namespace tamga::route
