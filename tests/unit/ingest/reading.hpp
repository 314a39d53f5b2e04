// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"
#include "tests/temporary_folder.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tamga::ingest_test {

/// A file with this content for as long as the object lives, in a folder of its own.
class TemporaryFile {
public:
    TemporaryFile(const std::string& name, std::string_view content)
        : path_{folder_.put(name, content)} {}

    const std::string& path() const noexcept { return path_; }

private:
    TemporaryFolder folder_;
    std::string path_;
};

/// What came out of a source: each feature as a line of text, like
///
///     12: polygons (0 0, 4 0, 4 4; hole 1 1, 2 1, 2 2) id=7 name="Osh" zoom=2..5
struct Reading {
    ingest::Summary summary;
    std::vector<std::string> features;
};
Reading read(const ingest::Source& source);

/// The same for a file with this content.
Reading read_text(std::string_view content, const std::string& name = "in.geojson",
                  ingest::Source settings = {.path = ""});

/// The message of the Error that reading this content ends with, the path replaced by the name;
/// empty if it ends without one.
std::string error_of(std::string_view content, const std::string& name = "in.geojson",
                     const ingest::Source& settings = {.path = ""});

/// The reasons of the bad records, each with its line: "3: no geometry".
std::vector<std::string> reasons(const Reading& reading);

using Lines = std::vector<std::string>;

}  // namespace tamga::ingest_test
