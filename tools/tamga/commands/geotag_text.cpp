// SPDX-License-Identifier: MIT
//
// tamga geotag text: the places that texts name.
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/output_file.hpp"
#include "engine/geotag/geotag.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/tag_writer.hpp"
#include "tools/tamga/cli/whole_text.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <ostream>
#include <sstream>

namespace tamga::cli {
namespace {

struct Settings {
    std::vector<std::string> files;
    std::string format = "geojson";
    std::string output;
    std::string gazetteer;
    double least_likely = 0.55;
    bool demonyms = false;
    CommonSettings common;
};

void check(const Settings& settings) {
    if (!(settings.least_likely >= 0 && settings.least_likely <= 1)) {
        throw Error{Fault::usage,
                    fmt::format("--min-confidence {} is outside 0..1", settings.least_likely)};
    }
    if (settings.format == "brat" && settings.files.size() > 1) {
        throw Error{Fault::usage, "brat's annotations are those of one text; give one FILE"};
    }
    if (!settings.output.empty()) {
        base::check_output(settings.output, settings.common.force, base::OutputKind::stream);
        base::check_apart("-o", settings.output, settings.files);
        base::check_apart("-o", settings.output, std::array{settings.gazetteer});
    }
}

int run(const Settings& settings, Io& io) {
    check(settings);
    const place::Gazetteer gazetteer{settings.gazetteer.empty() ? place::default_gazetteer()
                                                                : settings.gazetteer};
    std::ostringstream kept;
    std::ostream& out = settings.output.empty() ? io.out : kept;
    const auto writer =
        tag_writer(settings.common.json ? "jsonl" : settings.format, out, gazetteer);
    std::size_t found = 0;
    for (const std::string& file : settings.files) {
        const std::string text = whole_text(file, io, geotag::largest_text);
        const std::vector<geotag::Tag> tags = geotag::find_places(
            text, gazetteer,
            {.demonyms = settings.demonyms, .least_likely = settings.least_likely});
        writer->write({file, text, tags});
        found += tags.size();
    }
    writer->finish();
    if (!settings.output.empty()) {
        base::write_output(settings.output, kept.view());
    }
    if (settings.common.verbose) {
        io.err << fmt::format("tamga geotag text: {} places in {} texts\n", found,
                              settings.files.size());
    }
    return 0;
}

void define(Options& options, Settings& settings) {
    options.operands("FILE", settings.files, 1,
                     "Texts in UTF-8, of 1 GiB at most; \"-\" is stdin.");
    options.choice({"--format", "FORMAT",
                    "geojson with the sentence of each place, jsonl, csv, brat, or html, a page "
                    "with a map (geojson)."},
                   settings.format, {"geojson", "jsonl", "csv", "brat", "html"});
    options.option({"-o,--output", "FILE", "Where to (stdout)."}, settings.output);
    options.flag("--demonyms", settings.demonyms,
                 "Also names of inhabitants: \"Kyrgyz\" stands for Kyrgyzstan.");
    options.option({"--min-confidence", "P",
                    "Leave out names that are less likely to be places, 0 to 1 (0.55)."},
                   settings.least_likely);
    options.option({"-g,--gazetteer", "FILE",
                    "The gazetteer (data/gazetteer.tamga beside the program, or "
                    "$TAMGA_GAZETTEER)."},
                   settings.gazetteer);
    add_json(options, settings.common);
    add_force(options, settings.common);
    add_talk(options, settings.common);
}

}  // namespace

Command geotag_text_command() {
    return {.name = "geotag text",
            .summary = "Finds the places that texts name, and coordinates in them.",
            .example =
                "Examples:\n"
                "  tamga geotag text story.txt > story.geojson\n"
                "  tamga geotag text --format html story.txt -o story.html\n"
                "  tamga geotag text --format jsonl news/*.txt | jq .name",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                define(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
