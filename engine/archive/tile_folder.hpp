// SPDX-License-Identifier: MIT
//
// Inside archive: what a folder of tiles may hold, so that nothing else is ever removed with one.
#pragma once

#include <optional>
#include <string>

namespace tamga::archive {

/// Something in the folder that no tile set has, by its path: all but metadata.json and files of
/// tiles, z/x/y.pbf and other formats, in folders that are named so. Nothing if the folder is
/// empty.
std::optional<std::string> stranger_in(const std::string& folder);

/// Removes the tiles, and each folder that is empty then; a link to a folder is removed alone. What
/// else is there stays, and so do the folders that hold it.
void remove_tiles(const std::string& folder);

}  // namespace tamga::archive
