// SPDX-License-Identifier: MIT
//
// Inside photo: the Exif item of HEIC and AVIF files (ISO/IEC 14496-12 and 23008-12).
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/photo/gps_tags.hpp"

namespace tamga::photo {

/// True if the file begins like one of the ISO base media family.
bool is_heic(ByteView file);

/// A copy with these tags: the Exif block, with its GPS directory, is put into a box of its own at
/// the end, and the item's place in the file changed to that. Where the old one was are zeros, so
/// that its position cannot be found there; other bytes are as they were. Throws Error{Fault::input} if the
/// file is damaged, has no Exif item, or keeps it in more than one piece.
Bytes tagged_heic(ByteView file, const GpsTags& tags);

}  // namespace tamga::photo
