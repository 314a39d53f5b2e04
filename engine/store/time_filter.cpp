// SPDX-License-Identifier: MIT
#include "engine/store/time_filter.hpp"

#include "engine/base/error.hpp"
#include "engine/base/printable.hpp"
#include "engine/ingest/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::store {
namespace {

std::size_t time_column(const Layer& layer, const std::vector<std::string>& columns) {
    const auto found = std::ranges::find(columns, "time");
    if (found == columns.end()) {
        throw Error{Fault::input, "layer '" + layer.name + "' has no column 'time'"};
    }
    return static_cast<std::size_t>(found - columns.begin());
}

const std::string& require_periods(const std::string& text, const Layer& layer) {
    if (!layer.has_time) {
        throw Error{Fault::usage,
                    "layer '" + layer.name + "' has no periods; ingest it with --time COLUMN"};
    }
    return text;
}

}  // namespace

TimeFilter::TimeFilter(const std::string& text, Reader& reader, const Layer& layer,
                       const std::vector<std::string>& columns)
    : range_{require_periods(text, layer)}, column_{time_column(layer, columns)} {
    if (!range_.label() || reader.has_period(layer, *range_.label())) {
        return;
    }
    constexpr std::size_t most_shown = 100;
    std::vector<std::string> periods = reader.periods(layer, most_shown);
    for (std::string& period : periods) {
        period = base::shortened(period);
    }
    throw Error{Fault::usage, fmt::format("'{}' is no time; {}; layer '{}' has {}", text,
                                          time_forms, layer.name, ingest::listed(periods))};
}

bool TimeFilter::passes(const Row& row) {
    const auto* text = std::get_if<std::string_view>(&row.values[column_]);
    if (text == nullptr) {  // What ingest writes is a text or nothing.
        timeless_.add(row.weight);
        return false;
    }
    const TimeRange::Answer answer = range_.holds(*text);
    if (answer == TimeRange::Answer::unreadable) {
        unreadable_.add(row.weight);
        if (unreadable_.rows == 1) {
            unreadable_time_ = base::shortened(*text);
        }
    }
    return answer == TimeRange::Answer::yes;
}

std::vector<std::string> TimeFilter::notes() const {
    std::vector<std::string> all;
    if (timeless_.rows > 0) {
        all.push_back(fmt::format("--time left out {} of the routes looked at, which {} no time{}",
                                  timeless_.rows, timeless_.rows == 1 ? "has" : "have",
                                  timeless_.weighing()));
    }
    if (unreadable_.rows > 0) {
        all.push_back(
            fmt::format("--time left out {} of the routes looked at, whose time is no "
                        "date, such as '{}'{}",
                        unreadable_.rows, unreadable_time_, unreadable_.weighing()));
    }
    return all;
}

}  // namespace tamga::store
