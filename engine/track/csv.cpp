// SPDX-License-Identifier: MIT
//
// A table with a row for each fix. Columns are known by their names, whatever stands around the
// word: "GPS Date", "PosLat[deg]", "Time(seconds)".
#include "engine/base/error.hpp"
#include "engine/ingest/parse/csv_format.hpp"
#include "engine/ingest/parse/csv_rows.hpp"
#include "engine/track/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tamga::track {
namespace {

constexpr std::string_view unknown =
    "is no track log: neither GPX, KML, TCX, NMEA nor IGC, nor CSV with columns for time, latitude "
    "and longitude";

enum class Column {
    ignored,
    moment,  ///< Date and time, or seconds since 1970.
    date,
    time,
    runtime,  ///< Seconds since the time in the file's name.
    lat,
    lat_side,
    lon,
    lon_side,
    altitude,
    speed_mps,
    speed_kmh,
    speed_knots,
    course,
    signed_course,  ///< -180 to 180, as drones write it.
    direction,
    hdop,
    pdop,
    satellites,
};

struct Name {
    std::string_view start;
    Column column;
};

/// The longer of two names that start alike comes first.
constexpr std::array names{
    Name{"datetime", Column::moment},
    Name{"timestamp", Column::moment},
    Name{"utc", Column::moment},
    Name{"date", Column::date},
    Name{"timeseconds", Column::runtime},
    Name{"timetext", Column::ignored},
    Name{"time", Column::time},
    Name{"latituderef", Column::lat_side},
    Name{"latref", Column::lat_side},
    Name{"ns", Column::lat_side},
    Name{"latitude", Column::lat},
    Name{"lat", Column::lat},
    Name{"poslat", Column::lat},
    Name{"longituderef", Column::lon_side},
    Name{"lonref", Column::lon_side},
    Name{"ew", Column::lon_side},
    Name{"longitude", Column::lon},
    Name{"lon", Column::lon},
    Name{"lng", Column::lon},
    Name{"poslon", Column::lon},
    Name{"altitude", Column::altitude},
    Name{"alt", Column::altitude},
    Name{"posalt", Column::altitude},
    Name{"ele", Column::altitude},
    Name{"height", Column::altitude},
    Name{"speedkmh", Column::speed_kmh},
    Name{"speedknots", Column::speed_knots},
    Name{"speedkn", Column::speed_knots},
    Name{"speed", Column::speed_mps},
    Name{"heading", Column::course},
    Name{"angleheading", Column::signed_course},
    Name{"track", Column::course},
    Name{"course", Column::course},
    Name{"bearing", Column::course},
    Name{"imgdir", Column::direction},
    Name{"direction", Column::direction},
    Name{"hdop", Column::hdop},
    Name{"pdop", Column::pdop},
    Name{"sat", Column::satellites},
    Name{"numsat", Column::satellites},
};

struct Detail {
    Column column;
    std::optional<double> Fix::*value;
    double factor = 1;
};

constexpr std::array details{
    Detail{Column::altitude, &Fix::altitude_m},
    Detail{Column::speed_mps, &Fix::speed_mps},
    Detail{Column::speed_kmh, &Fix::speed_mps, 1 / 3.6},
    Detail{Column::speed_knots, &Fix::speed_mps, 1852.0 / 3600},
    Detail{Column::course, &Fix::course_deg},
    Detail{Column::signed_course, &Fix::course_deg},
    Detail{Column::direction, &Fix::direction_deg},
    Detail{Column::hdop, &Fix::hdop},
    Detail{Column::pdop, &Fix::pdop},
};

Column column_of(std::string_view heading) {
    std::string plain;
    for (const char c : heading) {
        const char small = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        if (small >= 'a' && small <= 'z') {
            plain += small;
        }
    }
    std::string_view name = plain;
    name.remove_prefix(name.starts_with("gps") ? 3 : 0);
    const auto found = std::ranges::find_if(
        names, [&](const Name& known) { return name.starts_with(known.start); });
    return found == names.end() ? Column::ignored : found->column;
}

/// "DJIFlightRecord_2022-06-21_[14-05-33].csv": when that flight began.
std::optional<Moment> moment_in_name(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    std::array<int, 6> parts{};
    std::size_t found = 0;
    for (std::size_t at = 0; at < name.size() && found < parts.size();) {
        const std::size_t wanted = found == 0 ? 4 : 2;
        const auto digit = [&](std::size_t i) {
            return i < name.size() && name[i] >= '0' && name[i] <= '9';
        };
        std::size_t size = 0;
        while (digit(at + size)) {
            ++size;
        }
        if (size > 0) {  // A number of another width begins anew.
            found = size == wanted ? found : 0;
            const bool fits = size == (found == 0 ? 4U : 2U);
            if (fits) {
                parts[found++] = std::stoi(name.substr(at, size));
            }
        }
        at += std::max<std::size_t>(size, 1);
    }
    if (found < parts.size()) {
        return std::nullopt;
    }
    return parse_moment(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", parts[0], parts[1],
                                    parts[2], parts[3], parts[4], parts[5]));
}

struct Row {
    Fix fix;
    std::optional<double> moment_s, date_s, clock_s, lat, lon;
    bool south = false;
    bool west = false;
};

