// SPDX-License-Identifier: MIT
//
// tamga geotag table: positions for a table that names places.
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/output_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/text.hpp"
#include "engine/geotag/place_column.hpp"
#include "engine/ingest/parse/csv_format.hpp"
#include "engine/ingest/parse/csv_rows.hpp"
#include "engine/route/table/columns.hpp"
#include "engine/route/table/name_survey.hpp"
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
#include <set>
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
    std::string places;
    std::string resolved;
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

/// How a row was read.
struct Tagged {
    geotag::RowPlace place;
    std::string reading;
};

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
        std::size_t at = format->header_size;
        decide(text.substr(at));
        ingest::CsvCells cells{delimiter_};
        put(text.substr(0, at),
            {"place", "place_id", "place_lat", "place_lon", "place_kind", "place_country",
             "place_confidence"},
            out);
        for_each_row(text.substr(at),
                     [&](std::string_view row) { put(row, answer(cells.split(row)), out); });
    }

    /// How each name was read.
    std::string resolved() const {
        std::string rows = route::resolved_header();
        std::vector<route::ResolvedName> names;
        for (const auto& [name, found] : names_) {
            names.push_back(found);
        }
        std::ranges::stable_sort(
            names, [](const auto& a, const auto& b) { return a.entry.weight > b.entry.weight; });
        return rows + route::resolved_rows(names, "");
    }

    /// What was not found, the heaviest first.
    void report(std::ostream& err) const {
        if (column_ && !column_->note().empty()) {
            err << column_->note() << '\n';
        }
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

    template <class Use>
    void for_each_row(std::string_view text, const Use& use) const {
        for (std::size_t at = 0; at < text.size();) {
            base::stop_if_interrupted();
            const std::size_t end = std::min(ingest::end_of_row(text, at, delimiter_), text.size());
            const std::string_view row = text.substr(at, end - at);
            if (row.find_first_not_of("\r\n") != std::string_view::npos) {
                use(row);
            }
            at = end;
        }
    }

    /// What the names are is decided by all of them, unless another column says where each lies.
    void decide(std::string_view rows) {
        const geotag::PlacesRule rule = geotag::places_rule_named(settings_.places);
        if (columns_[1] || columns_[2]) {
            return;
        }
        std::set<std::string, std::less<>> names;
        ingest::CsvCells cells{delimiter_};
        for_each_row(rows, [&](std::string_view row) {
            const std::string name{
                base::trimmed(cell(cells.split(row), columns_[0]), base::blanks)};
            if (!name.empty()) {
                names.insert(name);
            }
        });
        const std::vector<std::string> all{names.begin(), names.end()};
        column_.emplace(gazetteer_, rule, all);
    }

    static std::string_view cell(const std::vector<std::string_view>& row,
                                 std::optional<std::size_t> at) {
        return at && *at < row.size() ? row[*at] : std::string_view{};
    }

    Added answer(const std::vector<std::string_view>& row) {
        ++rows_;
        const geotag::NamedPlace named{cell(row, columns_[0]), cell(row, columns_[1]),
                                       cell(row, columns_[2])};
        const Tagged& tagged = looked_up(named);
        const geotag::RowPlace& found = tagged.place;
        list(named.name, tagged, row);
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

    /// For the table of how names were read.
    void list(std::string_view name, const Tagged& tagged,
              const std::vector<std::string_view>& row) {
        const auto [known, is_new] = names_.try_emplace(std::string{name});
        route::ResolvedName& resolved = known->second;
        if (is_new) {
            resolved.entry.name = name;
            resolved.reading.reading = tagged.reading;
            resolved.reading.reason = tagged.place.reason;
            if (const auto& place = tagged.place.place) {
                resolved.reading.id = place->id;
                resolved.reading.name = place->name;
                resolved.reading.position = place->position;
            }
        }
        ++resolved.entry.rows;
        try {
            resolved.entry.weight += columns_[3]
                                         ? route::parse_weight(cell(row, columns_[3])).weight
                                         : route::whole_weight(1);
        } catch (const Error&) {
            return;  // What is no weight weighs nothing here.
        }
    }

    Tagged read(const geotag::NamedPlace& named) const {
        if (named.name.empty()) {
            return {{.reason = "there is no name"}, ""};
        }
        if (!column_) {
            geotag::RowPlace found = geotag::place_of_row(gazetteer_, named);
            std::string kind = found.place ? std::string{to_string(found.place->kind)} : "";
            return {std::move(found), std::move(kind)};
        }
        geotag::PlaceReading found =
            column_->read(std::string{base::trimmed(named.name, base::blanks)});
        if (!found.place && found.reason.empty()) {
            found.reason = "no place is called so";
        }
        return {{found.place, found.confidence, std::move(found.reason)}, std::move(found.reading)};
    }

    /// The same names come again and again.
    const Tagged& looked_up(const geotag::NamedPlace& named) {
        const std::string key = fmt::format("{}\n{}\n{}", named.name, named.country, named.unit);
        const auto [found, is_new] = known_.try_emplace(key);
        if (is_new) {
            found->second = read(named);
        }
        return found->second;
    }

    void put(std::string_view row, const Added& added, std::ostream& out) const {
        const std::size_t end = row.find_last_not_of("\r\n");
        out << row.substr(0, end == std::string_view::npos ? 0 : end + 1);
        for (const std::string& text : added) {
            out << delimiter_ << base::csv_cell(text, delimiter_);
        }
        out << '\n';
    }

    const Settings& settings_;
    const place::Gazetteer& gazetteer_;
    std::array<std::optional<std::size_t>, 4> columns_;
    char delimiter_ = ',';
    std::optional<geotag::PlaceColumn> column_;  ///< None: another column says where names lie.
    std::unordered_map<std::string, Tagged> known_;
    std::map<std::string, route::ResolvedName> names_;
    std::map<std::string, Lost> lost_;
    std::size_t rows_ = 0;
    std::size_t found_ = 0;
};

int run(const Settings& settings, Io& io) {
    if (settings.name.empty()) {
        throw Error{Fault::usage, "--name COLUMN says which column names the places"};
    }
    if (!settings.places.empty() && (!settings.country.empty() || !settings.unit.empty())) {
        throw Error{
            Fault::usage,
            "--places says what names are where no --country or --admin says where they lie"};
    }
    if (!settings.output.empty()) {
        base::check_output(settings.output, settings.common.force, base::OutputKind::stream);
        base::check_apart("-o", settings.output, std::array{settings.file, settings.gazetteer});
    }
    if (!settings.resolved.empty()) {
        base::check_output(settings.resolved, settings.common.force, base::OutputKind::stream);
        base::check_apart("--resolved", settings.resolved,
                          std::array{settings.file, settings.gazetteer, settings.output});
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
    if (!settings.resolved.empty()) {
        base::write_output(settings.resolved, tagger.resolved());
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
    options.option({"--places", "WHAT",
                    "What the names are: codes:iso2, codes:iso3, codes:m49 or codes:unhcr, "
                    "countries, towns, or any (guessed from all of them, and said)."},
                   settings.places);
    options.option({"--resolved", "FILE",
                    "Write how each name was read: value, role, rows, weight, reading, id, name, "
                    "lat, lon, reason, layer."},
                   settings.resolved);
    options.option({"-o,--output", "FILE", "Where to (stdout)."}, settings.output);
    options.option({"-g,--gazetteer", "FILE",
                    "The gazetteer (data/gazetteer.tamga beside the program, or "
                    "$TAMGA_GAZETTEER)."},
                   settings.gazetteer);
    add_force(options, settings.common);
    add_quiet(options, settings.common.quiet);
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
