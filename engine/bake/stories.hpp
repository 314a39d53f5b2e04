// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/routes.hpp"

#include <memory>
#include <vector>

namespace tamga::bake {

/// Reads texts and photos and makes layers of them: NAME, a point for each place a text names, with
/// the sentence it stands in, and for each photo that says where it was taken, with its path; and,
/// if a text tells journeys, NAME_journeys and NAME_journeys_places as read_routes() makes them.
///
/// A text's source is known by its not being called as a photo is (.jpg, .heic, ...). A photo
/// without a position is a bad record. Throws Error{Fault::input} if a text is not UTF-8, or there
/// is no gazetteer.
std::vector<std::unique_ptr<BakedLayer>> read_stories(const style::Layer& plan,
                                                      RouteTolerance tolerance,
                                                      const Storage& storage);

}  // namespace tamga::bake
