// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/journeys/routes.hpp"

#include <memory>
#include <optional>

namespace tamga::bake {

/// What becomes of texts and photos: the layer NAME, a point for each place a text names, with the
/// sentence it stands in, and for each photo that says where it was taken, with its path; and, if a
/// text tells journeys, what makes the layers NAME_journeys and NAME_journeys_places.
struct Story {
    std::unique_ptr<ReadLayer> points;
    std::optional<RouteSource> journeys;
};

/// Reads texts and photos.
///
/// A text's source is known by its not being called as a photo is (.jpg, .heic, ...). A photo
/// without a position is a bad record. Throws Error{Fault::input} if a text is not UTF-8, or there
/// is no gazetteer.
Story read_stories(const plan::Layer& plan, const Storage& storage);

}  // namespace tamga::bake
