// SPDX-License-Identifier: MIT
//
// NMEA 0183. A receiver says each second what it knows in several sentences, and nothing marks the
// end of such a group: sentences with the same time belong together.
#include "engine/track/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tamga::track {
namespace {

constexpr double metres_per_second_per_knot = 1852.0 / 3600;
constexpr double metres_per_foot = 0.3048;
/// A clock that goes back by more than this has passed midnight.
constexpr double jitter_s = 2;

/// The cells of "$GPRMC,092204.999,A,...*25", the first of them "GPRMC".
std::vector<std::string_view> cells(std::string_view sentence) {
    std::vector<std::string_view> result;
    std::string_view rest = sentence.substr(1, sentence.find('*') - 1);
    for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
        result.push_back(rest.substr(0, comma));
        rest.remove_prefix(comma + 1);
    }
    result.push_back(rest);
    return result;
}

/// The two digits after the asterisk are all bytes before it, xor-ed. A sentence without them is
/// taken as it is.
bool is_sound(std::string_view sentence) {
    const auto star = sentence.find('*');
    if (star == std::string_view::npos || sentence.size() < star + 3) {
        return true;
    }
    unsigned expected = 0;
    const char* const digits = sentence.data() + star + 1;
    const auto [end, error] = std::from_chars(digits, digits + 2, expected, 16);
    unsigned sum = 0;
    for (const char c : sentence.substr(1, star - 1)) {
        sum ^= static_cast<unsigned char>(c);
    }
    return error != std::errc{} || end != digits + 2 || sum == expected;
}

/// "4250.5589": whole degrees, and minutes from the two digits before the point on.
std::optional<double> angle(std::string_view text, std::string_view side) {
    const auto number = number_of(text);
    if (!number || side.size() != 1) {
        return std::nullopt;
    }
    const double degrees = std::floor(*number / 100);
    const double value = degrees + (*number - degrees * 100) / 60;
    return side == "S" || side == "W" ? -value : value;
}

/// "092204.999" in seconds since midnight.
std::optional<double> clock_s(std::string_view text) {
    const auto number = text.size() >= 6 ? number_of(text) : std::nullopt;
    if (!number || *number < 0 || *number >= 240000) {
        return std::nullopt;
    }
    const auto whole = static_cast<int>(*number);
    return (whole / 10000) * 3600 + (whole / 100 % 100) * 60 + std::fmod(*number, 100);
}

/// "211200", or day, month and year on their own: the date as seconds since 1970.
std::optional<double> date_s(std::string_view day, std::string_view month, std::string_view year) {
    const auto number = count_of(year);
    if (!number) {
        return std::nullopt;
    }
    const int years = *number;
    const int century = years >= 100 ? 0 : years >= 70 ? 1900 : 2000;
    const auto moment = parse_moment(fmt::format("{:04}-{}-{}T00:00", years + century, month, day));
    return moment ? std::optional{moment->seconds} : std::nullopt;
}

std::optional<double> packed_date_s(std::string_view text) {
    return text.size() == 6 ? date_s(text.substr(0, 2), text.substr(2, 2), text.substr(4))
                            : std::nullopt;
}

template <class Value>
void fill(std::optional<Value>& target, std::optional<Value> value) {
    target = target ? target : value;
}

std::optional<double> scaled(std::optional<double> value, double factor) {
    return value ? std::optional{*value * factor} : std::nullopt;
}

/// What one sentence says.
struct Said {
    std::optional<double> clock_s;
    std::optional<double> date_s;
    std::optional<geo::LonLat> position;
    Fix fix;
};

class NmeaTrack {
public:
    explicit NmeaTrack(Track& track) : track_{track} {}

    void line(std::string_view text) {
        const auto start = text.find('$');
        if (start == std::string_view::npos) {
            return;
        }
        const std::string_view sentence = text.substr(start);
        auto words = cells(sentence);
        const std::string_view name = words[0];
        words.resize(20);         // What is missing is empty.
        if (name == "PTNTHPR") {  // The compass, often with wrong checksums.
            open_.fix.direction_deg = number_of(words[1]);
        } else if (name == "PMGNTRK" || name.size() == 5) {
            if (is_sound(sentence)) {
                take(said(name == "PMGNTRK" ? name : name.substr(2), words));
            } else {
                ++damaged_;
            }
        }
    }

    void finish() {
        close();
        date_the_undated();
        if (damaged_ > 0) {
            track_.notes.push_back(fmt::format("{} sentences with a wrong checksum", damaged_));
        }
    }

private:
    using Words = std::vector<std::string_view>;

    static Said said(std::string_view kind, const Words& words) {
        return kind == "RMC"       ? rmc(words)
               : kind == "GGA"     ? gga(words)
               : kind == "GLL"     ? gll(words)
               : kind == "GSA"     ? gsa(words)
               : kind == "ZDA"     ? zda(words)
               : kind == "PMGNTRK" ? magellan(words)
                                   : Said{};
    }

