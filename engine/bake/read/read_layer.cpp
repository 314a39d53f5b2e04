// SPDX-License-Identifier: MIT
#include "engine/bake/read/read_layer.hpp"

#include "engine/bake/read/make_chunks.hpp"
#include "engine/bake/read/merge_lines.hpp"
#include "engine/bake/read/read_source.hpp"
#include "engine/base/error.hpp"
#include "engine/base/printable.hpp"
#include "engine/ingest/input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace tamga::bake {

namespace {

void note_lost_parts(const std::string& path, std::uint64_t count,
                     std::span<const ingest::LostPart> parts, ReadLayer& layer) {
    constexpr std::size_t lines = 10;
    layer.lost_parts += count;
    for (const ingest::LostPart& part : parts) {
        layer.first_lost.push_back({path, part});
    }
    for (const ingest::LostPart& part : parts.first(std::min(lines, parts.size()))) {
        layer.messages.push_back(
            fmt::format("{}:{}: {}", ingest::called(path), part.record, to_string(part)));
    }
    if (count > lines) {
        layer.messages.push_back(
            fmt::format("{}: and {} more parts are left out", path, count - lines));
    }
}

}  // namespace

void note(const std::string& path, const ingest::Summary& summary, ReadLayer& layer) {
    for (const ingest::BadRecord& bad : summary.first_bad) {
        layer.messages.push_back(
            fmt::format("{}:{}: {}{}", ingest::called(path), bad.record, bad.reason,
                        bad.name.empty() ? "" : fmt::format(" ('{}')", bad.name)));
    }
    if (summary.bad > summary.first_bad.size()) {
        layer.messages.push_back(fmt::format("{}: and {} more bad records", path,
                                             summary.bad - summary.first_bad.size()));
    }
    note_lost_parts(path, summary.lost_parts, summary.first_lost, layer);
    for (const std::string& text : summary.notes) {
        layer.messages.push_back(fmt::format("{}: {}", ingest::called(path), text));
    }
}

void require_records(const std::string& path, const ingest::Summary& summary) {
    if (summary.read == 0) {
        throw Error{Fault::input, path + ": there is no record in it"};
    }
}

void require_good(const ReadLayer& layer) {
    if (layer.bad > 0 && layer.bad == layer.read) {
        throw Error{Fault::input, fmt::format("layer '{}': none of {} records can be used; {}",
                                              layer.plan.name, layer.read, layer.messages.at(0))};
    }
}

namespace {

/// The layer that a layer's label points go into. The labels of the largest polygons are kept
/// first, unless the plan says what else goes first.
std::unique_ptr<ReadLayer> label_layer(const ReadLayer& polygons) {
    auto labels = std::make_unique<ReadLayer>(polygons.table.storage);
    labels->plan = polygons.plan;
    labels->plan.name += "_labels";
    labels->plan.kind = plan::Kind::points;
    if (labels->plan.keep == plan::Keep::automatic || labels->plan.keep == plan::Keep::largest) {
        labels->plan.keep = plan::Keep::heaviest;
    }
    labels->plan.clusters = {};  // Of points that are the polygons', not of these.
    labels->keys = polygons.keys;
    labels->table.zooms_by_where = polygons.table.zooms_by_where;
    return labels;
}

/// What a reader of files sees to. Throws Error{Fault::input} with the feature's number.
void require_positions(const model::Features& batch, const std::string& layer) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        for (const geo::LonLat position : batch[i].positions) {
            if (!std::isfinite(position.lon) || !(std::abs(position.lat) <= 90)) {
                throw Error{Fault::input,
                            fmt::format("layer '{}': feature {} of a batch in memory has a "
                                        "position at longitude {}, latitude {}; latitudes are in "
                                        "-90..90",
                                        layer, i + 1, position.lon, position.lat)};
            }
        }
    }
}

/// What a reader of tiles can list, and a designer can style.
constexpr std::size_t most_layers = 1'000;

/// The layers of one source.
class SourceReader {
public:
    SourceReader(const plan::Layer& plan, bool strict, const Storage& storage)
        : plan_{plan}, strict_{strict}, storage_{storage} {
        for (const plan::Join& join : plan.joins) {
            joins_.emplace_back(join);
        }
        layer("");
    }

    void read(const std::string& path) {
        const ingest::Source source{.path = path,
                                    .layer = plan_.source_layer,
                                    .crs = plan_.crs,
                                    .encoding = plan_.encoding,
                                    .strict = strict_,
                                    .temporary = storage_.folder};
        ReadNotes notes;
        const auto summary = read_source(source, [&](model::Features&& batch) {
            auto chunks = std::make_shared<BatchChunks>(
                make_chunks(batch, {plan_, joins_, *keys_, storage_.memory, pool_}));
            return ingest::Finish{[this, chunks, &notes] {
                for (auto& [name, chunk] : chunks->by_layer) {
                    append(std::move(chunk), layer(name));
                }
                notes.add(chunks->notes);
            }};
        });
        require_records(path, summary);
        ReadLayer& own = *layer("").features;
        note(path, summary, own);
        own.read += summary.bad;
        own.bad += summary.bad;
        note_lost_parts(path, notes.lost_parts.size(), notes.lost_parts, own);
        note_odd(path, notes, own);
        notes_.add(notes);
    }

