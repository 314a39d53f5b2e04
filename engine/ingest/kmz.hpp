// SPDX-License-Identifier: MIT
//
// Inside ingest: KML that was packed.
#pragma once

#include "engine/base/files/mapped_file.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace tamga::ingest {

/// Throws Error{Fault::input} if KML that unpacks to `size` bytes is more than packed text is: GDAL
/// makes a tree of it, twenty times as large.
void check_unpacked_kml(std::size_t size, std::size_t packed_bytes);

/// The KML file that a zip archive is about, which is doc.kml or else the first, in a temporary file
/// in the folder `temporary`; none if there is no KML in it. `archive` is its name for GDAL.
///
/// Throws Error{Fault::input} as check_unpacked_kml(), and if the archive is damaged.
std::optional<base::MappedFile> unpacked_kml(const std::string& archive, std::size_t packed_bytes,
                                             const std::string& temporary);

}  // namespace tamga::ingest
