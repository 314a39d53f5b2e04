// SPDX-License-Identifier: MIT
//
// tamga geotag table: positions for a table that names places.
#include "engine/base/check_output.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/output_file.hpp"
#include "engine/geotag/table.hpp"
#include "engine/ingest/csv_format.hpp"
#include "engine/ingest/csv_rows.hpp"
#include "engine/route/columns.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/whole_text.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <unordered_map>

namespace tamga::cli {
namespace {

struct Settings {
    std::string file;
    std::string name;
    std::string country;
    std::string unit;
    std::string weight;
    std::string output;
    std::string gazetteer;
    CommonSettings common;
};

constexpr std::size_t largest_table = std::size_t{1} << 30;

/// Where a column is; none if no name is given.
std::optional<std::size_t> column(const ingest::CsvFormat& format, const std::string& name) {
    if (name.empty()) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(format.columns, name);
    if (found == format.columns.end()) {
        throw Error{Fault::input, fmt::format("has no column '{}'; its columns are {}", name,
                                              fmt::join(format.columns, ", "))};
    }
    return static_cast<std::size_t>(found - format.columns.begin());
}

/// Names that lead nowhere, with their reason and how much they weigh together.
struct Lost {
    std::string reason;
    double weight = 0;
    std::size_t rows = 0;
};

class TableTagger {
public:
    TableTagger(const Settings& settings, const place::Gazetteer& gazetteer)
        : settings_{settings}, gazetteer_{gazetteer} {}

    void run(std::string_view text, std::ostream& out) {
        const auto format = ingest::csv_format(text);
        if (!format) {
            throw Error{Fault::input, "is no table of comma-separated values"};
        }
        columns_ = {column(*format, settings_.name), column(*format, settings_.country),
                    column(*format, settings_.unit), column(*format, settings_.weight)};
        delimiter_ = format->delimiter;
        ingest::CsvCells cells{delimiter_};
        std::size_t at = format->header_size;
        put(text.substr(0, at),
            {"place", "place_id", "place_lat", "place_lon", "place_kind", "place_country",
             "place_confidence"},
            out);
        while (at < text.size()) {
            base::stop_if_interrupted();
            const std::size_t end = std::min(ingest::end_of_row(text, at, delimiter_), text.size());
            const std::string_view row = text.substr(at, end - at);
            if (row.find_first_not_of("\r\n") != std::string_view::npos) {
                put(row, answer(cells.split(row)), out);
            }
            at = end;
        }
    }

    /// What was not found, the heaviest first.
    void report(std::ostream& err) const {
        std::vector<std::pair<std::string, Lost>> lost{lost_.begin(), lost_.end()};
        std::ranges::stable_sort(
            lost, [](const auto& a, const auto& b) { return a.second.weight > b.second.weight; });
        err << fmt::format("{} of {} rows have a position\n", found_, rows_);
        constexpr std::size_t most = 20;
        for (std::size_t i = 0; i < std::min(most, lost.size()); ++i) {
            err << fmt::format("{}\t{}\t{}\n", lost[i].second.weight, lost[i].first,
                               lost[i].second.reason);
        }
        if (lost.size() > most) {
            err << fmt::format("and {} names more\n", lost.size() - most);
        }
    }

    bool all_found() const { return found_ == rows_; }

private:
    using Added = std::array<std::string, 7>;

    static std::string_view cell(const std::vector<std::string_view>& row,
                                 std::optional<std::size_t> at) {
        return at && *at < row.size() ? row[*at] : std::string_view{};
    }

    Added answer(const std::vector<std::string_view>& row) {
        ++rows_;
        const geotag::NamedPlace named{cell(row, columns_[0]), cell(row, columns_[1]),
                                       cell(row, columns_[2])};
        const geotag::RowPlace& found = looked_up(named);
        if (!found.place) {
            const auto weight = route::number_of(model::Value{cell(row, columns_[3])});
            Lost& lost = lost_[std::string{named.name}];
            lost.reason = found.reason;
            lost.weight += columns_[3] ? weight.value_or(0) : 1;
            ++lost.rows;
            return {};
        }
        ++found_;
        const place::Place& place = *found.place;
        const auto country = gazetteer_.country_of(place);
        return {std::string{place.name},
                place.id == 0 ? "" : std::to_string(place.id),
                fmt::format("{}", place.position.lat),
                fmt::format("{}", place.position.lon),
                std::string{place::to_string(place.kind)},
                country ? std::string{country->iso} : "",
                fmt::format("{:.2f}", found.confidence)};
    }

