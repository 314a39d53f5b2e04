// SPDX-License-Identifier: MIT
#include "engine/bake/flow_reader.hpp"

#include "engine/bake/read_layer.hpp"
#include "engine/bake/route_columns.hpp"
#include "engine/bake/route_levels.hpp"
#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace tamga::bake {
namespace {

using route::Weight;

constexpr std::size_t most_messages = 20;

/// Places that were not found, with what is lost with them.
struct Unresolved {
    std::uint64_t records = 0;
    Weight weight;
};

class FlowReader {
public:
    FlowReader(BakedLayer& layer, bool strict)
        : layer_{layer},
          reader_{journey_columns(layer.plan.route),
                  places_named(layer.plan.route, layer.plan.gazetteer,
                               level_columns(layer.plan.drawing.levels))},
          strict_{strict},
          table_{layer.memory()} {}

    void read(const std::string& path) {
        path_ = path;
        const auto summary =
            ingest::read({.path = path,
                          .layer = layer_.plan.source_layer,
                          .crs = layer_.plan.crs,
                          .table = true,
                          .strict = strict_,
                          .temporary = layer_.table.storage.folder},
                         [&](model::Features&& batch) { return work(std::move(batch)); });
        note(path, summary, layer_);
        layer_.read += summary.read - rows_ + readings_;  // A matrix has many journeys in a row.
        rows_ = 0;
        readings_ = 0;
        layer_.bad += summary.bad;
    }

    route::FlowTable finish() {
        report_unresolved();
        require_good(layer_);
        table_.finish();
        if (rounded_ > 0) {
            layer_.messages.push_back(fmt::format(
                "{} weights have more than six decimals and were rounded to six", rounded_));
        }
        const bool has_period = std::ranges::any_of(
            table_.slots(), [](const route::FlowSlot& slot) { return !slot.period.empty(); });
        if (!layer_.plan.route.time.empty() && !has_period) {
            layer_.messages.push_back(
                fmt::format("no record has a value in column '{}'", layer_.plan.route.time));
        }
        return std::move(table_);
    }

private:
    ingest::Finish work(model::Features&& batch) {
        struct Read {
            std::vector<route::JourneyReading> readings;
            std::vector<std::uint64_t> records;
        };
        auto done =
            std::make_shared<Read>();  // Shared, because a std::function has to be copyable.
        std::optional<filter::Matcher> where;
        if (layer_.plan.where) {
            where.emplace(*layer_.plan.where);
        }
        std::size_t left_out = 0;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (where && !where->passes({batch[i].shape, batch[i].id, batch[i].attributes})) {
                ++left_out;
                continue;
            }
            for (route::JourneyReading& reading : reader_.read_all(batch[i])) {
                done->readings.push_back(std::move(reading));
                done->records.push_back(batch[i].record);
            }
        }
        const std::size_t rows = batch.size() - left_out;
        return [this, done, rows, left_out] {
            rows_ += rows;
            if (left_out > 0) {
                layer_.table.dropped[left_out_by_where] += left_out;
            }
            readings_ += done->readings.size();
            for (std::size_t i = 0; i < done->readings.size(); ++i) {
                take(done->readings[i], done->records[i]);
            }
            layer_.table.storage.keep_within_limit();
        };
    }

    void take(const route::JourneyReading& reading, std::uint64_t record) {
        if (const auto* journey = std::get_if<route::Journey>(&reading)) {
            table_.add(*journey);
            rounded_ += journey->rounded ? 1U : 0U;
            return;
        }
        const auto& bad = std::get<route::BadJourney>(reading);
        const std::string message = fmt::format("{}:{}: {}", path_, record, bad.reason);
        if (strict_) {
            throw Error{Fault::input, message};
        }
        ++layer_.bad;
        if (!bad.place.empty()) {
            Unresolved& lost = unresolved_[bad.place];
            ++lost.records;
            lost.weight += bad.weight;
        } else if (layer_.messages.size() < most_messages) {
            layer_.messages.push_back(message);
        }
    }

    /// The places that are missed most by name, the others as a sum.
    void report_unresolved() {
        std::vector<std::pair<std::string, Unresolved>> places{unresolved_.begin(),
                                                               unresolved_.end()};
        std::ranges::stable_sort(
            places, [](const auto& a, const auto& b) { return a.second.weight > b.second.weight; });
        const bool has_table =
            !layer_.plan.route.locations.empty() || !layer_.plan.route.areas.empty();
        Unresolved others;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const Unresolved& lost = places[i].second;
            if (i >= most_messages) {
                others.records += lost.records;
                others.weight += lost.weight;
                continue;
            }
            layer_.messages.push_back(
                fmt::format("'{}' could not be placed: {} records, weight {}{}", places[i].first,
                            lost.records, to_string(lost.weight),
                            has_table ? ""
                                      : "; is there a table of places to name (locations, "
                                        "--locations), or a gazetteer?"));
        }
        if (places.size() > most_messages) {
            layer_.messages.push_back(fmt::format(
                "and {} more places could not be placed: {} records, weight {}",
                places.size() - most_messages, others.records, to_string(others.weight)));
        }
    }

    BakedLayer& layer_;
    route::JourneyReader reader_;
    bool strict_;
    std::string path_;
    route::FlowTable table_;
    std::map<std::string, Unresolved> unresolved_;
    std::uint64_t rounded_ = 0;
    std::uint64_t rows_ = 0;
    std::uint64_t readings_ = 0;
};

}  // namespace

route::FlowTable read_flows(BakedLayer& layer, bool strict) {
    FlowReader reader{layer, strict};
    for (const std::string& path : layer.plan.sources) {
        reader.read(path);
    }
    return reader.finish();
}

}  // namespace tamga::bake
