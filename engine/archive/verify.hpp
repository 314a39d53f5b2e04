// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tamga::archive {

/// One rule that a tile set breaks.
struct Finding {
    std::optional<tile::TileId> tile;
    std::string layer;
    std::optional<std::size_t> feature;  ///< Its number in the layer, from 0.
    std::string rule;                    ///< Where it is written: "MVT 2.1, 4.3.4.4", "PMTiles 3".
    bool must = true;                    ///< False: a recommendation.
    std::string message;

    /// "3/4/5 layer 'towns' feature 7: the feature has no type (MVT 2.1, 4.2)"
    std::string text() const;
};

struct VerifyOptions {
    bool strict = false;           ///< Recommendations count as well.
    std::size_t most_kept = 1000;  ///< Further findings are only counted; texts are shortened.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

struct VerifyReport {
    std::optional<Format> format;   ///< Nothing for a single tile.
    std::vector<Finding> findings;  ///< Container, then tiles in hilbert_id order, then metadata.
    std::uint64_t violations = 0;
    std::uint64_t recommendations = 0;  ///< Not followed, and not among the violations.
    TileCount tiles;
};

/// Checks a tile set: the container's format, each tile by MVT 2.1, and that the metadata says the
/// truth about them. Throws Error{Fault::input} if there is nothing that could be checked.
VerifyReport verify(const std::string& path, const VerifyOptions& options);

/// Checks one tile, gzipped or not.
VerifyReport verify_tile(ByteView stored, const VerifyOptions& options);

}  // namespace tamga::archive
