// SPDX-License-Identifier: MIT
#include "engine/photo/geotag.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/file_attributes.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/base/files/output_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/parallel.hpp"
#include "engine/photo/gps_tags.hpp"
#include "engine/track/possible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace tamga::photo {
namespace {

GpsTags tags_of(const track::Fix& fix) {
    return {.position = fix.position,
            .altitude_m = fix.altitude_m,
            .speed_mps = fix.speed_mps,
            .course_deg = fix.course_deg,
            .direction_deg = fix.direction_deg,
            .utc_s = fix.utc_s,
            .dated = true};
}

/// A file that was written is read again before it counts.
void check(const Photo& before, const Photo& after, const GpsTags& tags) {
    constexpr double tolerance_deg = 1e-8;
    const bool there = after.position && after.source == "exif" &&
                       std::abs(after.position->lat - tags.position.lat) < tolerance_deg &&
                       std::abs(after.position->lon - tags.position.lon) < tolerance_deg;
    const bool same = before.camera == after.camera &&
                      before.taken.has_value() == after.taken.has_value() &&
                      (!before.taken || before.taken->seconds == after.taken->seconds);
    if (!there || !same) {
        throw Error{Fault::input,
                    "with a position in it, it could not be read back; it was left "
                    "as it is"};
    }
}

/// A copy can be made again, and is flushed when the system likes.
void write_copy(const std::string& original, const std::string& target, ByteView bytes,
                bool force) {
    base::OutputFile output{target};
    output.write(bytes);
    base::copy_mode(original, output.descriptor());
    output.commit(base::Flush::later, force ? base::Existing::replaced : base::Existing::kept);
}

/// An original that is replaced must not be lost with the power. A link is followed: the picture is
/// replaced, not the link.
void write_in_place(const std::string& path, ByteView bytes, std::vector<std::string>& warnings) {
    const std::string original = std::filesystem::canonical(path).string();
    const auto names = base::names_of_file(original);
    base::OutputFile output{original};
    output.write(bytes);
    base::copy_attributes(original, output.descriptor());
    output.commit();
    if (names > 1) {
        warnings.push_back(fmt::format(
            "had {} names (hard links); under the others the photo is as it was", names));
    }
}

void write(Result& result, ByteView file, const Correlation& correlation) {
    const std::string target = correlation.output(result.path);
    if (target.empty()) {
        return;
    }
    const GpsTags tags = tags_of(result.spot->fix);
    const Bytes bytes = tagged_photo(file, tags);
    Photo after = read_photo(bytes);
    check(result.photo, after, tags);
    if (target == result.path) {
        write_in_place(result.path, bytes, after.warnings);
    } else {
        write_copy(result.path, target, bytes, correlation.force);
    }
    result.photo = std::move(after);
    result.written = target;
}

void place(Result& result, const Correlation& correlation) {
    if (correlation.keep && result.photo.position) {
        return;
    }
    if (!result.photo.taken) {
        result.problem = "does not say when it was taken (DateTimeOriginal)";
        return;
    }
    const double camera_s = track::utc_seconds(*result.photo.taken, correlation.zone);
    const double utc_s = correlation.clock.corrected(camera_s);
    if (!track::is_time(utc_s)) {
        result.problem = "was taken outside the years 1 to 9999 by the clock that --sync corrects";
        return;
    }
    auto found = correlation.timeline.at(utc_s, correlation.reach);
    if (auto* reason = std::get_if<std::string>(&found)) {
        result.problem = std::move(*reason);
        return;
    }
    result.spot = std::get<track::Spot>(std::move(found));
}

using Use = std::function<void(Result&, ByteView)>;

/// A photo that cannot be read is a result, like others; a full disk is not.
void handle(Result& result, const Use& use) {
    try {
        const base::MappedFile file{result.path};
        in_context(result.path, [&] {
            result.photo = read_photo(file.bytes());
            use(result, file.bytes());
        });
    } catch (const Error& error) {
        if (error.fault() == Fault::system) {
            throw;
        }
        result.problem = error.what();
        result.unreadable = true;
    }
}

/// What an error has to add where several files are written.
std::string so_far(const std::vector<Result>& results) {
    const auto written = std::ranges::count_if(
        results, [](const Result& result) { return !result.written.empty(); });
    return written == 0
               ? "; nothing was written"
               : fmt::format("; {} of {} photos were written before that", written, results.size());
}

std::vector<Result> for_each_photo(const std::vector<std::string>& paths, const Use& use) {
    std::vector<Result> results(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        results[i].path = paths[i];
    }
    try {
        base::parallel_for(paths.size(), [&](std::size_t i) {
            base::stop_if_interrupted("");
            handle(results[i], use);
        });
    } catch (const Error& error) {  // All threads have ended.
        throw Error{error.fault(), error.what() + so_far(results)};
    }
    return results;
}

}  // namespace

std::vector<Result> read_photos(const std::vector<std::string>& paths) {
    return for_each_photo(paths, [](Result&, ByteView) {});
}

std::vector<Result> place_photos(const std::vector<std::string>& paths,
                                 const Correlation& correlation) {
    return for_each_photo(paths, [&](Result& result, ByteView file) {
        place(result, correlation);
        if (result.spot) {
            write(result, file, correlation);
        }
    });
}

}  // namespace tamga::photo
