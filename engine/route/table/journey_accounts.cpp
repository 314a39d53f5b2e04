// SPDX-License-Identifier: MIT
#include "engine/route/table/journey_accounts.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/ingest/input.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::route {
namespace {

using Kind = BadJourney::Kind;

/// How many bad rows of a kind are named one by one.
constexpr std::size_t most_records = 20;
constexpr std::size_t most_weights = 3;

const char* rows_word(std::uint64_t rows) { return rows == 1 ? "row" : "rows"; }

/// "of 10 rows, weight 12: ..."; of stocks the weight is that of one period.
std::string account_of(const RowSums& sums, const Measuring& measuring) {
    return fmt::format(
        "of {} rows, weight {}{}: journeys {} (weight {}), aggregates {} ({}), not "
        "placed {} ({}), bad {} ({})",
        sums.all.rows, to_string(sums.all.weight),
        measuring.period.empty() ? "" : " in " + measuring.period, sums.journeys.rows,
        to_string(sums.journeys.weight), sums.aggregates.rows, to_string(sums.aggregates.weight),
        sums.unresolved.rows, to_string(sums.unresolved.weight), sums.bad.rows,
        to_string(sums.bad.weight));
}

}  // namespace

void JourneyAccounts::add(const JourneyReading& reading, std::uint64_t record) {
    if (const auto* journey = std::get_if<Journey>(&reading)) {
        add_journey(*journey, record);
    } else {
        add_bad(std::get<BadJourney>(reading), record);
    }
}

void JourneyAccounts::add_journey(const Journey& journey, std::uint64_t record) {
    for (RowSums* sums : {&sums_, &periods_[journey.time]}) {
        sums->all.add(journey.weight);
        sums->journeys.add(journey.weight);
    }
    rounded_ += journey.rounded ? 1U : 0U;
    if (journey.time_fault.empty()) {
        return;
    }
    const std::string message =
        fmt::format("{}:{}: {}", ingest::called(path_), record, journey.time_fault);
    if (strict_) {
        throw Error{Fault::input, message};
    }
    first_untimed_ = untimed_.rows == 0 ? message : first_untimed_;
    untimed_.add(journey.weight);
}

void JourneyAccounts::add_bad(const BadJourney& bad, std::uint64_t record) {
    if (strict_ && bad.kind != Kind::aggregate) {
        throw Error{Fault::input,
                    fmt::format("{}:{}: {}", ingest::called(path_), record, bad.reason)};
    }
    for (RowSums* sums : {&sums_, &periods_[bad.time]}) {
        sums->all.add(bad.weight);
        (bad.kind == Kind::aggregate ? sums->aggregates
         : bad.kind == Kind::place   ? sums->unresolved
                                     : sums->bad)
            .add(bad.weight);
    }
    if (bad.kind == Kind::aggregate || bad.kind == Kind::place) {
        add_name(bad.kind == Kind::place ? unresolved_ : aggregates_, bad, record);
        return;
    }
    RowSums::Sum& of_kind = by_kind_[bad.kind];
    of_kind.add(bad.weight);
    if (of_kind.rows <= (bad.kind == Kind::record ? most_records : most_weights)) {
        first_bad_.push_back({path_, record, bad.reason});
    }
}

void JourneyAccounts::add_name(Names& names, const BadJourney& bad, std::uint64_t record) {
    const auto [known, is_new] = names.try_emplace(bad.place);
    Lost& lost = known->second;
    if (is_new) {
        lost.name = bad.place;
        lost.first = record;
        lost.reason = bad.reason.substr(std::min(bad.reason.find(": ") + 2, bad.reason.size()));
    }
    ++lost.rows;
    lost.periods[bad.time] += bad.weight;
}

std::vector<JourneyAccounts::Lost> JourneyAccounts::listed(const Names& names,
                                                           const Measuring& measuring) {
    std::vector<Lost> list;
    for (const auto& [name, lost] : names) {
        list.push_back(lost);
        for (const auto& [period, weight] : lost.periods) {
            list.back().weight += measuring.counts(period) ? weight : Weight{};
        }
    }
    std::ranges::stable_sort(list,
                             [](const Lost& a, const Lost& b) { return a.weight > b.weight; });
    return list;
}

