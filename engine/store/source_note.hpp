// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tamga::store {

/// Where a layer comes from. What is not known is empty.
struct SourceNote {
    std::string layer;
    std::string path;                    ///< As it was given.
    std::optional<std::uint64_t> bytes;  ///< Of a file; the next two as well.
    std::string sha256;
    std::string modified;  ///< "2026-12-01T03:27:00Z".
    /// The same of the ingest, by SOURCE_DATE_EPOCH (reproducible-builds.org) and no clock: the same
    /// input makes the same store.
    std::string ingested;
    std::string licence;
    std::string attribution;
    std::string options;      ///< "--origin from --weight people": what was said of the source.
    std::uint64_t read = 0;   ///< Records.
    std::uint64_t bad = 0;    ///< Of these, those that are not in the layer.
    std::string lost_weight;  ///< Of journeys: the weight of those that are not.
};

/// What the file itself, and the environment, say.
SourceNote note_of_file(const std::string& path);

}  // namespace tamga::store
