// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/ingest/read.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tamga::bake {

/// Reads all sources of a layer of features. The first layer is the plan's own, unless all features
/// ask for others; then come those that features ask for, by name, and after each layer that of its
/// label points. Their large arrays lie in `storage`.
std::vector<std::unique_ptr<ReadLayer>> read_features(const plan::Layer& plan, bool strict,
                                                      const Storage& storage);

/// Adds what a source's reader has to say to the layer's messages.
void note(const std::string& path, const ingest::Summary& summary, ReadLayer& layer);

/// Throws Error{Fault::input} if a source has no records at all.
void require_records(const std::string& path, const ingest::Summary& summary);

/// Throws Error{Fault::input} with the first reason if the layer has records and all are bad.
void require_good(const ReadLayer& layer);

/// Throws Error{Fault::usage} if two layers have one name, which features may give.
void check_layer_names(std::span<const std::unique_ptr<ReadLayer>> layers);

}  // namespace tamga::bake
