// SPDX-License-Identifier: MIT
#include "engine/bake/journeys/flow_reader.hpp"

#include "engine/bake/read/read_layer.hpp"
#include "engine/bake/read/read_source.hpp"
#include "engine/base/error.hpp"
#include "engine/ingest/input.hpp"
#include "engine/ingest/kept_source.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/flows/unit_levels.hpp"
#include "engine/route/table/journey_accounts.hpp"
#include "engine/route/table/named_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace tamga::bake {
namespace {

constexpr std::size_t most_messages = 20;

/// The reason that is given for rows of aggregates, which are left out.
constexpr const char* of_aggregates = "of an aggregate, not of places";

/// A source as the user named it, and where it can be read more than once.
struct Source {
    std::string path;
    std::unique_ptr<ingest::KeptSource> kept;  ///< Null: it is read once.

    const std::string& readable() const { return kept ? kept->path() : path; }
};

/// Must names be known before journeys are read?
bool surveys_names(const route::JourneyColumns& columns) {
    return route::wants_names(columns) || columns.list_names;
}

std::vector<Source> sources_of(const ReadLayer& layer) {
    std::vector<Source> sources;
    for (const std::string& path : layer.plan.sources) {
        Source& source = sources.emplace_back(Source{path, nullptr});
        if (surveys_names(layer.plan.route)) {
            source.kept = std::make_unique<ingest::KeptSource>(path, layer.table.storage.folder);
        }
    }
    return sources;
}

/// What the weights are; a guess is said.
route::Measure measure_with_note(ReadLayer& layer) {
    route::GuessedMeasure guess = route::measure_of(layer.plan.route, layer.plan.sources);
    if (!guess.note.empty()) {
        layer.messages.push_back(std::move(guess.note));
    }
    return guess.measure;
}

/// Which rows of a batch the plan's `where` lets pass.
class RowFilter {
public:
    explicit RowFilter(const plan::Layer& plan) {
        if (plan.where) {
            where_.emplace(*plan.where);
        }
    }
    bool passes(const model::FeatureView& row) {
        return !where_ || where_->passes({row.shape, row.id, row.attributes});
    }

private:
    std::optional<filter::Matcher> where_;
};

/// "it is no M49 code" of "'CHI' is no M49 code", beside which the name stands already.
std::string about(const route::JourneyAccounts::Lost& lost) {
    const std::string named = "'" + lost.name + "' ";
    return lost.reason.starts_with(named) ? "it " + lost.reason.substr(named.size()) : lost.reason;
}

class FlowReader {
public:
    FlowReader(ReadLayer& layer, bool strict)
        : layer_{layer},
          strict_{strict},
          sources_{sources_of(layer)},
          measure_{measure_with_note(layer)},
          survey_{layer.plan.route, measure_},
          accounts_{strict},
          table_{layer.memory()} {}

    route::FlowTable read() {
        find_places();
        for (const Source& source : sources_) {
            read(source);
        }
        measuring_ = accounts_.measuring(measure_);
        layer_.route = std::make_unique<RouteFacts>();
        layer_.route->measuring = measuring_;
        layer_.route->rows = accounts_.sums(measuring_);
        layer_.route->rows_of_periods = accounts_.periods();
        layer_.route->places_read_as = read_as_;
        layer_.route->names = resolved_names(survey_, *reader_, measuring_);
        if (const auto left_out = accounts_.sums().aggregates.rows; left_out > 0) {
            layer_.table.dropped[of_aggregates] = left_out;
        }
        report();
        require_journeys();
        table_.finish();
        return std::move(table_);
    }

private:
    using Use = std::function<ingest::Finish(std::shared_ptr<model::Features>)>;

    ingest::Summary read_batches(const Source& source, const Use& use) const {
        return read_source({.path = source.readable(),
                            .layer = layer_.plan.source_layer,
                            .crs = layer_.plan.crs,
                            .encoding = layer_.plan.encoding,
                            .table = true,
                            .strict = strict_,
                            .temporary = layer_.table.storage.folder},
                           [&](model::Features&& batch) {
                               return use(std::make_shared<model::Features>(std::move(batch)));
                           });
    }

    /// What names are is decided by all of them, so that they are read before any journey is.
    void find_places() {
        if (surveys_names(layer_.plan.route)) {
            for (const Source& source : sources_) {
                survey(source);
            }
        }
        route::NamedPlaces places =
            route::places_named(layer_.plan.route, layer_.plan.gazetteer,
                                route::level_columns(layer_.plan.drawing.levels), survey_.names());
        if (!places.note.empty()) {
            layer_.messages.push_back(places.note);
        }
        read_as_ = places.read_as;
        reader_.emplace(layer_.plan.route, std::move(places.locations));
    }

    void survey(const Source& source) {
        read_batches(source, [this](const std::shared_ptr<model::Features>& batch) {
            auto part = std::make_shared<route::NameSurvey>(layer_.plan.route, measure_);
            RowFilter filter{layer_.plan};
            for (std::size_t i = 0; i < batch->size(); ++i) {
                if (filter.passes((*batch)[i])) {
                    part->add((*batch)[i]);
                }
            }
            return ingest::Finish{[this, part] { survey_.add(*part); }};
        });
    }

