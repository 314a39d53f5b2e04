// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/geo/lonlat.hpp"

#include <optional>
#include <string_view>

namespace tamga::photo {

/// What is written into a photo.
struct GpsTags {
    geo::LonLat position;
    std::optional<double> altitude_m;
    std::optional<double> speed_mps;
    std::optional<double> course_deg;
    std::optional<double> direction_deg;
    std::optional<double> utc_s;  ///< When the receiver was there.
    bool dated = true;            ///< False: utc_s is a time of day only.
};

/// A copy of a TIFF file, or of the Exif block of another format, that holds these tags.
///
/// Nothing that was there moves: the new GPS directory is put at the end, and only the pointer to
/// it is changed (if there was none, the first directory, too, is written again at the end). So
/// maker notes, whose offsets nobody knows, thumbnails and pixels are as they were. Altitude,
/// speed, course and time of an old position go with it; other GPS tags (the datum, where the
/// camera looked) stay. With an empty `tiff`, a new block.
///
/// Throws Error{Fault::input} if the block is damaged or not TIFF (BigTIFF is not).
Bytes with_gps(ByteView tiff, const GpsTags& tags);

/// A copy of a photo that holds these tags: JPEG, HEIC and AVIF, PNG, WebP, TIFF, and the raw
/// formats that are TIFF (DNG, NEF, CR2, ARW, PEF). Every other byte is as it was.
///
/// Throws Error{Fault::input} for other formats, for a damaged file, and if the Exif block of a
/// JPEG has no room (64 KB).
Bytes tagged_photo(ByteView file, const GpsTags& tags);

}  // namespace tamga::photo