RowSums JourneyAccounts::sums(const Measuring& measuring) const {
    if (!measuring.is_stock()) {
        return sums_;
    }
    RowSums sums = sums_;
    const auto latest = periods_.find(measuring.period);
    const RowSums counted = latest == periods_.end() ? RowSums{} : latest->second;
    sums.all.weight = counted.all.weight;
    sums.journeys.weight = counted.journeys.weight;
    sums.aggregates.weight = counted.aggregates.weight;
    sums.unresolved.weight = counted.unresolved.weight;
    sums.bad.weight = counted.bad.weight;
    return sums;
}

Measuring JourneyAccounts::measuring(Measure measure) const {
    std::vector<std::string> labels;
    for (const auto& [period, sums] : periods_) {
        if (sums.journeys.rows > 0) {
            labels.push_back(period);
        }
    }
    return {measure, measure == Measure::stock ? latest_period(labels) : std::string{}};
}

std::vector<std::string> JourneyAccounts::notes(const Measuring& measuring) const {
    std::vector<std::string> notes;
    const auto count = [&](Kind kind) {
        const auto found = by_kind_.find(kind);
        return found == by_kind_.end() ? RowSums::Sum{} : found->second;
    };
    if (const auto bad = count(Kind::record); bad.rows > most_records) {
        notes.push_back(fmt::format("and {} more bad rows, weight {} in all",
                                    bad.rows - most_records, to_string(bad.weight)));
    }
    if (const auto bad = count(Kind::weight); bad.rows > 0) {
        notes.push_back(fmt::format("{} {} left out: no weight, or one that is no number", bad.rows,
                                    rows_word(bad.rows)));
    }
    if (const auto bad = count(Kind::negative); bad.rows > 0) {
        notes.push_back(fmt::format("{} {} left out: the weight is below 0, {} together", bad.rows,
                                    rows_word(bad.rows), to_string(bad.weight)));
    }
    if (untimed_.rows > 0) {
        notes.push_back(fmt::format(
            "{} {}, weight {}: the time cannot be read, and counts as none; "
            "the first is {}",
            untimed_.rows, rows_word(untimed_.rows), to_string(untimed_.weight), first_untimed_));
    }
    if (rounded_ > 0) {
        notes.push_back(fmt::format(
            "{} weights have more than six decimals and were rounded to six", rounded_));
    }
    if (sums_.all.rows > sums_.journeys.rows) {
        notes.push_back(account_of(sums(measuring), measuring));
    }
    return notes;
}

ColumnCheck::ColumnCheck(const JourneyColumns& columns) {
    const auto want = [&](const std::string& column, const char* what) {
        missing_.try_emplace(column, what);
    };
    for (const std::string& column : columns.origin) {
        want(column, "origin");
    }
    for (const std::string& column : columns.destination) {
        want(column, "destination");
    }
    const std::pair<const std::string&, const char*> others[] = {
        {columns.origin_name, "name of the origin"},
        {columns.destination_name, "name of the destination"},
        {columns.weight, "weight"},
        {columns.time, "time"},
        {columns.category, "category"}};
    for (const auto& [column, what] : others) {
        if (!column.empty()) {
            want(column, what);
        }
    }
}

void ColumnCheck::add(const model::Features& batch) {
    for (std::size_t i = 0; i < batch.size() && (rows_ == 0 || !missing_.empty()); ++i) {
        for (const model::Attribute& attribute : batch[i].attributes) {
            if (!met_.contains(attribute.name)) {
                met_.emplace(attribute.name);
                columns_.emplace_back(attribute.name);
                missing_.erase(std::string{attribute.name});
            }
        }
        rows_ = std::max<std::uint64_t>(rows_, 1);
    }
}

void ColumnCheck::add(const ColumnCheck& other) {
    rows_ += other.rows_;
    for (const std::string& column : other.columns_) {
        if (met_.insert(column).second) {
            columns_.push_back(column);
            missing_.erase(column);
        }
    }
}

void ColumnCheck::require(const std::string& path) const {
    if (rows_ == 0) {
        throw Error{Fault::input, ingest::called(path) + ": there are no rows in it"};
    }
    if (!missing_.empty()) {
        const auto& [column, what] = *missing_.begin();
        throw Error{Fault::input,
                    fmt::format("{}: there is no column '{}', which is to be the {}{}; the columns "
                                "are {}",
                                path, column, what, base::did_you_mean(column, columns_),
                                fmt::join(columns_, ", "))};
    }
}

}  // namespace tamga::route
