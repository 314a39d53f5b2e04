// SPDX-License-Identifier: MIT
#include "engine/bake/read_layer.hpp"

#include <fmt/format.h>

namespace tamga::bake {

void note(const std::string& path, const ingest::Summary& summary, BakedLayer& layer) {
    for (const ingest::BadRecord& bad : summary.first_bad) {
        layer.messages.push_back(fmt::format("{}:{}: {}", path, bad.record, bad.reason));
    }
    if (summary.bad > summary.first_bad.size()) {
        layer.messages.push_back(
            fmt::format("{}: and {} more bad records", path, summary.bad - summary.first_bad.size()));
    }
    for (const std::string& text : summary.notes) {
        layer.messages.push_back(fmt::format("{}: {}", path, text));
    }
}

std::unique_ptr<BakedLayer> read_features(const style::Layer& plan, bool strict) {
    auto layer = std::make_unique<BakedLayer>();
    layer->plan = plan;
    for (const std::string& path : plan.sources) {
        const ingest::Source source{
            .path = path, .layer = plan.source_layer, .crs = plan.crs, .strict = strict};
        const auto summary = ingest::read(source, [&](model::Features&& batch) {
            auto chunk = make_chunk(batch, layer->plan, layer->keys);
            return ingest::Finish{[&layer, chunk] { layer->table.append(chunk); }};
        });
        note(path, summary, *layer);
        layer->read += summary.read;
        layer->bad += summary.bad;
    }
    return layer;
}

}  // namespace tamga::bake
