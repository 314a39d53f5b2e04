// SPDX-License-Identifier: MIT
#pragma once

#include "engine/photo/clock.hpp"
#include "engine/photo/photo.hpp"
#include "engine/track/timeline.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tamga::photo {

/// How photos and tracks are brought together.
struct Correlation {
    const track::Timeline& timeline;
    track::Reach reach;
    track::Zone zone;  ///< Of cameras that do not say theirs.
    ClockCorrection clock;
    bool keep = false;  ///< A photo that has a position keeps it.
    /// Where a photo with its new position is written; the photo itself: in place; empty: nowhere.
    std::function<std::string(const std::string& path)> output;
    bool force = false;  ///< A copy replaces a file that is there.
};

/// One photo and what became of it.
struct Result {
    std::string path;
    Photo photo;                      ///< As it is at the end.
    std::optional<track::Spot> spot;  ///< Where its track was.
    std::string problem;              ///< Why it could not be read, or has got no position.
    bool unreadable = false;
    std::string written;  ///< The file with the new position.
};

/// What photos say themselves. In the order of `paths`, on all cores.
std::vector<Result> read_photos(const std::vector<std::string>& paths);

/// Gives photos the positions their tracks have at their times, and writes them. A file is written
/// beside its final name, read back, and renamed only if it says what it should; the original is
/// replaced by that, if it is the output, and not touched otherwise. What replaces it has its
/// owner, mode, times and extended attributes. Requires that no two outputs are one.
///
/// Throws Error{Fault::system} if an output cannot be written, or when interrupted, and says how
/// many photos were written before that.
std::vector<Result> place_photos(const std::vector<std::string>& paths,
                                 const Correlation& correlation);

}  // namespace tamga::photo
