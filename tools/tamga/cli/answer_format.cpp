// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_format.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace tamga::cli {
namespace {

struct Format {
    AnswerFormat format;
    std::string_view name;  ///< What --format takes; empty: --json.
    std::vector<std::string_view> endings;
};

const std::vector<Format>& formats() {
    static const std::vector<Format> all{
        {AnswerFormat::table, "table", {".txt"}},
        {AnswerFormat::csv, "csv", {".csv"}},
        {AnswerFormat::geojson, "geojson", {".geojson", ".json"}},
        {AnswerFormat::geojsonl, "geojsonl", {".geojsonl"}},
        {AnswerFormat::jsonl, "jsonl", {".jsonl", ".ndjson"}},
        {AnswerFormat::json, "", {}},
        {AnswerFormat::geopackage, "gpkg", {".gpkg"}},
        {AnswerFormat::flatgeobuf, "flatgeobuf", {".fgb"}},
    };
    return all;
}

const Format* named(std::string_view name) {
    const auto found = std::ranges::find(formats(), name, &Format::name);
    return found == formats().end() ? nullptr : &*found;
}

std::string ending_of(const std::string& path) {
    std::string ending = std::filesystem::path{path}.extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return ending;
}

const Format* of_ending(const std::string& ending) {
    const auto found = std::ranges::find_if(formats(), [&](const Format& format) {
        return std::ranges::find(format.endings, ending) != format.endings.end();
    });
    return found == formats().end() ? nullptr : &*found;
}

bool is_standard_output(const std::string& output) { return output.empty() || output == "-"; }

const Format& chosen(const FormatWords& words) {
    const bool to_stream = is_standard_output(words.output) || base::is_stream(words.output);
    const std::string ending = to_stream ? "" : ending_of(words.output);
    const Format* const by_ending = of_ending(ending);
    if (words.json && !words.format.empty()) {
        throw Error{Fault::usage, "--json and --format are two formats; give one of them"};
    }
    const Format* const by_name = words.json             ? named("")
                                  : words.format.empty() ? nullptr
                                                         : named(words.format);
    // A .json file may hold an array as well.
    if (by_name != nullptr && by_ending != nullptr && by_name != by_ending &&
        !(words.json && ending == ".json")) {
        throw Error{Fault::usage,
                    fmt::format("-o {} is {} by its ending, and {} is another format; give one of "
                                "them, or another ending",
                                words.output, by_ending->name,
                                words.json ? "--json" : "--format " + words.format)};
    }
    if (by_name == nullptr && by_ending == nullptr && !to_stream) {
        throw Error{Fault::usage,
                    fmt::format("-o {}: the ending says no format; it is one of {}, or --format "
                                "says it",
                                words.output, answer_endings())};
    }
    return by_name != nullptr ? *by_name : by_ending != nullptr ? *by_ending : formats().front();
}

}  // namespace

std::vector<std::string> answer_formats() {
    std::vector<std::string> names;
    for (const Format& format : formats()) {
        if (!format.name.empty()) {
            names.emplace_back(format.name);
        }
    }
    return names;
}

std::string answer_endings() {
    std::vector<std::string> parts;
    for (const Format& format : formats()) {
        if (!format.endings.empty()) {
            parts.push_back(fmt::format("{} ({})", fmt::join(format.endings, ", "), format.name));
        }
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

AnswerFormat answer_format(const FormatWords& words) {
    const Format& format = chosen(words);
    if (is_layer(format.format) && is_standard_output(words.output)) {
        throw Error{Fault::usage,
                    fmt::format("--format {} is written into a file: -o FILE", format.name)};
    }
    return format.format;
}

bool has_geometry(AnswerFormat format) {
    return format == AnswerFormat::geojson || format == AnswerFormat::geojsonl || is_layer(format);
}

bool is_layer(AnswerFormat format) {
    return format == AnswerFormat::geopackage || format == AnswerFormat::flatgeobuf;
}

}  // namespace tamga::cli
