// SPDX-License-Identifier: MIT
//
// The door to Exiv2: what a photo says about itself.
#include "engine/base/error.hpp"
#include "engine/photo/photo.hpp"

#include <fmt/format.h>
#include <exiv2/exiv2.hpp>

#include <cmath>
#include <mutex>

namespace tamga::photo {
namespace {

std::mutex& xmp_mutex() {
    static std::mutex mutex;  // The XMP toolkit in Exiv2 has state that all threads share.
    return mutex;
}

void lock_xmp(void* mutex, bool lock) {
    auto* const lockable = static_cast<std::mutex*>(mutex);
    lock ? lockable->lock() : lockable->unlock();
}

void start_exiv2() {
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::enableBMFF(true);
        Exiv2::XmpParser::initialize(lock_xmp, &xmp_mutex());
    });
}

/// A tag's text, without what pads it.
std::string text(const Exiv2::ExifData& exif, const char* key) {
    const auto found = exif.findKey(Exiv2::ExifKey{key});
    std::string value = found == exif.end() ? "" : found->toString();
    while (!value.empty() && (value.back() == ' ' || value.back() == '\0')) {
        value.pop_back();
    }
    return value;
}

std::string text(const Exiv2::XmpData& xmp, const char* key) {
    const auto found = xmp.findKey(Exiv2::XmpKey{key});
    return found == xmp.end() ? "" : found->toString();
}

/// Component `index` of a number or rational; nothing for x/0.
std::optional<double> number(const Exiv2::Exifdatum& datum, long index) {
    if (index >= datum.count()) {
        return std::nullopt;
    }
    const auto type = datum.typeId();
    if (type == Exiv2::unsignedRational || type == Exiv2::signedRational) {
        // toRational() is signed, and denominators above 2^31 are not unknown.
        const Exiv2::Rational value = datum.toRational(index);
        const bool is_unsigned = type == Exiv2::unsignedRational;
        const auto wide = [&](std::int32_t part) {
            return is_unsigned ? static_cast<double>(static_cast<std::uint32_t>(part)) : part;
        };
        return value.second == 0 ? std::nullopt
                                 : std::optional{wide(value.first) / wide(value.second)};
    }
    const double value = datum.toFloat(index);
    return std::isfinite(value) ? std::optional{value} : std::nullopt;
}

std::optional<double> number(const Exiv2::ExifData& exif, const char* key) {
    const auto found = exif.findKey(Exiv2::ExifKey{key});
    return found == exif.end() ? std::nullopt : number(*found, 0);
}

/// Degrees, perhaps minutes, perhaps seconds; those may be left out, but not be 0/0.
std::optional<double> angle(const Exiv2::ExifData& exif, const char* key, const char* side_key,
                            char negative) {
    const auto found = exif.findKey(Exiv2::ExifKey{key});
    if (found == exif.end() || found->count() == 0) {
        return std::nullopt;
    }
    double degrees = 0;
    double unit = 1;
    for (long i = 0; i < std::min(found->count(), 3L); ++i, unit *= 60) {
        const auto part = number(*found, i);
        if (!part) {
            return std::nullopt;
        }
        degrees += *part / unit;
    }
    const std::string side = text(exif, side_key);
    return !side.empty() && side[0] == negative ? -std::abs(degrees) : degrees;
}

/// "48,53.322N" or "48,53,19.3N", as XMP writes an angle.
std::optional<double> xmp_angle(const std::string& value) {
    double degrees = 0;
    double unit = 1;
    const char* rest = value.c_str();
    for (int part = 0; part < 3; ++part, unit *= 60) {
        char* end = nullptr;
        const double number = std::strtod(rest, &end);
        if (end == rest) {
            return std::nullopt;
        }
        degrees += number / unit;
        rest = end;
        if (*rest != ',') {
            break;
        }
        ++rest;
    }
    return *rest == 'S' || *rest == 'W' ? -degrees : degrees;
}

