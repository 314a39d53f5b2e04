// SPDX-License-Identifier: MIT
#include "engine/photo/geotag.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/mapped_file.hpp"
#include "engine/base/output_file.hpp"
#include "engine/base/parallel.hpp"
#include "engine/photo/gps_tags.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace tamga::photo {
namespace {

GpsTags tags_of(const Fix& fix) {
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

void write(Result& result, ByteView file, const Correlation& correlation) {
    // A link is followed: the picture is replaced, not the link.
    const std::string source = std::filesystem::canonical(result.path).string();
    const std::string target = correlation.output(source);
    if (target.empty()) {
        return;
    }
    const GpsTags tags = tags_of(result.spot->fix);
    const Bytes bytes = tagged_photo(file, tags);
    const Photo after = read_photo(bytes);
    check(result.photo, after, tags);
    const std::filesystem::perms mode = std::filesystem::status(source).permissions();
    base::OutputFile output{target};
    output.write(bytes);
    // A copy can be made again; an original that is replaced must not be lost with the power.
    output.commit(target == source ? base::OutputFile::Flush::now : base::OutputFile::Flush::later);
    std::error_code ignored;  // A file system without permissions is no failure.
    std::filesystem::permissions(target, mode, ignored);
    result.photo = after;
    result.written = target == source ? result.path : target;
}

void place(Result& result, const Correlation& correlation) {
    if (correlation.keep && result.photo.position) {
        return;
    }
    if (!result.photo.taken) {
        result.problem = "does not say when it was taken (DateTimeOriginal)";
        return;
    }
    const double camera_s = utc_seconds(*result.photo.taken, correlation.zone);
    auto found = correlation.timeline.at(correlation.clock.corrected(camera_s), correlation.reach);
    if (auto* reason = std::get_if<std::string>(&found)) {
        result.problem = std::move(*reason);
        return;
    }
    result.spot = std::get<Spot>(std::move(found));
}

using Use = std::function<void(Result&, ByteView)>;

/// A photo that cannot be read is a result, like others; a full disk is not.
std::vector<Result> for_each_photo(const std::vector<std::string>& paths, const Use& use) {
    std::vector<Result> results(paths.size());
    base::parallel_for(paths.size(), [&](std::size_t i) {
        base::stop_if_interrupted();
        Result& result = results[i];
        result.path = paths[i];
        try {
            const base::MappedFile file{paths[i]};
            in_context(paths[i], [&] {
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
    });
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