std::optional<double> moment_s(std::string_view cell) {
    if (const auto number = number_of(cell)) {
        constexpr double year_5000_s = 95'617'584'000;
        return *number > year_5000_s ? *number / 1000 : *number;  // Milliseconds.
    }
    const auto moment = parse_moment(cell);
    return moment && moment->dated ? std::optional{utc_seconds(*moment, {.offset_s = 0})}
                                   : std::nullopt;
}

/// "2022-06-21", "2022:06:21", or "21/06/2022".
std::optional<double> date_s(std::string_view cell) {
    std::string text{cell};
    if (text.size() == 10 && (text[2] == '/' || text[2] == '.') && text[5] == text[2]) {
        text = text.substr(6) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
    }
    const auto moment = parse_moment(text + " 00:00");
    return moment && moment->dated ? std::optional{moment->seconds} : std::nullopt;
}

class CsvTrack {
public:
    CsvTrack(const ingest::CsvFormat& format, Track& track) : format_{format}, track_{track} {
        for (const std::string& name : format.columns) {  // The first with a meaning counts.
            const Column column = column_of(name);
            columns_.push_back(has(column) ? Column::ignored : column);
        }
        if (!has(Column::lat) || !has(Column::lon) ||
            !(has(Column::moment) || has(Column::time) || has(Column::runtime))) {
            throw Error{Fault::input, std::string{unknown}};
        }
        if (has(Column::runtime)) {
            const auto start = moment_in_name(track.path);
            if (!start) {
                throw Error{Fault::input,
                            "its times count from the start of the flight, and its name does not "
                            "hold that as YYYY-MM-DD and HH-MM-SS"};
            }
            start_s_ = utc_seconds(*start, {});
        }
    }

    void row(const std::vector<std::string_view>& cells) {
        Row row{};
        for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i) {
            if (!cells[i].empty()) {
                cell(row, columns_[i], cells[i]);
            }
        }
        finish(row);
    }

    std::size_t unreadable() const noexcept { return unreadable_; }

private:
    bool has(Column column) const { return std::ranges::count(columns_, column) > 0; }

    std::optional<double> number(std::string_view cell) const {
        std::string text{cell};
        if (format_.decimal_comma()) {
            std::ranges::replace(text, ',', '.');
        }
        return number_of(text);
    }

    void cell(Row& row, Column column, std::string_view text) const {
        switch (column) {
            case Column::moment:
                row.moment_s = moment_s(text);
                break;
            case Column::date:
                row.date_s = date_s(text);
                break;
            case Column::time:
                time_cell(row, text);
                break;
            case Column::runtime:
                if (const auto seconds = number(text)) {
                    row.moment_s = start_s_ + *seconds;
                }
                break;
            case Column::lat:
                row.lat = number(text);
                break;
            case Column::lon:
                row.lon = number(text);
                break;
            case Column::lat_side:
                row.south = text[0] == 'S' || text[0] == 's';
                break;
            case Column::lon_side:
                row.west = text[0] == 'W' || text[0] == 'w';
                break;
            default:
                detail(row.fix, column, text);
        }
    }

    /// A time of day, or, under a plain "time", a whole moment.
    void time_cell(Row& row, std::string_view text) const {
        const auto moment = parse_moment(text);
        if (moment && !moment->dated) {
            row.clock_s = moment->seconds - moment->offset_s.value_or(0);
        } else {
            row.moment_s = moment_s(text);
        }
    }

    void detail(Fix& fix, Column column, std::string_view text) const {
        const auto known = std::ranges::find(details, column, &Detail::column);
        const auto value = number(text);
        if (value && known != details.end()) {
            fix.*known->value = *value * known->factor;
            if (column == Column::signed_course) {
                fix.course_deg = *value < 0 ? *value + 360 : *value;
            }
        } else if (column == Column::satellites) {
            fix.satellites = count_of(text);
        }
    }

    void finish(Row& row) {
        const auto sided = [](std::optional<double> value, bool negative) {
            return value && negative ? std::optional{-std::abs(*value)} : value;
        };
        const auto position = position_of(sided(row.lat, row.south), sided(row.lon, row.west));
        const bool dated = row.moment_s || row.date_s || !has(Column::date);
        if (!position || !dated || !(row.moment_s || row.clock_s)) {
            ++unreadable_;
            return;
        }
        row.fix.position = *position;
        row.fix.dated = row.moment_s || row.date_s;
        row.fix.utc_s = row.moment_s ? *row.moment_s : row.date_s.value_or(0) + *row.clock_s;
        track_.fixes.push_back(row.fix);
    }

    const ingest::CsvFormat& format_;
    Track& track_;
    std::vector<Column> columns_;
    double start_s_ = 0;
    std::size_t unreadable_ = 0;
};

}  // namespace

void read_csv(std::string_view text, Track& track) {
    track.format = "CSV";
    const auto format = ingest::csv_format(text);
    if (!format) {
        throw Error{Fault::input, std::string{unknown}};
    }
    CsvTrack table{*format, track};
    ingest::CsvCells cells{format->delimiter};
    for (std::size_t at = format->header_size; at < text.size();) {
        const auto end = std::min(ingest::end_of_row(text, at, format->delimiter), text.size());
        const std::string_view row = text.substr(at, end - at);
        if (row.find_first_not_of(" \t\r\n") != std::string_view::npos) {
            table.row(cells.split(row));
        }
        at = end;
    }
    if (table.unreadable() > 0) {
        track.notes.push_back(
            fmt::format("{} rows without a readable time or position", table.unreadable()));
    }
}

}  // namespace tamga::track