void set_position(std::optional<double> lat, std::optional<double> lon, const char* source,
                  Photo& photo) {
    if (!lat || !lon) {
        return;
    }
    if (std::abs(*lat) > 90 || std::abs(*lon) > 180) {
        photo.warnings.push_back(
            fmt::format("its {} position {},{} is outside -90..90, -180..180", source, *lat, *lon));
        return;
    }
    photo.position = geo::LonLat{.lon = *lon, .lat = *lat};
    photo.source = source;
    if (*lat == 0 && *lon == 0) {
        photo.warnings.emplace_back("0, 0 is often written where no position is known");
    }
}

/// The three rationals of GPSTimeStamp with the day of GPSDateStamp.
std::optional<double> gps_time(const Exiv2::ExifData& exif) {
    const auto stamp = exif.findKey(Exiv2::ExifKey{"Exif.GPSInfo.GPSTimeStamp"});
    const auto day = parse_moment(text(exif, "Exif.GPSInfo.GPSDateStamp") + " 00:00:00");
    if (stamp == exif.end() || !day || !day->dated) {
        return std::nullopt;
    }
    const auto hours = number(*stamp, 0);
    const auto minutes = number(*stamp, 1);
    const auto seconds = number(*stamp, 2);
    return hours && minutes && seconds
               ? std::optional{day->seconds + *hours * 3600 + *minutes * 60 + *seconds}
               : std::nullopt;
}

/// DateTimeOriginal with its fraction and zone, which have tags of their own.
std::optional<Moment> taken(const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp) {
    auto moment = parse_moment(text(exif, "Exif.Photo.DateTimeOriginal"));
    if (!moment) {
        moment = parse_moment(text(xmp, "Xmp.exif.DateTimeOriginal"));
    }
    if (!moment || !moment->dated) {
        return std::nullopt;
    }
    const std::string fraction = text(exif, "Exif.Photo.SubSecTimeOriginal");
    if (!fraction.empty() && moment->seconds == std::floor(moment->seconds) &&
        fraction.find_first_not_of("0123456789") == std::string::npos) {
        moment->seconds += std::strtod(("0." + fraction).c_str(), nullptr);
    }
    if (!moment->offset_s) {
        moment->offset_s = parse_offset(text(exif, "Exif.Photo.OffsetTimeOriginal"));
    }
    return moment;
}

void read_details(const Exiv2::ExifData& exif, Photo& photo) {
    photo.altitude_m = number(exif, "Exif.GPSInfo.GPSAltitude");
    const bool below = number(exif, "Exif.GPSInfo.GPSAltitudeRef").value_or(0) == 1;
    if (photo.altitude_m && below) {
        photo.altitude_m = -*photo.altitude_m;
    }
    const std::string unit = text(exif, "Exif.GPSInfo.GPSSpeedRef");
    const double metres_per_hour = unit == "M" ? 1609.344 : unit == "N" ? 1852 : 1000;
    if (const auto speed = number(exif, "Exif.GPSInfo.GPSSpeed")) {
        photo.speed_mps = *speed * metres_per_hour / 3600;
    }
    photo.course_deg = number(exif, "Exif.GPSInfo.GPSTrack");
    photo.direction_deg = number(exif, "Exif.GPSInfo.GPSImgDirection");
    photo.gps_utc_s = gps_time(exif);
    photo.camera = text(exif, "Exif.Image.Model");
}

Photo photo_of(const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp) {
    Photo photo;
    read_details(exif, photo);
    photo.taken = taken(exif, xmp);
    set_position(angle(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S'),
                 angle(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W'),
                 "exif", photo);
    if (!photo.position) {
        set_position(xmp_angle(text(xmp, "Xmp.exif.GPSLatitude")),
                     xmp_angle(text(xmp, "Xmp.exif.GPSLongitude")), "xmp", photo);
    }
    return photo;
}

}  // namespace

Photo read_photo(ByteView file) {
    start_exiv2();
    try {
        const auto image = Exiv2::ImageFactory::open(file.data(), static_cast<long>(file.size()));
        image->readMetadata();
        return photo_of(image->exifData(), image->xmpData());
    } catch (const Exiv2::AnyError& error) {
        throw Error{Fault::input, fmt::format("is no photo that Exiv2 can read: {}", error.what())};
    }
}

}  // namespace tamga::photo
