// SPDX-License-Identifier: MIT
//
// tamga inspect: what is in a tile set.
#include "engine/archive/exact_numbers.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/archive/survey.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/json.hpp"
#include "engine/base/printable.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/numbers.hpp"
#include "tools/tamga/cli/progress.hpp"
#include "tools/tamga/cli/table.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

using Json = nlohmann::ordered_json;
using archive::Format;
using archive::TilesetSurvey;

struct Settings {
    std::string path;
    CommonSettings common;
};

/// Everything that is printed.
struct Inspection {
    Format format = Format::pmtiles;
    std::uint64_t bytes = 0;
    archive::Description about;
    std::optional<archive::pmtiles::Header> header;
    archive::TileCount count;
    TilesetSurvey survey;
};

std::string format_name(Format format) { return std::string{archive::row_of(format).name}; }

std::uint64_t size_of_folder(const std::string& path) {
    namespace fs = std::filesystem;
    std::uint64_t size = 0;
    for (const auto& entry : fs::recursive_directory_iterator{path}) {
        base::stop_if_interrupted("");
        size += entry.is_regular_file() ? entry.file_size() / entry.hard_link_count() : 0;
    }
    return size;
}

std::uint64_t size_of(const std::string& path) {
    namespace fs = std::filesystem;
    try {
        return fs::is_directory(path) ? size_of_folder(path) : fs::file_size(path);
    } catch (const fs::filesystem_error& error) {
        throw Error{Fault::input, error.what()};
    }
}

archive::pmtiles::Header header_of(const std::string& path) {
    const base::RawFile file{path};
    return archive::pmtiles::decode_header(
        file.bytes(0, std::min<std::uint64_t>(file.size(), archive::pmtiles::header_size)));
}

TilesetSurvey surveyed(const archive::Reader& reader, const archive::Units& all,
                       Progress& progress) {
    TilesetSurvey survey;
    archive::Unpacker unpacker{reader.compression()};
    std::uint64_t done = 0;
    archive::for_each_unit(
        reader, all.units,
        [&](const archive::Unit& unit, ByteView stored) {
            archive::ContentSurvey content;
            in_context(to_string(unit.first), [&] {
                unpacker.with(stored, [&](ByteView raw) {
                    content = archive::survey(mvt::decode(raw), stored.size());
                });
            });
            return content;
        },
        [&](const archive::Unit& unit, const archive::ContentSurvey& content) {
            survey.add(unit, content);
            progress.step("inspect", ++done, all.units.size());
        });
    return survey;
}

Inspection inspected(const Settings& settings, Io& io) {
    const auto reader = archive::open(settings.path);
    Inspection found{.format = reader->format(),
                     .bytes = size_of(settings.path),
                     .about = reader->description(),
                     .header = {},
                     .count = {},
                     .survey = {}};
    in_context(settings.path, [&] {
        if (found.format == Format::pmtiles) {
            found.header = header_of(settings.path);
        }
        archive::unpacked({}, reader->compression());  // If none can be read, it is said once.
        Progress progress{io, settings.common.quiet};
        const archive::Units all = archive::units(*reader);
        found.count = all.count;
        found.survey = surveyed(*reader, all, progress);
    });
    return found;
}

/// "point", "line", "polygon", or "mixed".
std::string geometry_name(unsigned shapes) {
    switch (shapes) {
        case 1U << 1:
            return "point";
        case 1U << 2:
            return "line";
        case 1U << 3:
            return "polygon";
        case 1U:
            return "unknown";
        default:
            return "mixed";
    }
}

Json header_json(const Inspection& found) {
    const archive::Description& about = found.about;
    const auto& [low, high] = about.bounds;
    Json header = {{"minzoom", about.min_zoom},
                   {"maxzoom", about.max_zoom},
                   {"bounds", {low.lon, low.lat, high.lon, high.lat}},
                   {"center", {about.center.lon, about.center.lat, about.center_zoom}}};
    if (const auto& raw = found.header) {
        const auto section = [](const archive::pmtiles::Section& part) {
            return Json{{"offset", part.offset}, {"bytes", part.size}};
        };
        header["root"] = section(raw->root);
        header["metadata"] = section(raw->metadata);
        header["leaves"] = section(raw->leaves);
        header["tile_data"] = section(raw->tiles);
        header["tiles_addressed"] = raw->addressed;
        header["tile_entries"] = raw->entries;
        header["tile_contents"] = raw->contents;
        header["clustered"] = raw->clustered;
        header["internal_compression"] = static_cast<int>(raw->internal_compression);
        header["tile_compression"] = static_cast<int>(raw->tile_compression);
        header["tile_type"] = static_cast<int>(raw->tile_type);
    }
    return header;
}

Json metadata_json(const archive::Description& about) {
    Json metadata = {{"name", archive::marked_text(about.name)},
                     {"description", archive::marked_text(about.description)},
                     {"attribution", archive::marked_text(about.attribution)}};
    metadata.update(base::ordered_json_of(archive::with_marked_numbers(about.json)));
    return metadata;
}

