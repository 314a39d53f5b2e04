// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/geo/lonlat.hpp"
#include "engine/track/moment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tamga::photo {

/// What a photo says about where and when it was taken.
struct Photo {
    std::optional<geo::LonLat> position;
    std::string source;  ///< Where the position stands: "exif" or "xmp".
    std::optional<double> altitude_m;
    std::optional<double> speed_mps;
    std::optional<double> course_deg;     ///< Of the movement, clockwise from north.
    std::optional<double> direction_deg;  ///< Where the camera looked, likewise.
    std::optional<double> gps_utc_s;      ///< By the receiver's clock.
    std::optional<track::Moment> taken;   ///< By the camera's clock, with its zone if it says so.
    std::string camera;                   ///< The model.
    std::vector<std::string> warnings;    ///< What is odd about the position, one sentence each.
};

/// Reads the Exif and XMP of a JPEG, HEIC, PNG, TIFF, WebP, or a raw format that Exiv2 knows. A
/// photo without a position is no error. Throws Error{Fault::input} if the bytes are no photo.
/// May be called from several threads at once.
Photo read_photo(ByteView file);

}  // namespace tamga::photo
