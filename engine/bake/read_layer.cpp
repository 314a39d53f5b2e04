// SPDX-License-Identifier: MIT
#include "engine/bake/read_layer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>

namespace tamga::bake {

void note(const std::string& path, const ingest::Summary& summary, BakedLayer& layer) {
    for (const ingest::BadRecord& bad : summary.first_bad) {
        layer.messages.push_back(fmt::format("{}:{}: {}", path, bad.record, bad.reason));
    }
    if (summary.bad > summary.first_bad.size()) {
        layer.messages.push_back(fmt::format("{}: and {} more bad records", path,
                                             summary.bad - summary.first_bad.size()));
    }
    for (const std::string& text : summary.notes) {
        layer.messages.push_back(fmt::format("{}: {}", path, text));
    }
}

void require_good(const BakedLayer& layer) {
    if (layer.bad > 0 && layer.bad == layer.read) {
        throw Error{Fault::input, fmt::format("layer '{}': none of {} records can be used; {}",
                                              layer.plan.name, layer.read, layer.messages.at(0))};
    }
}

void note_missing_attributes(BakedLayer& layer) {
    const std::set<std::string>& names = layer.table.names;
    if (layer.table.rows.empty()) {
        return;
    }
    const auto require = [&](const std::string& name) {
        if (!name.empty() && !names.contains(name)) {
            const std::vector<std::string> known{names.begin(), names.end()};
            layer.messages.push_back(fmt::format("no feature has an attribute '{}'{}", name,
                                                 base::did_you_mean(name, known)));
        }
    };
    std::ranges::for_each(layer.plan.attributes.value_or(std::vector<std::string>{}), require);
    std::ranges::for_each(std::views::keys(layer.plan.types), require);
    std::ranges::for_each(std::views::keys(layer.plan.clusters.accumulate), require);
    require(layer.plan.id);
    require(layer.plan.keep_by);
}

std::unique_ptr<BakedLayer> read_features(const style::Layer& plan, bool strict,
                                          const Storage& storage) {
    auto layer = std::make_unique<BakedLayer>(storage);
    layer->plan = plan;
    for (const std::string& path : plan.sources) {
        const ingest::Source source{
            .path = path, .layer = plan.source_layer, .crs = plan.crs, .strict = strict};
        const auto summary = ingest::read(source, [&](model::Features&& batch) {
            auto chunk = make_chunk(batch, layer->plan, layer->keys, storage.memory);
            return ingest::Finish{[&layer, chunk] { layer->table.append(chunk); }};
        });
        note(path, summary, *layer);
        layer->read += summary.read;
        layer->bad += summary.bad;
    }
    require_good(*layer);
    collect_rows(layer->table);
    note_missing_attributes(*layer);
    return layer;
}

}  // namespace tamga::bake
