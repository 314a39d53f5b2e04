// SPDX-License-Identifier: MIT
//
// tamga where: the country, the unit, the nearest town and the tile of positions, one or millions.
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "engine/coordinate/read.hpp"
#include "engine/ingest/input.hpp"
#include "engine/ingest/parse/csv_format.hpp"
#include "engine/ingest/parse/csv_rows.hpp"
#include "engine/tile/tile_id.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/lines.hpp"
#include "tools/tamga/cli/place_lookup.hpp"
#include "tools/tamga/cli/plain_position.hpp"
#include "tools/tamga/cli/whereabouts.hpp"
#include "tools/tamga/cli/whole_text.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <istream>
#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

struct Settings {
    std::vector<std::string> positions;
    std::string table;
    std::string gazetteer;
    int zoom = 14;
    CommonSettings common;
};

/// What is asked, and how it is answered.
struct Question {
    const Atlas& atlas;
    const coordinate::PlaceLookup& places;
    bool json = false;
};

/// A position as its reader found it, or why it is none.
coordinate::Outcome read(const std::string& text, const coordinate::PlaceLookup& places) {
    if (auto plain = plain_position(text)) {
        return *std::move(plain);
    }
    return coordinate::read(text, places);
}

std::string line_of(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) {
        line += (&text == texts.data() ? "" : "\t") + base::printable(text);
    }
    return line;
}

/// The line for one input; false if it is no position.
bool answer(const std::string& input, const Question& question, std::string& line) {
    const coordinate::Outcome outcome = read(input, question.places);
    const auto* reading = std::get_if<coordinate::Reading>(&outcome);
    if (reading == nullptr) {
        const std::string& reason = std::get<coordinate::Refusal>(outcome).reason;
        line += question.json ? fmt::format(R"({{"input":{},"error":{}}})", json_string(input),
                                            json_string(reason))
                              : "-\t" + base::printable(reason);
        return false;
    }
    const Whereabouts where = question.atlas.at(reading->position);
    const bool places = question.atlas.has_places();
    line += question.json ? json_object(where, reading->lat_text, reading->lon_text, places)
                          : line_of(texts(where, places));
    return true;
}

constexpr std::size_t block_lines = 32'768;
constexpr std::size_t block_bytes = std::size_t{16} << 20;
constexpr std::size_t piece_lines = 256;

/// Runs `work(i, text)` for the lines 0 to count on all cores, and prints the texts in order.
void in_order(std::size_t count, std::ostream& out,
              const std::function<void(std::size_t, std::string&)>& work) {
    std::vector<std::string> pieces((count + piece_lines - 1) / piece_lines);
    base::parallel_for(pieces.size(), [&](std::size_t piece) {
        const std::size_t end = std::min(count, (piece + 1) * piece_lines);
        for (std::size_t i = piece * piece_lines; i < end; ++i) {
            work(i, pieces[piece]);
        }
    });
    for (const std::string& piece : pieces) {
        out << piece;
    }
}

bool answer_block(const std::vector<std::string>& lines, const Question& question, Io& io) {
    std::atomic<bool> all = true;  // Set by any thread, read when all have ended.
    in_order(lines.size(), io.out, [&](std::size_t i, std::string& text) {
        if (!answer(lines[i], question, text)) {
            all = false;
        }
        text += '\n';
    });
    return all;
}

/// The lines that are there, up to a block: who asks one by one is answered one by one.
bool next_block(std::istream& in, std::vector<std::string>& lines) {
    lines.clear();
    std::size_t size = 0;
    for (std::string line;
         lines.size() < block_lines && size < block_bytes && next_line(in, line);) {
        size += line.size();
        lines.push_back(std::move(line));
        if (in.rdbuf()->in_avail() <= 0) {
            break;
        }
    }
    return !lines.empty();
}

bool answer_words(const Settings& settings, const Question& question, Io& io) {
    bool all = true;
    for (const std::string& word : settings.positions) {
        if (word != "-") {
            all = answer_block({word}, question, io) && all;
            continue;
        }
        for (std::vector<std::string> lines; next_block(io.in, lines);) {
            base::stop_if_interrupted("; what was printed before is complete");
            all = answer_block(lines, question, io) && all;
            io.out.flush();
        }
    }
    return all;
}

// ---- a table with columns appended

/// The rows of a table as they are, each without its line end.
std::vector<std::string_view> rows_of(std::string_view text, const ingest::CsvFormat& format) {
    std::vector<std::string_view> rows;
    for (std::size_t at = format.header_size; at < text.size();) {
        const auto end = std::min(ingest::end_of_row(text, at, format.delimiter), text.size());
        std::string_view row = text.substr(at, end - at);
        while (row.ends_with('\n') || row.ends_with('\r')) {
            row.remove_suffix(1);
        }
        if (!row.empty()) {
            rows.push_back(row);
        }
        at = end;
    }
    return rows;
}

std::string joined(const std::vector<std::string>& cells, char delimiter) {
    std::string text;
    for (const std::string& cell : cells) {
        text += delimiter + base::csv_cell(cell, delimiter);
    }
    return text;
}