    /// The same of features in memory.
    void read(const model::Features& batch) {
        require_positions(batch, plan_.name);
        BatchChunks chunks = make_chunks(batch, {plan_, joins_, *keys_, storage_.memory, pool_});
        for (auto& [name, chunk] : chunks.by_layer) {
            append(std::move(chunk), layer(name));
        }
        const std::string called = fmt::format("layer '{}'", plan_.name);
        ReadLayer& own = *layer("").features;
        note_lost_parts(called, chunks.notes.lost_parts.size(), chunks.notes.lost_parts, own);
        note_odd(called, chunks.notes, own);
        notes_.add(chunks.notes);
    }

    std::vector<std::unique_ptr<ReadLayer>> finish() {
        ReadLayer& own = *layer("").features;
        for (std::size_t i = 0; i < joins_.size() && !notes_.joins.empty(); ++i) {
            std::ranges::move(messages(joins_[i], notes_.joins[i]),
                              std::back_inserter(own.messages));
        }
        require_good(own);
        std::vector<std::unique_ptr<ReadLayer>> all;
        bool labelled = false;
        for (auto& [name, made] : layers_) {
            if (made.features->read == 0 && name.empty() && layers_.size() > 1) {
                std::ranges::move(
                    made.features->messages,
                    std::back_inserter(std::next(layers_.begin())->second.features->messages));
                continue;
            }
            made.features->names = notes_.names;
            collect_rows(made.features->table);
            if (plan_.merge_lines) {
                made.features->merged += merge_lines(made.features->table);
            }
            all.push_back(std::move(made.features));
            if (made.labels && made.labels->read > 0) {
                collect_rows(made.labels->table);
                all.push_back(std::move(made.labels));
                labelled = true;
            }
        }
        if (plan_.label_points && !labelled) {
            all[0]->messages.emplace_back("there is no polygon to label");
        }
        return all;
    }

private:
    struct Made {
        std::unique_ptr<ReadLayer> features;
        std::unique_ptr<ReadLayer> labels;
    };

    /// The layer that features ask for by this name; none is the plan's own.
    Made& layer(const std::string& name) {
        Made& made = layers_[name == plan_.name ? "" : name];
        if (layers_.size() > most_layers) {
            throw Error{Fault::input,
                        fmt::format("layer '{}': its features name over {} layers (\"tippecanoe\", "
                                    "layer_by), as '{}'; are these identifiers instead of classes?",
                                    plan_.name, most_layers, base::shortened(name))};
        }
        if (!made.features) {
            made.features = std::make_unique<ReadLayer>(storage_);
            made.features->plan = plan_;
            if (!name.empty()) {
                made.features->plan.name = name;
            }
            made.features->keys = keys_;
            made.features->table.zooms_by_where = plan_.where && plan_.where->uses_zoom();
            if (plan_.label_points) {
                made.labels = label_layer(*made.features);
            }
        }
        return made;
    }

    static void append(std::shared_ptr<Chunk> chunk, Made& made) {
        if (auto labels = std::move(chunk->labels)) {
            made.labels->read += labels->features;
            made.labels->table.append(std::move(labels));
        }
        made.features->read += chunk->features;
        made.features->table.append(std::move(chunk));
    }

    void note_odd(const std::string& path, const ReadNotes& notes, ReadLayer& own) const {
        for (const OddMessage& message : odd_messages(path, notes)) {
            if (strict_) {
                throw Error{Fault::input, message.fault};
            }
            own.messages.push_back(message.fault + message.consequence);
        }
    }

    const plan::Layer& plan_;
    bool strict_;
    Storage storage_;
    std::vector<JoinTable> joins_;
    std::shared_ptr<KeyNames> keys_ = std::make_shared<KeyNames>();  // Of all these layers.
    ChunkPool pool_;
    std::map<std::string, Made> layers_;
    ReadNotes notes_;
};

}  // namespace

void check_layer_names(std::span<const std::unique_ptr<ReadLayer>> layers) {
    std::set<std::string> names;
    for (const auto& layer : layers) {
        if (!names.insert(layer->plan.name).second) {
            throw Error{Fault::usage,
                        fmt::format("there are two layers '{}': one is named so by features or "
                                    "options (\"tippecanoe\", layer_by); give the other another "
                                    "name",
                                    layer->plan.name)};
        }
    }
}

std::vector<std::unique_ptr<ReadLayer>> read_features(const plan::Layer& plan, bool strict,
                                                      const Storage& storage) {
    SourceReader reader{plan, strict, storage};
    for (const auto& batch : plan.features) {
        reader.read(*batch);
    }
    for (const std::string& path : plan.sources) {
        reader.read(path);
    }
    return reader.finish();
}

}  // namespace tamga::bake