    void read(const Source& source) {
        accounts_.begin(source.path);
        route::ColumnCheck columns{reader_->columns()};
        const route::ColumnCheck unasked = columns;
        const auto summary =
            read_batches(source, [&](const std::shared_ptr<model::Features>& batch) {
                auto part = std::make_shared<route::ColumnCheck>(unasked);
                part->add(*batch);
                ingest::Finish take = work(*batch);
                return ingest::Finish{[&columns, part, take = std::move(take)] {
                    columns.add(*part);
                    take();
                }};
            });
        note(source.path, summary, layer_);
        columns.require(source.path);
        layer_.read += summary.read - rows_ + readings_;  // A matrix has many journeys in a row.
        rows_ = 0;
        readings_ = 0;
        layer_.bad += summary.bad;
    }

    ingest::Finish work(const model::Features& batch) {
        struct Read {
            std::vector<route::JourneyReading> readings;
            std::vector<std::uint64_t> records;
        };
        auto done =
            std::make_shared<Read>();  // Shared, because a std::function has to be copyable.
        RowFilter filter{layer_.plan};
        std::size_t left_out = 0;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (!filter.passes(batch[i])) {
                ++left_out;
                continue;
            }
            for (route::JourneyReading& reading : reader_->read_all(batch[i])) {
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
        accounts_.add(reading, record);
        if (const auto* journey = std::get_if<route::Journey>(&reading)) {
            table_.add(*journey);
        } else {
            const auto kind = std::get<route::BadJourney>(reading).kind;
            layer_.bad += kind == route::BadJourney::Kind::aggregate ? 0U : 1U;
        }
    }

    using Lost = std::vector<route::JourneyAccounts::Lost>;

    /// Those that weigh most by name, the others as a sum. `sentence` makes a message of each.
    template <class Sentence>
    void list(const Lost& names, const char* others, const Sentence& sentence) {
        route::RowSums::Sum rest;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i < most_messages) {
                layer_.messages.push_back(sentence(names[i]));
            } else {
                rest.rows += names[i].rows;
                rest.weight += names[i].weight;
            }
        }
        if (names.size() > most_messages) {
            layer_.messages.push_back(fmt::format("and {} more {}: {} records, weight {}",
                                                  names.size() - most_messages, others, rest.rows,
                                                  to_string(rest.weight)));
        }
    }

    void report() {
        reasons_at_ = layer_.messages.size();
        for (const auto& bad : accounts_.first_bad()) {
            layer_.messages.push_back(
                fmt::format("{}:{}: {}", ingest::called(bad.path), bad.record, bad.reason));
        }
        if (!measuring_.period.empty()) {
            layer_.messages.push_back(
                fmt::format("stocks are not added up over periods: numbers without one are of {}, "
                            "the latest",
                            measuring_.period));
        }
        const bool has_table =
            !layer_.plan.route.locations.empty() || !layer_.plan.route.areas.empty();
        list(accounts_.unresolved(measuring_), "places could not be placed", [&](const auto& lost) {
            return fmt::format("'{}' could not be placed: {} records, weight {}{}", lost.name,
                               lost.rows, to_string(lost.weight),
                               has_table           ? ""
                               : !read_as_.empty() ? "; " + about(lost)
                                                   : "; is there a table of places to name "
                                                     "(locations, --locations), or a gazetteer?");
        });
        list(accounts_.aggregates(measuring_), "aggregates", [](const auto& lost) {
            return fmt::format(
                "'{}' is an aggregate, not a place, and left out: {} records, "
                "weight {}",
                lost.name, lost.rows, to_string(lost.weight));
        });
        std::ranges::copy(accounts_.notes(measuring_), std::back_inserter(layer_.messages));
        if (!layer_.plan.route.time.empty() && !has_period()) {
            layer_.messages.push_back(
                fmt::format("no record has a value in column '{}'", layer_.plan.route.time));
        }
    }

    bool has_period() const {
        return std::ranges::any_of(
            table_.slots(), [](const route::FlowSlot& slot) { return !slot.period.empty(); });
    }

    /// Something must be left to be drawn.
    void require_journeys() const {
        if (accounts_.sums().journeys.rows == 0 && reasons_at_ < layer_.messages.size()) {
            throw Error{Fault::input,
                        fmt::format("layer '{}': none of {} records can be used; {}",
                                    layer_.plan.name, layer_.read, layer_.messages[reasons_at_])};
        }
        require_good(layer_);
    }

    ReadLayer& layer_;
    bool strict_;
    std::vector<Source> sources_;
    route::Measure measure_;
    route::Measuring measuring_;
    route::NameSurvey survey_;
    std::string read_as_;
    std::optional<route::JourneyReader> reader_;
    route::JourneyAccounts accounts_;
    route::FlowTable table_;
    std::size_t reasons_at_ = 0;  ///< Where in the messages those on rows begin.
    std::uint64_t rows_ = 0;
    std::uint64_t readings_ = 0;
};

}  // namespace

route::FlowTable read_flows(ReadLayer& layer, bool strict) {
    return FlowReader{layer, strict}.read();
}

}  // namespace tamga::bake
