// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::ingest {

/// What may open a source: what its name says, and nothing else. A file that is not what it is
/// called could have GDAL read other files, or fetch something.
struct GdalFormats {
    std::string name;                  ///< What GDAL is to open.
    std::vector<const char*> drivers;  ///< With a null pointer at the end.
    std::string expected = {};         ///< "a GeoPackage"; empty: the name says nothing.
    bool network = false;              ///< The user wrote the address of something elsewhere.
    bool names_others = false;         ///< A VRT.
};

/// By the ending of `path` (behind which there may be ".gz"), its prefix, or that it is a folder.
GdalFormats gdal_formats(const std::string& path, bool folder);

/// The drivers that a VRT may not ask, since they go elsewhere or run programs.
std::span<const char* const> remote_drivers();

}  // namespace tamga::ingest
