// SPDX-License-Identifier: MIT
//
// The door to Exiv2: what a photo says about itself.
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/photo/angles.hpp"
#include "engine/photo/photo.hpp"
#include "engine/track/possible.hpp"

#include <fmt/format.h>
#include <exiv2/exiv2.hpp>
#include <exiv2/webpimage.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
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

/// Degrees, perhaps minutes, perhaps seconds; those may be left out, but not be 0/0. A side that is
/// missing, or is none of `sides` (the positive one first), is not guessed.
std::optional<double> angle(const Exiv2::ExifData& exif, const char* key, const char* side_key,
                            std::string_view sides, Photo& photo) {
    const auto found = exif.findKey(Exiv2::ExifKey{key});
    if (found == exif.end() || found->count() == 0) {
        return std::nullopt;
    }
    std::vector<double> parts;
    for (long i = 0; i < std::min(found->count(), 3L); ++i) {
        const auto part = number(*found, i);
        if (!part) {
            return std::nullopt;
        }
        parts.push_back(*part);
    }
    const auto value = angle_of(parts, text(exif, side_key), sides);
    if (!value) {
        photo.warnings.push_back(
            fmt::format("its exif position has minutes or seconds above 60, or does not say "
                        "whether it is {} or {}",
                        sides[0], sides[1]));
    }
    return value;
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
    const auto day = track::parse_moment(text(exif, "Exif.GPSInfo.GPSDateStamp") + " 00:00:00");
    if (stamp == exif.end() || !day || !day->dated) {
        return std::nullopt;
    }
    const auto hours = number(*stamp, 0);
    const auto minutes = number(*stamp, 1);
    const auto seconds = number(*stamp, 2);
    const bool inside = hours && minutes && seconds && *hours >= 0 && *hours < 24 &&
                        *minutes >= 0 && *minutes < 60 && *seconds >= 0 && *seconds < 61;
    return inside ? std::optional{day->seconds + *hours * 3600 + *minutes * 60 + *seconds}
                  : std::nullopt;
}

/// DateTimeOriginal with its fraction and zone, which have tags of their own.
std::optional<track::Moment> taken(const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp) {
    auto moment = track::parse_moment(text(exif, "Exif.Photo.DateTimeOriginal"));
    if (!moment) {
        moment = track::parse_moment(text(xmp, "Xmp.exif.DateTimeOriginal"));
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
        moment->offset_s = track::parse_offset(text(exif, "Exif.Photo.OffsetTimeOriginal"));
    }
    return moment;
}

/// Numbers that nothing has stand for "unknown", or are damaged.
void drop_impossible(Photo& photo) {
    const auto drop = [&](std::optional<double>& value, bool possible, const char* what) {
        if (value && !possible) {
            photo.warnings.push_back(fmt::format("its {} of {} is left out", what, *value));
            value.reset();
        }
    };
    drop(photo.altitude_m, track::is_altitude(photo.altitude_m.value_or(0)), "altitude");
    drop(photo.speed_mps, track::is_speed(photo.speed_mps.value_or(0)), "speed");
    drop(photo.course_deg, track::is_direction(photo.course_deg.value_or(0)), "course");
    drop(photo.direction_deg, track::is_direction(photo.direction_deg.value_or(0)), "direction");
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
    drop_impossible(photo);
    photo.gps_utc_s = gps_time(exif);
    photo.camera = text(exif, "Exif.Image.Model");
}

Photo photo_of(const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp) {
    Photo photo;
    read_details(exif, photo);
    photo.taken = taken(exif, xmp);
    set_position(
        angle(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", "NS", photo),
        angle(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", "EW", photo),
        "exif", photo);
    if (!photo.position) {
        set_position(xmp_angle(text(xmp, "Xmp.exif.GPSLatitude"), "NS"),
                     xmp_angle(text(xmp, "Xmp.exif.GPSLongitude"), "EW"), "xmp", photo);
    }
    return photo;
}

/// Pictures, and no films or sounds: Exiv2's readers of those loop on, and write behind their
/// buffers for, what is damaged (0.27, RIFF).
bool is_picture(int type) {
    namespace Type = Exiv2::ImageType;
    constexpr std::array pictures{
        Type::jpeg, Type::exv, Type::png, Type::tiff, Type::webp, Type::bmff, Type::cr2, Type::crw,
        Type::mrw,  Type::orf, Type::raf, Type::rw2,  Type::jp2,  Type::psd,  Type::gif, Type::bmp};
    return std::ranges::count(pictures, type) > 0;
}

/// A file in memory. Whoever reads it is not believed to come to an end: reads are limited in size
/// to what is there, and in number to many times what a sound file takes.
class BoundedIo final : public Exiv2::MemIo {
public:
    explicit BoundedIo(ByteView file)
        : MemIo{file.data(), static_cast<long>(file.size())},
          size_{static_cast<long>(file.size())},
          left_{1'000'000 + 8 * size_} {}

    Exiv2::DataBuf read(long size) override {
        count();
        return MemIo::read(std::clamp(size, 0L, std::max(size_ - tell(), 0L)));
    }
    long read(Exiv2::byte* bytes, long size) override {
        count();
        return MemIo::read(bytes, std::max(size, 0L));
    }
    int getb() override {
        count();
        return MemIo::getb();
    }
    int seek(std::int64_t offset, Position from) override {
        count();
        return MemIo::seek(offset, from);
    }

private:
    void count() {
        base::stop_if_interrupted("");
        if (--left_ < 0) {
            throw Error{Fault::input, "is damaged: reading it comes to no end"};
        }
    }

    long size_;
    long left_;
};

}  // namespace

Photo read_photo(ByteView file) {
    start_exiv2();
    try {
        auto io = std::make_unique<BoundedIo>(file);
        if (!is_picture(Exiv2::ImageFactory::getType(*io))) {
            throw Error{Fault::input,
                        "is no photo: neither JPEG, HEIC, PNG, TIFF, WebP nor a raw format"};
        }
        const auto image = Exiv2::ImageFactory::open(Exiv2::BasicIo::AutoPtr{io.release()});
        image->readMetadata();
        return photo_of(image->exifData(), image->xmpData());
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {  // Its own, and those of the containers it uses.
        throw Error{Fault::input, fmt::format("is no photo that Exiv2 can read: {}", error.what())};
    }
}

}  // namespace tamga::photo
