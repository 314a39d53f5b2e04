// SPDX-License-Identifier: MIT
//
// tamga locate: coordinates in any notation, one text in, one answer out.
#include "engine/base/printable.hpp"
#include "engine/coordinate/read.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/lines.hpp"
#include "tools/tamga/cli/place_lookup.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

struct Settings {
    std::vector<std::string> texts;
    std::string gazetteer;
    CommonSettings common;
};

struct Count {
    std::size_t positions = 0;
    std::size_t refused = 0;
};

std::string json_line(const std::string& input, const coordinate::Reading& reading) {
    std::string warnings;
    for (const std::string& warning : reading.warnings) {
        warnings += (warnings.empty() ? "" : ",") + json_string(warning);
    }
    return fmt::format(
        R"({{"input":{},"lat":{},"lon":{},"notation":"{}","precision_m":{:.3g},"warnings":[{}]}})",
        json_string(input), reading.lat_text, reading.lon_text, reading.notation,
        reading.precision_m, warnings);
}

void print(const std::string& input, const coordinate::Reading& reading,
           const CommonSettings& common, Io& io) {
    if (common.json) {
        io.out << json_line(input, reading) << '\n';
        return;
    }
    io.out << reading.lat_text << ',' << reading.lon_text << '\t' << reading.notation << '\n';
    for (const std::string& warning : reading.warnings) {
        if (!common.quiet) {
            io.err << "tamga locate: " << input << ": " << warning << '\n';
        }
    }
}

void answer(const std::string& input, const coordinate::PlaceLookup& places,
            const CommonSettings& common, Io& io, Count& count) {
    const coordinate::Outcome outcome = coordinate::read(input, places);
    if (const auto* reading = std::get_if<coordinate::Reading>(&outcome)) {
        ++count.positions;
        print(input, *reading, common, io);
        return;
    }
    ++count.refused;
    const std::string& reason = std::get<coordinate::Refusal>(outcome).reason;
    if (common.json) {
        io.out << fmt::format(R"({{"input":{},"error":{}}})", json_string(input),
                              json_string(reason))
               << '\n';
    } else {
        io.out << "-\t" << base::printable(reason) << '\n';
    }
}

bool is_position(const std::string& text, const coordinate::PlaceLookup& places) {
    return std::holds_alternative<coordinate::Reading>(coordinate::read(text, places));
}

/// Quotes are easily forgotten: words that are no positions, but are one together, are one text.
std::vector<std::string> joined(std::vector<std::string> words,
                                const coordinate::PlaceLookup& places) {
    const auto position = [&](const std::string& text) { return is_position(text, places); };
    if (std::ranges::any_of(words, position) || std::ranges::count(words, "-") > 0) {
        return words;
    }
    std::string all;
    for (const std::string& word : words) {
        all += (all.empty() ? "" : " ") + word;
    }
    return position(all) ? std::vector{all} : words;
}

int run(const Settings& settings, Io& io) {
    Count count;
    const auto gazetteer = place::gazetteer_if_there(settings.gazetteer);
    const coordinate::PlaceLookup places = place_lookup(gazetteer.get());
    for_each_line(joined(settings.texts, places), io, [&](const std::string& text) {
        answer(text, places, settings.common, io, count);
    });
    if (settings.common.verbose) {
        io.err << fmt::format("tamga locate: {} positions, {} refused\n", count.positions,
                              count.refused);
    }
    return count.refused == 0 ? 0 : 1;
}

}  // namespace

Command locate_command() {
    return {.name = "locate",
            .summary = "Reads coordinates in any notation, one text in, one answer out.",
            .example =
                "Examples:\n"
                "  tamga locate '41°12′15.768″N 74°45′57.953″E' 43TDF8038961471\n"
                "  tamga locate --json - < positions.txt",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                options.operands("TEXT", settings->texts, 1,
                                 "A position, in 64 KiB of text at most; \"-\" reads one from "
                                 "each line of stdin. The answer is LAT,LON, a tab and the "
                                 "notation, or \"-\", a tab and the reason why it is none; then "
                                 "the exit status is 1.");
                options.option({"--gazetteer", "FILE",
                                "Where places are looked up that short plus codes count from, and "
                                "the centre points of countries (the one that tamga gazetteer "
                                "info describes, if there is one)."},
                               settings->gazetteer);
                add_json(options, settings->common);
                add_talk(options, settings->common);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
