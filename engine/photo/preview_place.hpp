// SPDX-License-Identifier: MIT
//
// Inside photo: pictures that a camera has put behind the Exif block of a JPEG, for its screen.
#pragma once

#include "engine/base/bytes.hpp"

#include <cstddef>

namespace tamga::photo {

/// A copy of an Exif block whose maker note finds its preview again, if that is behind the block and
/// moves with the rest of the file when the block grows from `old_size` to its size. Known are those
/// of Minolta, Olympus and Samsung; other cameras keep it in the block, or count from elsewhere.
/// `behind` is how many bytes of the file followed the start of the block.
Bytes with_preview_moved(Bytes block, std::size_t old_size, std::size_t behind);

}  // namespace tamga::photo
