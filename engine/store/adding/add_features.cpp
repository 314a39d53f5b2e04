// SPDX-License-Identifier: MIT
//
// Features into tables, one for each shape that a source holds.
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/ingest/input.hpp"
#include "engine/store/longitudes.hpp"
#include "engine/store/table.hpp"
#include "engine/store/writer.hpp"

#include <fmt/format.h>

#include <array>

namespace tamga::store {
namespace {

/// What becomes of each shape, in the order of model::Shape without "none".
struct Lane {
    Kind kind;
    const char* suffix;
    std::unique_ptr<Table> table = {};
};

}  // namespace

class Writer::Lanes {
public:
    Lanes(Writer& writer, std::string name) : writer_{writer}, name_{std::move(name)} {}

    void add(const model::Features& batch) {
        base::stop_if_interrupted();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const model::FeatureView feature = batch[i];
            Table& table = lane(feature.shape);
            if (goes_beyond(feature)) {
                const model::Features moved = within_180(feature);
                table.add(moved[0], feature.attributes);
            } else {
                table.add(feature, feature.attributes);
            }
        }
    }

    /// The lanes that have rows, under their final names.
    std::vector<Lane*> used() {
        std::vector<Lane*> result;
        for (Lane& lane : lanes_) {
            if (lane.table) {
                result.push_back(&lane);
            }
        }
        if (result.size() == 1) {
            result[0]->table->rename(name_);
        }
        return result;
    }

private:
    Table& lane(model::Shape shape) {
        Lane& lane = lanes_.at(static_cast<std::size_t>(shape) - 1);
        if (!lane.table) {
            lane.table = writer_.table(name_ + lane.suffix, lane.kind);
        }
        return *lane.table;
    }

    Writer& writer_;
    std::string name_;
    std::array<Lane, 3> lanes_{Lane{Kind::points, "_points"}, Lane{Kind::lines, "_lines"},
                               Lane{Kind::polygons, "_polygons"}};
};

namespace {

void require_features(const ingest::Source& source, const ingest::Summary& summary) {
    if (summary.read == 0) {
        throw Error{Fault::input, ingest::called(source.path) + ": holds no features"};
    }
    if (summary.bad == summary.read) {
        const ingest::BadRecord& first = summary.first_bad.front();
        throw Error{Fault::input, fmt::format("{}: none of {} records can be used; {}: {}",
                                              ingest::called(source.path), summary.read,
                                              first.record, first.reason)};
    }
}

}  // namespace

Added Writer::add_layer(const std::string& wanted, const ingest::Source& source) {
    const StoredName stored = stored_name(wanted);
    for (const char* suffix : {"", "_points", "_lines", "_polygons"}) {
        check_name(stored.name + suffix);
    }
    Added added;
    Lanes lanes{*this, stored.name};
    added.summary = ingest::read(source, [&](model::Features&& batch) -> ingest::Finish {
        // Shared, because a std::function has to be copyable.
        auto kept = std::make_shared<model::Features>(std::move(batch));
        return [&lanes, kept] { lanes.add(*kept); };
    });
    require_features(source, added.summary);
    if (!stored.note.empty()) {
        added.summary.notes.push_back(stored.note);
    }
    for (Lane* lane : lanes.used()) {
        base::stop_if_interrupted();
        lane->table->finish();
        add_to_layers({.name = lane->table->name(),
                       .kind = lane->kind,
                       .features = lane->table->rows(),
                       .source = source.path},
                      added);
        const auto& notes = lane->table->notes();
        added.summary.notes.insert(added.summary.notes.end(), notes.begin(), notes.end());
    }
    return added;
}

}  // namespace tamga::store
