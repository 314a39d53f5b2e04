// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/coordinate_text.hpp"
#include "engine/place/gazetteer.hpp"

#include <memory>
#include <string>

namespace tamga::cli {

/// The gazetteer at `path`; if that is empty, the usual one, or null if there is none. Throws
/// Error{Fault::input} if `path` is named and no gazetteer.
std::unique_ptr<place::Gazetteer> gazetteer_if_there(const std::string& path);

/// What a reader of coordinates asks about places. Empty without a gazetteer, which must live as
/// long as the answer is used.
geo::PlaceLookup place_lookup(const place::Gazetteer* gazetteer);

}  // namespace tamga::cli
