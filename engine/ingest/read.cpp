// SPDX-License-Identifier: MIT
#include "engine/ingest/read.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/database_address.hpp"
#include "engine/ingest/parse/describe.hpp"
#include "engine/ingest/readers.hpp"
#include "engine/ingest/stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

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

namespace {

/// A source that was looked at: who reads it.
struct Found {
    std::shared_ptr<Input> input = {};  ///< Null for what is no file.
    JsonKind json = JsonKind::none;     ///< `lines` and `sequence` are for the reader of GeoJSON,
    std::optional<CsvFormat> csv = {};  ///< a format for that of CSV, and the rest for GDAL.

    bool is_geojson() const { return json == JsonKind::lines || json == JsonKind::sequence; }
};

void refuse_what_holds_no_data(const Source& source, std::string_view text) {
    if (text.empty()) {
        refuse(source, "is empty");
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        refuse(source, "holds nothing but spaces");
    }
    if (const std::string stranger = known_stranger(text); !stranger.empty()) {
        refuse(source, fmt::format("is {}, not map data", stranger));
    }
}

/// A name that ends in .csv is never given to GDAL, which would take anything for one.
void refuse_what_is_no_table(const Source& source, std::string_view text) {
    if (source.path.find(".csv") == std::string::npos || !ends_like_csv(source.path)) {
        return;
    }
    if (text.starts_with("PK")) {
        refuse(source, "is no CSV but a zip archive or an Excel workbook; save its sheet as CSV");
    }
    refuse(source, fmt::format("is no CSV: its first line is no row of texts; it starts with {}",
                               quoted_start(text)));
}

/// One line of several cells, in a file whose name says nothing. JSON and XML have commas, too.
bool is_only_a_header(std::string_view text, const CsvFormat& csv) {
    const auto first = std::min(text.find_first_not_of(" \t\r\n"), text.size() - 1);
    return csv.columns.size() > 1 && csv.header_size >= text.size() &&
           std::string_view{"{[<"}.find(text[first]) == std::string_view::npos;
}

Found look_at(const Source& source) {
    if (base::is_database_address(source.path)) {
        throw Error{Fault::usage, base::without_password(source.path) +
                                      ": only files are ingested; bake and query read a database"};
    }
    if (is_no_file(source.path)) {
        return {};
    }
    Found found{.input = std::make_shared<Input>(source.path, source.temporary, source.encoding)};
    const std::string_view text = found.input->text();
    refuse_what_holds_no_data(source, text);
    found.json = json_kind(text);
    if (!found.is_geojson()) {
        const auto csv = csv_format(text);
        if (csv && (csv->has_positions() || csv->regular || ends_like_csv(source.path) ||
                    is_only_a_header(text, *csv))) {
            found.csv = csv;
        } else {
            refuse_what_is_no_table(source, text);
        }
    }
    if ((found.csv || found.is_geojson()) && !source.layer.empty() &&
        source.layer != layer_name(source.path)) {
        refuse(source, fmt::format("has no layers, and so no '{}'", source.layer));
    }
    return found;
}

Summary read_with(const Found& found, const Source& source, const Work& work) {
    if (found.is_geojson()) {
        return read_geojson(source, *found.input, found.json, work);
    }
    return found.csv ? read_csv(source, *found.input, *found.csv, work)
                     : read_gdal(source, found.input, work);
}

}  // namespace

Summary read(const Source& source, const Work& work) {
    const Found found = look_at(source);
    Summary summary = read_with(found, source, work);
    if (found.input != nullptr && !found.input->note().empty()) {
        summary.notes.insert(summary.notes.begin(), found.input->note());
    }
    return summary;
}

std::vector<std::string> layers(const Source& source) {
    const bool packed = source.path.ends_with(".gz");  // To be unpacked twice it is too large.
    std::error_code ignored;  // What is not there is reported when it is read.
    if (is_stream(source.path) ||
        (!is_no_file(source.path) && !std::filesystem::exists(source.path, ignored)) ||
        (packed && (ends_like_csv(source.path) || source.path.ends_with(".geojson.gz")))) {
        return {};
    }
    const Found found = look_at(source);
    return found.csv || found.is_geojson() ? std::vector<std::string>{}
                                           : gdal_layers(source, found.input);
}

std::string layer_name(const std::string& path) {
    if (path == "-") {
        return "stdin";
    }
    if (base::is_database_address(path)) {
        return base::database_name(path);
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