    /// The same names come again and again.
    const geotag::RowPlace& looked_up(const geotag::NamedPlace& named) {
        const std::string key = fmt::format("{}\n{}\n{}", named.name, named.country, named.unit);
        const auto [found, is_new] = known_.try_emplace(key);
        if (is_new) {
            found->second = named.name.empty() ? geotag::RowPlace{.reason = "there is no name"}
                                               : geotag::place_of_row(gazetteer_, named);
        }
        return found->second;
    }

    void put(std::string_view row, const Added& added, std::ostream& out) const {
        const std::size_t end = row.find_last_not_of("\r\n");
        out << row.substr(0, end == std::string_view::npos ? 0 : end + 1);
        for (const std::string& text : added) {
            const bool quoted = text.find(delimiter_) != std::string::npos;
            out << delimiter_ << (quoted ? '"' + text + '"' : text);
        }
        out << '\n';
    }

    const Settings& settings_;
    const place::Gazetteer& gazetteer_;
    std::array<std::optional<std::size_t>, 4> columns_;
    char delimiter_ = ',';
    std::unordered_map<std::string, geotag::RowPlace> known_;
    std::map<std::string, Lost> lost_;
    std::size_t rows_ = 0;
    std::size_t found_ = 0;
};

int run(const Settings& settings, Io& io) {
    if (settings.name.empty()) {
        throw Error{Fault::usage, "--name COLUMN says which column names the places"};
    }
    if (!settings.output.empty()) {
        base::check_output(settings.output, settings.common.force, base::OutputKind::stream);
        base::check_apart("-o", settings.output, std::array{settings.file, settings.gazetteer});
    }
    const place::Gazetteer gazetteer{settings.gazetteer.empty() ? place::default_gazetteer()
                                                                : settings.gazetteer};
    TableTagger tagger{settings, gazetteer};
    std::ostringstream kept;
    const std::string text = whole_text(settings.file, io, largest_table);
    in_context(settings.file, [&] { tagger.run(text, settings.output.empty() ? io.out : kept); });
    if (!settings.output.empty()) {
        base::write_output(settings.output, kept.view());
    }
    if (!settings.common.quiet) {
        tagger.report(io.err);
    }
    return tagger.all_found() ? 0 : 1;
}

void define(Options& options, Settings& settings) {
    options.operand("FILE", settings.file,
                    "A CSV with a line of headings, of 1 GiB at most; \"-\" is stdin.");
    options.option({"--name", "COLUMN", "The column that names the places."}, settings.name);
    options.option({"--country", "COLUMN",
                    "The column with their country: a name in any language, or an ISO code."},
                   settings.country);
    options.option({"--admin", "COLUMN", "The column with the unit they lie in."}, settings.unit);
    options.option(
        {"--weight", "COLUMN", "The column by which names that are not found are listed (rows)."},
        settings.weight);
    options.option({"-o,--output", "FILE", "Where to (stdout)."}, settings.output);
    options.option({"-g,--gazetteer", "FILE",
                    "The gazetteer (data/gazetteer.tamga beside the program, or "
                    "$TAMGA_GAZETTEER)."},
                   settings.gazetteer);
    add_force(options, settings.common);
    options.flag("-q,--quiet", settings.common.quiet, "Do not list what was not found.");
}

}  // namespace

Command geotag_table_command() {
    return {.name = "geotag table",
            .summary = "Adds positions to a table that names places.",
            .example =
                "Examples:\n"
                "  tamga geotag table towns.csv --name town --country country -o placed.csv\n"
                "  tamga geotag table flows.csv --name from --weight people > placed.csv",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                define(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
