// SPDX-License-Identifier: MIT
#include "engine/bake/read/require_attributes.hpp"

#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/ingest/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tamga::bake {
namespace {

/// An attribute that a plan names.
struct Wanted {
    std::string name;
    std::string purpose;
    std::string hint = {};
};

std::vector<Wanted> wanted_by_where(const filter::Expression& where) {
    std::vector<Wanted> all;
    for (const filter::Expression::Name& name : where.names()) {
        all.push_back({name.text, fmt::format("that where asks for in column {}", name.column),
                       fmt::format("; a text stands in single quotes: '{}'", name.text)});
    }
    return all;
}

std::vector<Wanted> wanted_by(const plan::Layer& plan) {
    std::vector<Wanted> all;
    const auto want = [&all](const std::string& name, const char* purpose) {
        if (!name.empty()) {
            all.push_back({name, purpose});
        }
    };
    for (const std::string& name : plan.attributes.value_or(std::vector<std::string>{})) {
        want(name, "to include");
    }
    for (const std::string& name : plan.exclude) {
        want(name, "to exclude");
    }
    for (const auto& [name, type] : plan.types) {
        want(name, "to give a type");
    }
    for (const auto& [name, zooms] : plan.attributes_at) {
        want(name, "to write at some zooms");
    }
    for (const auto& [name, way] : plan.clusters.accumulate) {
        want(name, "to accumulate");
    }
    for (const plan::Join& join : plan.joins) {
        want(join.key, "to join by");
    }
    want(plan.id, "to take the id from");
    want(plan.keep_by, "to keep by");
    want(plan.order_by, "to order by");
    want(plan.min_zoom_by, "to take the first zoom from");
    want(plan.max_zoom_by, "to take the last zoom from");
    want(plan.layer_by, "to take the layer from");
    if (plan.where) {
        std::ranges::move(wanted_by_where(*plan.where), std::back_inserter(all));
    }
    return all;
}

bool is_met(const ReadLayer& layer, const Wanted& wanted) {
    const auto all = wanted_by(layer.plan);
    return layer.names && layer.names->contains(wanted.name) &&
           std::ranges::any_of(all, [&](const Wanted& other) {
               return other.name == wanted.name && other.purpose == wanted.purpose;
           });
}

}  // namespace

void require_attributes(std::span<const std::unique_ptr<ReadLayer>> layers) {
    for (const auto& layer : layers) {
        if (!layer->names || layer->read == layer->bad) {
            continue;
        }
        for (const Wanted& wanted : wanted_by(layer->plan)) {
            const bool met = std::ranges::any_of(
                layers, [&](const auto& other) { return is_met(*other, wanted); });
            if (!met) {
                const std::vector<std::string> known{layer->names->begin(), layer->names->end()};
                const std::string nearest = base::did_you_mean(wanted.name, known);
                throw Error{Fault::input,
                            fmt::format("layer '{}': no feature has an attribute '{}' {}{}; the "
                                        "features have {}",
                                        layer->plan.name, wanted.name, wanted.purpose,
                                        nearest.empty() ? wanted.hint : nearest,
                                        known.empty() ? "none" : ingest::listed(known))};
            }
        }
    }
}

}  // namespace tamga::bake