void print_json(const Settings& settings, const Inspection& found, std::ostream& out) {
    Json layers = Json::array();
    for (const auto& layer : found.survey.layers()) {
        Json fields = Json::object();
        for (const auto& [name, types] : layer.fields) {
            fields[archive::marked_text(name)] = archive::name_of(types);
        }
        layers.push_back({{"name", archive::marked_text(layer.name)},
                          {"fields", std::move(fields)},
                          {"minzoom", layer.min_zoom},
                          {"maxzoom", layer.max_zoom},
                          {"geometry", geometry_name(layer.shapes)},
                          {"features", layer.features}});
    }
    Json zooms = Json::array();
    for (const auto& zoom : found.survey.zooms()) {
        zooms.push_back({{"zoom", zoom.zoom},
                         {"tiles", zoom.tiles},
                         {"tiles_distinct", zoom.distinct},
                         {"bytes", zoom.bytes},
                         {"median_bytes", zoom.quantile_bytes(0.5)},
                         {"p99_bytes", zoom.quantile_bytes(0.99)},
                         {"max_bytes", zoom.max_bytes},
                         {"features", zoom.features}});
    }
    const Json answer = {{"format", format_name(found.format)},
                         {"path", archive::marked_text(settings.path)},
                         {"bytes", found.bytes},
                         {"header", header_json(found)},
                         {"metadata", metadata_json(found.about)},
                         {"layers", layers},
                         {"zooms", zooms},
                         {"tiles", found.count.addressed},
                         {"tiles_distinct", found.count.distinct}};
    const std::string text = base::json_text(answer);
    out << base::printable(archive::with_plain_numbers(text)) << '\n';
}

void print_summary(const Settings& settings, const Inspection& found, std::ostream& out) {
    const archive::Description& about = found.about;
    const auto& [low, high] = about.bounds;
    const auto line = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) {
            out << fmt::format("{:<13}{}\n", name, base::printable(value));
        }
    };
    line("file", settings.path);
    line("format", format_name(found.format));
    line("bytes", grouped(found.bytes));
    line("name", about.name);
    line("description", about.description);
    line("attribution", about.attribution);
    line("zooms", fmt::format("{}..{}", about.min_zoom, about.max_zoom));
    line("bounds", fmt::format("{},{},{},{}", low.lon, low.lat, high.lon, high.lat));
    line("center", fmt::format("{},{},{}", about.center.lon, about.center.lat, about.center_zoom));
    line("tiles", fmt::format("{}, {} distinct", grouped(found.count.addressed),
                              grouped(found.count.distinct)));
}

void print_layers(const TilesetSurvey& survey, std::ostream& out) {
    Table table{{"layer", "zooms", "geometry", ">features", "fields"}};
    for (const auto& layer : survey.layers()) {
        std::string fields;
        for (const auto& [name, types] : layer.fields) {
            fields +=
                fmt::format("{}{} {}", fields.empty() ? "" : ", ", name, archive::name_of(types));
        }
        table.row({layer.name, fmt::format("{}..{}", layer.min_zoom, layer.max_zoom),
                   geometry_name(layer.shapes), grouped(layer.features), fields});
    }
    table.print(out);
}

void print_zooms(const TilesetSurvey& survey, std::ostream& out) {
    Table table{{">zoom", ">tiles", ">distinct", ">bytes", ">median", ">p99", ">max", ">features"}};
    for (const auto& zoom : survey.zooms()) {
        table.row({std::to_string(zoom.zoom), grouped(zoom.tiles), grouped(zoom.distinct),
                   grouped(zoom.bytes), grouped(zoom.quantile_bytes(0.5)),
                   grouped(zoom.quantile_bytes(0.99)), grouped(zoom.max_bytes),
                   grouped(zoom.features)});
    }
    table.print(out);
}

int run(const Settings& settings, Io& io) {
    const Inspection found = inspected(settings, io);
    if (settings.common.json) {
        print_json(settings, found, io.out);
        return 0;
    }
    print_summary(settings, found, io.out);
    io.out << '\n';
    print_layers(found.survey, io.out);
    io.out << '\n';
    print_zooms(found.survey, io.out);
    return 0;
}

}  // namespace

Command inspect_command() {
    return {.name = "inspect",
            .summary = "Print what is in a tile set: metadata, layers, and each zoom's tiles.",
            .example =
                "Bytes and features of a zoom: stored bytes of its distinct tiles, and the\n"
                "features of all its tiles, a copy in each. A tile that unpacks to over 32 MiB\n"
                "is refused.\n"
                "Example: tamga inspect journeys.pmtiles",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                add_json(options, settings->common);
                add_quiet(options, settings->common.quiet);
                options.operand("TILESET", settings->path,
                                "A " + archive::listed_endings() + ", or a folder of tiles.");
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
