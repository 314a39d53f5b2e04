// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"

#include <memory>
#include <span>

namespace tamga::bake {

/// Throws Error{Fault::input} for an attribute that a layer's plan names and no feature has, with
/// the nearest one that some have: a misspelt name would draw nothing, or publish what was to be
/// left out. It is enough if another layer that names the attribute for the same purpose has it,
/// since a command line's options are for all layers. A layer without features is passed over.
void require_attributes(std::span<const std::unique_ptr<ReadLayer>> layers);

}  // namespace tamga::bake