/// The position of a row by its two columns, in whatever notation; nothing if it has none.
std::optional<geo::LonLat> position(const std::vector<std::string_view>& cells,
                                    const ingest::CsvFormat& format) {
    const auto cell = [&](std::size_t column) {
        return column < cells.size() ? std::string{cells[column]} : std::string{};
    };
    std::string lat = cell(*format.latitude);
    std::string lon = cell(*format.longitude);
    if (format.decimal_comma()) {
        std::ranges::replace(lat, ',', '.');
        std::ranges::replace(lon, ',', '.');
    }
    if (const auto plain = plain_position(lat + ',' + lon)) {
        return plain->position;
    }
    const auto outcome = coordinate::read("lat " + lat + "; lon " + lon);
    const auto* reading = std::get_if<coordinate::Reading>(&outcome);
    return reading != nullptr ? std::optional{reading->position} : std::nullopt;
}

bool answer_table(const Settings& settings, const Atlas& atlas, Io& io) {
    constexpr std::size_t largest_piped = std::size_t{1} << 30;
    std::string piped;
    std::optional<ingest::Input> file;
    if (settings.table == "-") {
        piped = whole_text(settings.table, io, largest_piped);
    } else {
        file.emplace(settings.table);
    }
    const std::string_view text = file ? file->text() : piped;
    const auto format = ingest::csv_format(text);
    if (!format || !format->latitude || !format->longitude) {
        throw Error{Fault::input, ingest::called(settings.table) +
                                      ": has no columns lat and lon (or latitude and longitude, "
                                      "y and x)"};
    }
    std::string_view header = text.substr(0, format->header_size);
    header = header.substr(0, header.find_last_not_of("\r\n") + 1);
    auto columns = whereabouts_columns();
    columns.resize(atlas.has_places() ? columns.size() : 1);
    io.out << header << joined(columns, format->delimiter) << '\n';
    const auto rows = rows_of(text, *format);
    std::atomic<bool> all = true;  // Set by any thread, read when all have ended.
    for (std::size_t start = 0; start < rows.size(); start += block_lines) {
        base::stop_if_interrupted("; what was printed before is complete");
        in_order(std::min(block_lines, rows.size() - start), io.out,
                 [&](std::size_t i, std::string& line) {
                     ingest::CsvCells cells{format->delimiter};
                     const std::string_view row = rows[start + i];
                     const auto place = position(cells.split(row), *format);
                     all = place ? all.load() : false;
                     const auto answers = place ? texts(atlas.at(*place), atlas.has_places())
                                                : std::vector<std::string>(columns.size());
                     line += std::string{row} + joined(answers, format->delimiter) + '\n';
                 });
    }
    return all;
}

int run(const Settings& settings, Io& io) {
    tile::tile_at({}, settings.zoom);  // An impossible zoom is refused before anything is read.
    if (settings.positions.empty() == settings.table.empty()) {
        throw Error{Fault::usage, settings.table.empty()
                                      ? "missing LAT,LON..., or --table FILE"
                                      : "it is either LAT,LON... or --table FILE"};
    }
    if (!settings.table.empty() && settings.common.json) {
        throw Error{Fault::usage, "--json is for LAT,LON...; a --table stays a table"};
    }
    const auto gazetteer = place::gazetteer_if_there(settings.gazetteer);
    const Atlas atlas{gazetteer.get(), settings.zoom};
    if (gazetteer == nullptr && settings.common.verbose) {
        io.err << "tamga where: no gazetteer is installed, so only tiles are known\n";
    }
    const coordinate::PlaceLookup places = place_lookup(gazetteer.get());
    const bool all = settings.table.empty()
                         ? answer_words(settings, {atlas, places, settings.common.json}, io)
                         : answer_table(settings, atlas, io);
    return all ? 0 : 1;
}

void define(Options& options, Settings& settings) {
    options.operands("LAT,LON", settings.positions, 0,
                     "Positions, in any notation that tamga locate reads; \"-\" reads one from "
                     "each line of stdin, of 64 KiB at most. An answer is, with tabs between: the "
                     "tile; ISO code and name of the country; the same of its first-level unit; "
                     "GeoNames id and name of the nearest town, its distance in metres along the "
                     "geodesic and its bearing in degrees. What is no position is answered with "
                     "\"-\", a tab and the reason; then the exit status is 1.");
    options.option({"--table", "FILE",
                    "A CSV with columns lat and lon instead: its rows are printed with these "
                    "answers appended; \"-\" is stdin, of 1 GiB at most."},
                   settings.table);
    options.option({"-z,--zoom", "N", "Zoom level of the tile, 0 to 24 (14)."}, settings.zoom);
    options.option({"-g,--gazetteer", "FILE",
                    "The gazetteer (the installed one; without any, only tiles are known)."},
                   settings.gazetteer);
    add_json(options, settings.common);
    add_talk(options, settings.common);
}

}  // namespace

Command where_command() {
    return {.name = "where",
            .summary = "Prints the country, the unit, the nearest town and the tile of positions.",
            .example =
                "Examples:\n"
                "  tamga where -z 8 41.20438,74.76609800000006\n"
                "  tamga where --json - < positions.txt\n"
                "  tamga where --table stops.csv > stops-with-places.csv",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                define(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
