// SPDX-License-Identifier: MIT
#include "engine/ingest/read.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/describe.hpp"
#include "engine/ingest/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace tamga::ingest {
namespace {

bool ends_like_csv(const std::string& path) {
    constexpr std::array<std::string_view, 6> ends{".csv",    ".tsv",    ".txt",
                                                   ".csv.gz", ".tsv.gz", ".txt.gz"};
    return std::any_of(ends.begin(), ends.end(),
                       [&](std::string_view end) { return path.ends_with(end); });
}

/// A folder of shapefiles, or what only GDAL can find: a database, "/vsizip/...".
bool is_no_file(const std::string& path) {
    std::error_code ignored;  // A file that cannot be looked at is reported when it is opened.
    return std::filesystem::is_directory(path, ignored) ||
           (!std::filesystem::exists(path, ignored) &&
            (path.find(':') != std::string::npos || path.starts_with("/vsi")));
}

[[noreturn]] void refuse(const Source& source, const std::string& why) {
    throw Error{Fault::input, fmt::format("{}: {}", called(source.path), why)};
}

}  // namespace

Summary read(const Source& source, const Work& work) {
    if (is_no_file(source.path)) {
        return read_gdal(source, nullptr, work);
    }
    Input input{source.path, source.temporary};
    if (input.text().empty()) {
        refuse(source, "is empty");
    }
    if (input.text().find_first_not_of(" \t\r\n") == std::string_view::npos) {
        refuse(source, "holds nothing but spaces");
    }
    if (const std::string stranger = known_stranger(input.text()); !stranger.empty()) {
        refuse(source, fmt::format("is {}, not map data", stranger));
    }
    const JsonKind json = json_kind(input.text());
    if (json == JsonKind::lines || json == JsonKind::sequence) {
        return read_geojson(source, input, json, work);
    }
    const auto csv = csv_format(input.text());
    if (csv && (csv->has_positions() || csv->regular || ends_like_csv(source.path))) {
        return read_csv(source, input, *csv, work);
    }
    return read_gdal(source, &input, work);
}

std::string layer_name(const std::string& path) {
    if (path == "-") {
        return "stdin";
    }
    std::filesystem::path name = std::filesystem::path{path}.lexically_normal();
    name = (name.has_filename() ? name : name.parent_path()).filename();
    if (name.extension() == ".gz") {
        name = name.stem();
    }
    const bool geo = name.extension() == ".json" && name.stem().extension() == ".geo";
    name = name.stem();
    return (geo ? name.stem() : name).string();
}

}  // namespace tamga::ingest
