// SPDX-License-Identifier: MIT
//
// tamga verify: whether a tile set keeps the rules of its formats, and says the truth.
#include "engine/archive/verify.hpp"
#include "engine/base/error.hpp"
#include "engine/base/json.hpp"
#include "engine/base/printable.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/numbers.hpp"
#include "tools/tamga/cli/progress.hpp"
#include "tools/tamga/cli/tile_argument.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Settings {
    std::string path;
    int most = 100;
    bool strict = false;
    CommonSettings common;
};

std::string format_name(const archive::VerifyReport& report) {
    return std::string{report.format ? archive::row_of(*report.format).name : "mvt"};
}

archive::VerifyReport checked(const Settings& settings, Io& io) {
    Progress progress{io, settings.common.quiet};
    const archive::VerifyOptions options{.strict = settings.strict,
                                         .most_kept = static_cast<std::size_t>(settings.most),
                                         .progress = [&](std::uint64_t done, std::uint64_t total) {
                                             progress.step("verify", done, total);
                                         }};
    if (const auto tile = single_tile(settings.path)) {
        return archive::verify_tile(*tile, options);
    }
    return archive::verify(settings.path, options);
}

void print_text(const archive::VerifyReport& report, std::ostream& out) {
    const std::string format = format_name(report);
    for (const archive::Finding& finding : report.findings) {
        out << format << ": " << base::printable(finding.text()) << '\n';
    }
    if (report.violations > report.findings.size()) {
        out << "and " << grouped(report.violations - report.findings.size()) << " more\n";
    }
}

void print_json(const Settings& settings, const archive::VerifyReport& report, std::ostream& out) {
    Json findings = Json::array();
    for (const archive::Finding& finding : report.findings) {
        Json& one = findings.emplace_back(Json::object());
        if (finding.tile) {
            one["tile"] = to_string(*finding.tile);
        }
        if (!finding.layer.empty()) {
            one["layer"] = finding.layer;
        }
        if (finding.feature) {
            one["feature"] = *finding.feature;
        }
        one["rule"] = finding.rule;
        one["message"] = finding.message;
    }
    const Json answer = {{"path", settings.path},
                         {"format", format_name(report)},
                         {"ok", report.violations == 0},
                         {"tiles", report.tiles.addressed},
                         {"tiles_distinct", report.tiles.distinct},
                         {"violations", report.violations},
                         {"recommendations", report.recommendations},
                         {"findings", findings}};
    out << base::printable(base::json_text(answer)) << '\n';
}

void print_talk(const Settings& settings, const archive::VerifyReport& report, std::ostream& err) {
    if (report.violations == 0) {
        err << base::printable(settings.path) << ": " << grouped(report.tiles.addressed)
            << (report.tiles.addressed == 1 ? " tile" : " tiles") << ", no violations\n";
    }
    if (report.recommendations > 0) {
        err << base::printable(settings.path) << ": " << grouped(report.recommendations)
            << (report.recommendations == 1 ? " recommendation is" : " recommendations are")
            << " not followed; --strict lists them\n";
    }
}

int run(const Settings& settings, Io& io) {
    if (settings.most < 0) {
        throw Error{Fault::usage, "--max: " + std::to_string(settings.most) + " is below 0"};
    }
    const archive::VerifyReport report = checked(settings, io);
    if (settings.common.json) {
        print_json(settings, report, io.out);
    } else {
        print_text(report, io.out);
    }
    if (!settings.common.quiet) {
        print_talk(settings, report, io.err);
    }
    return report.violations == 0 ? 0 : 1;
}

}  // namespace

Command verify_command() {
    return {
        .name = "verify",
        .summary = "Check a tile set, or one tile, by the rules of its formats.",
        .example =
            "Exit status 1 and one line per violation, if there are any. A tile that unpacks to\n"
            "over 32 MiB is one.\n"
            "Example: tamga verify journeys.pmtiles",
        .define = [](Options& options) -> Run {
            auto settings = std::make_shared<Settings>();
            options.option({"--max", "N", "Most violations that are listed (100)."},
                           settings->most);
            options.flag("--strict", settings->strict,
                         "Recommendations of the specifications count as well.");
            add_json(options, settings->common);
            add_quiet(options, settings->common.quiet);
            options.operand(
                "TILESET", settings->path,
                "A " + archive::listed_endings() + ", a folder of tiles, or one .mvt or .pbf.");
            return [settings](Io& io) { return run(*settings, io); };
        }};
}

}  // namespace tamga::cli