    static Said rmc(const Words& words) {
        Said said{};
        if (words[2] == "V") {  // A warning: no position.
            return said;
        }
        said.clock_s = clock_s(words[1]);
        said.position = position_of(angle(words[3], words[4]), angle(words[5], words[6]));
        said.fix.speed_mps = scaled(number_of(words[7]), metres_per_second_per_knot);
        said.fix.course_deg = number_of(words[8]);
        said.date_s = packed_date_s(words[9]);
        return said;
    }

    static Said gga(const Words& words) {
        Said said{};
        if (words[6] == "0") {  // The quality: no fix.
            return said;
        }
        said.clock_s = clock_s(words[1]);
        said.position = position_of(angle(words[2], words[3]), angle(words[4], words[5]));
        said.fix.satellites = count_of(words[7]);
        said.fix.hdop = number_of(words[8]);
        said.fix.altitude_m = number_of(words[9]);
        return said;
    }

    static Said gll(const Words& words) {
        Said said{};
        if (words[6] == "V") {
            return said;
        }
        said.clock_s = clock_s(words[5]);
        said.position = position_of(angle(words[1], words[2]), angle(words[3], words[4]));
        return said;
    }

    static Said gsa(const Words& words) {
        Said said{};
        int count = 0;
        for (std::size_t i = 3; i < 15; ++i) {
            count += words[i].empty() ? 0 : 1;
        }
        said.fix.satellites = count;
        said.fix.pdop = number_of(words[15]);
        said.fix.hdop = number_of(words[16]);
        return said;
    }

    static Said zda(const Words& words) {
        Said said{};
        said.clock_s = clock_s(words[1]);
        said.date_s = date_s(words[2], words[3], words[4]);
        return said;
    }

    static Said magellan(const Words& words) {
        Said said{};
        if (words[8] == "V") {
            return said;
        }
        said.position = position_of(angle(words[1], words[2]), angle(words[3], words[4]));
        said.fix.altitude_m = scaled(number_of(words[5]), words[6] == "F" ? metres_per_foot : 1);
        said.clock_s = clock_s(words[7]);
        said.date_s = packed_date_s(words[10]);
        return said;
    }

    void take(const Said& said) {
        if (said.clock_s && (!open_.clock_s || *open_.clock_s != *said.clock_s)) {
            close();
            open_.clock_s = said.clock_s;
        }
        fill(open_.date_s, said.date_s);
        fill(open_.position, said.position);
        fill(open_.fix.altitude_m, said.fix.altitude_m);
        fill(open_.fix.speed_mps, said.fix.speed_mps);
        fill(open_.fix.course_deg, said.fix.course_deg);
        fill(open_.fix.hdop, said.fix.hdop);
        fill(open_.fix.pdop, said.fix.pdop);
        fill(open_.fix.satellites, said.fix.satellites);
    }

    /// The group is complete: another time has begun.
    void close() {
        if (open_.clock_s && last_date_s_ && !open_.date_s) {
            const bool midnight = *open_.clock_s < last_clock_s_ - jitter_s;
            open_.date_s = *last_date_s_ + (midnight ? seconds_per_day : 0);
        }
        if (open_.clock_s && open_.date_s) {
            last_date_s_ = open_.date_s;
            last_clock_s_ = *open_.clock_s;
        }
        if (open_.clock_s && open_.position) {
            open_.fix.position = *open_.position;
            open_.fix.dated = open_.date_s.has_value();
            open_.fix.utc_s = open_.date_s.value_or(0) + *open_.clock_s;
            track_.fixes.push_back(open_.fix);
        }
        if (open_.clock_s) {  // What came before the first time belongs to that.
            open_ = {};
        }
    }

    /// The fixes before the first date in the file get it from the first that has one.
    void date_the_undated() {
        auto& fixes = track_.fixes;
        const auto dated =
            std::find_if(fixes.begin(), fixes.end(), [](const Fix& fix) { return fix.dated; });
        if (dated == fixes.end()) {
            return;
        }
        double date = std::floor(dated->utc_s / seconds_per_day) * seconds_per_day;
        double clock = dated->utc_s - date;
        for (auto fix = dated; fix != fixes.begin();) {
            --fix;
            date -= fix->utc_s > clock + jitter_s ? seconds_per_day : 0;
            clock = fix->utc_s;
            fix->utc_s += date;
            fix->dated = true;
        }
    }

    Track& track_;
    Said open_;
    std::optional<double> last_date_s_;
    double last_clock_s_ = 0;
    std::size_t damaged_ = 0;
};

}  // namespace

void read_nmea(std::string_view text, Track& track) {
    track.format = "NMEA";
    NmeaTrack nmea{track};
    for_each_line(text, [&](std::string_view line) { nmea.line(line); });
    nmea.finish();
}

}  // namespace tamga::track
