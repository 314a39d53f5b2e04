// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/baked_layer.hpp"
#include "engine/ingest/read.hpp"

#include <memory>
#include <string>

namespace tamga::bake {

/// Reads all sources of a layer of features. Its large arrays lie in `storage`.
std::unique_ptr<BakedLayer> read_features(const style::Layer& plan, bool strict,
                                          const Storage& storage);

/// Adds what a source's reader has to say to the layer's messages.
void note(const std::string& path, const ingest::Summary& summary, BakedLayer& layer);

/// Throws Error{Fault::input} with the first reason if the layer has records and all are bad.
void require_good(const BakedLayer& layer);

/// Adds a message for each attribute that the plan names and no feature has.
void note_missing_attributes(BakedLayer& layer);

}  // namespace tamga::bake
