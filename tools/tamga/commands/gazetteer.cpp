// SPDX-License-Identifier: MIT
//
// tamga gazetteer: makes the gazetteer, says what is in it, and looks names up.
#include "engine/place/gazetteer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/json.hpp"
#include "engine/base/printable.hpp"
#include "engine/place/build.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/lines.hpp"
#include "tools/tamga/cli/table.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <ostream>
#include <sstream>

namespace tamga::cli {
namespace {

struct Settings {
    std::string action;
    std::vector<std::string> words;
    std::string gazetteer;
    std::string output;
    std::string country;
    int limit = 10;
    CommonSettings common;
};

std::string path_of(const Settings& settings) {
    return settings.gazetteer.empty() ? place::default_gazetteer() : settings.gazetteer;
}

std::string dumped(const nlohmann::ordered_json& json) {
    return base::printable(base::json_text(json));
}

std::vector<std::string> tables_in(const std::string& folder) {
    std::vector<std::string> tables;
    std::error_code ignored;  // That there is no such folder is said when it is read.
    for (const auto& entry : std::filesystem::directory_iterator{folder, ignored}) {
        const std::filesystem::path ending = entry.path().extension();
        if (ending == ".tsv" || ending == ".txt" || ending == ".geojsonl") {
            tables.push_back(entry.path().string());
        }
    }
    return tables;
}

int build(const Settings& settings, Io& io) {
    if (settings.words.size() != 1 || settings.output.empty()) {
        throw Error{Fault::usage, "build takes one FOLDER of tables and -o FILE"};
    }
    base::check_output(settings.output, settings.common.force);
    base::check_apart("-o", settings.output, tables_in(settings.words[0]));
    const place::BuildReport report = place::build_gazetteer(settings.words[0], settings.output);
    if (settings.common.json) {
        io.out << dumped({{"output", settings.output},
                          {"places", report.places},
                          {"names", report.names},
                          {"keys", report.keys},
                          {"areas", report.areas},
                          {"bytes", report.bytes},
                          {"missing", report.missing}})
               << '\n';
    } else if (!settings.common.quiet) {
        io.err << fmt::format("{}: {} places, {} names, {} areas, {} bytes\n", settings.output,
                              report.places, report.names, report.areas, report.bytes);
        for (const std::string& name : report.missing) {
            io.err << fmt::format("tamga gazetteer: {} has no {}\n", settings.words[0], name);
        }
    }
    return 0;
}

void print_about(const nlohmann::ordered_json& about, std::ostream& out) {
    Table counts{{"what", ">number"}};
    for (const auto& [what, number] : about.at("counts").items()) {
        counts.row({what, base::json_text(number)});
    }
    counts.print(out);
    for (const auto& source : about.at("sources")) {
        const auto text = [&](const char* member) {
            return base::printable(source.at(member).get<std::string>());
        };
        out << fmt::format("\n{}: {}\n    {}\n", text("name"), text("licence"), text("what"));
    }
    for (const auto& name : about.at("missing")) {
        out << fmt::format("\nmissing: {}\n", base::printable(name.get<std::string>()));
    }
}

int info(const Settings& settings, Io& io) {
    if (settings.words.size() > 1) {
        throw Error{Fault::usage, "info takes one gazetteer"};
    }
    const std::string path = settings.words.empty() ? path_of(settings) : settings.words[0];
    const place::Gazetteer gazetteer{path};
    const auto bytes = std::filesystem::file_size(path);
    std::ostringstream answer;
    try {
        const auto about = base::ordered_json_of(gazetteer.metadata());
        if (settings.common.json) {
            nlohmann::ordered_json all{{"path", path}, {"bytes", bytes}};
            all.update(about);
            answer << dumped(all) << '\n';
        } else {
            answer << fmt::format("{}: {} bytes\n\n", base::printable(path), bytes);
            print_about(about, answer);
        }
    } catch (const nlohmann::json::exception&) {
        throw Error{Fault::input,
                    path + ": what the gazetteer says about itself is damaged; build it again"};
    }
    io.out << answer.str();
    return 0;
}

nlohmann::ordered_json json_of(const place::Gazetteer& gazetteer, const place::Match& match) {
    const place::Place& found = match.place;
    const auto country = gazetteer.country_of(found);
    const auto admin1 = gazetteer.admin1_of(found);
    nlohmann::ordered_json result{{"id", found.id},
                                  {"name", found.name},
                                  {"kind", place::to_string(found.kind)},
                                  {"code", found.code},
                                  {"lat", found.position.lat},
                                  {"lon", found.position.lon},
                                  {"population", found.population},
                                  {"role", place::to_string(match.role)},
                                  {"edits", match.edits}};
    result["country"] = country ? nlohmann::ordered_json(country->iso) : nullptr;
    result["admin1"] = admin1 ? nlohmann::ordered_json(admin1->name) : nullptr;
    return result;
}

std::string line_of(const place::Gazetteer& gazetteer, const place::Place& found) {
    const auto country = gazetteer.country_of(found);
    const auto admin1 = gazetteer.admin1_of(found);
    const bool in_unit = admin1 && admin1->index != found.index;
    return fmt::format("{},{}\t{}\t{}\t{}\t{}\t{}\n", found.position.lat, found.position.lon,
                       base::printable(found.name), place::to_string(found.kind),
                       in_unit ? base::printable(admin1->name) : "-",
                       country ? base::printable(country->iso) : "-",
                       found.id == 0 ? "-" : std::to_string(found.id));
}

int find(const Settings& settings, Io& io) {
    if (settings.words.empty()) {
        throw Error{Fault::usage, "find takes a NAME, or - for names on stdin"};
    }
    if (settings.limit < 1) {
        throw Error{Fault::usage, fmt::format("--limit {} is less than 1", settings.limit)};
    }
    const place::Gazetteer gazetteer{path_of(settings)};
    bool all = true;
    for_each_line(settings.words, io, [&](const std::string& name) {
        const auto matches = gazetteer.find(
            name, {.limit = static_cast<std::size_t>(settings.limit), .country = settings.country});
        all = all && !matches.empty();
        if (settings.common.json) {
            nlohmann::ordered_json answer{{"input", name},
                                          {"places", nlohmann::ordered_json::array()}};
            for (const place::Match& match : matches) {
                answer["places"].push_back(json_of(gazetteer, match));
            }
            io.out << dumped(answer) << '\n';
            return;
        }
        if (matches.empty()) {
            io.out << fmt::format("-\tno place is called \"{}\"\n", base::printable(name));
        }
        for (const place::Match& match : matches) {
            io.out << line_of(gazetteer, match.place);
        }
    });
    return all ? 0 : 1;
}

int run(const Settings& settings, Io& io) {
    return settings.action == "build"  ? build(settings, io)
           : settings.action == "info" ? info(settings, io)
                                       : find(settings, io);
}

}  // namespace

Command gazetteer_command() {
    return {
        .name = "gazetteer",
        .summary = "Makes the gazetteer, says what is in it, or looks a name up.",
        .example =
            "Examples:\n"
            "  tamga gazetteer find Osh 'Aravan, Kyrgyzstan' Нарын\n"
            "  tamga gazetteer info\n"
            "  tamga gazetteer build data/gazetteer -o data/gazetteer.tamga",
        .define = [](Options& options) -> Run {
            auto settings = std::make_shared<Settings>();
            options.operand_choice("ACTION", settings->action, {"build", "info", "find"},
                                   "What to do: make a gazetteer, say what is in it, find.");
            options.operands(
                "ARGUMENT", settings->words, 0,
                "To build, the FOLDER of tables that tools/dev/make-gazetteer fills. To find, "
                "each NAME, in any script; \"-\" reads one from each line of stdin. One line "
                "for each place: latitude and longitude, name, kind, unit, country, GeoNames "
                "id, parted by tabs. If a name is nowhere, the exit status is 1.");
            options.option({"-g,--gazetteer", "FILE",
                            "The gazetteer (data/gazetteer.tamga beside the program, or "
                            "$TAMGA_GAZETTEER)."},
                           settings->gazetteer);
            options.option({"-o,--output", "FILE", "Where to build it."}, settings->output);
            options.option({"--country", "ISO", "Find only in this country: KG."},
                           settings->country);
            options.option({"--limit", "N", "Find so many places at most (10)."}, settings->limit);
            add_json(options, settings->common);
            add_force(options, settings->common);
            add_talk(options, settings->common);
            return [settings](Io& io) { return run(*settings, io); };
        }};
}

}  // namespace tamga::cli
