// SPDX-License-Identifier: MIT
//
// tamga geotag photos: where photos were taken, by what they say or by the track of a receiver.
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/photo/geotag.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/cli/numbers.hpp"
#include "tools/tamga/cli/photo_writer.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>

namespace tamga::cli {
namespace {

namespace fs = std::filesystem;

struct Settings {
    std::vector<std::string> photos;
    std::vector<std::string> tracks;
    std::string output;
    bool in_place = false;
    bool keep = false;
    std::string format = "geojson";
    std::optional<std::string> zone;
    std::vector<std::string> syncs;
    track::Reach reach;
    track::FixFilter filter;
    CommonSettings common;
};

bool is_photo_name(const fs::path& path) {
    static constexpr std::array<std::string_view, 20> endings{
        ".jpg", ".jpeg", ".heic", ".heif", ".avif", ".png", ".tif", ".tiff", ".webp", ".dng",
        ".nef", ".cr2",  ".cr3",  ".arw",  ".orf",  ".raf", ".rw2", ".pef",  ".srw",  ".crw"};
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::count(endings, ending) > 0;
}

/// The photos in a folder and those below it, by name.
void add_folder(const std::string& folder, std::vector<std::string>& photos) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file() && is_photo_name(entry.path())) {
            found.push_back(entry.path().string());
        }
    }
    if (found.empty()) {
        throw Error{Fault::input, folder + ": there are no photos in this folder"};
    }
    std::ranges::sort(found);
    photos.insert(photos.end(), found.begin(), found.end());
}

/// Folders become their photos; tracks may stand among the photos.
void sort_operands(Settings& settings) {
    std::vector<std::string> photos;
    for (const std::string& path : settings.photos) {
        if (fs::is_directory(path)) {
            add_folder(path, photos);
        } else if (track::is_track_name(path)) {
            settings.tracks.push_back(path);
        } else {
            photos.push_back(path);
        }
    }
    if (photos.empty()) {
        throw Error{Fault::usage, "there are tracks, but no photos"};
    }
    settings.photos = std::move(photos);
}

track::Zone zone_of(const Settings& settings) {
    if (!settings.zone) {
        return {};
    }
    const auto offset = track::parse_offset(*settings.zone);
    if (!offset) {
        throw Error{Fault::usage,
                    fmt::format("--zone: '{}' is not like +06:00 or Z; for a zone with summer time "
                                "set TZ, as in TZ=Asia/Bishkek tamga geotag photos",
                                *settings.zone)};
    }
    return {.offset_s = offset};
}

track::Timeline timeline(const Settings& settings, Io& io) {
    track::Timeline result;
    for (const std::string& path : settings.tracks) {
        const track::Track track = track::read_track(path);
        const std::size_t left_out = result.add(track, settings.filter);
        if (!settings.common.quiet) {
            for (const std::string& note : track.notes) {
                io.err << fmt::format("{}: {}\n", path, note);
            }
        }
        if (settings.common.verbose) {
            io.err << fmt::format("{}: {} fixes of {}, {} left out\n", path,
                                  grouped(track.fixes.size()), track.format, grouped(left_out));
        }
    }
    if (result.size() == 0) {
        throw Error{Fault::input,
                    "no fix of any track is good enough (--max-hdop, --max-pdop, "
                    "--min-satellites)"};
    }
    result.sort();
    return result;
}

/// A photo that is named twice, or by a link, too, is one photo, and handled once.
void leave_out_repeated(Settings& settings, Io& io) {
    std::map<std::string, std::string> seen;
    std::vector<std::string> once;
    for (const std::string& path : settings.photos) {
        std::error_code failure;
        const fs::path real = fs::canonical(path, failure);
        const auto [first, is_new] = seen.emplace(failure ? path : real.string(), path);
        if (is_new) {
            once.push_back(path);
        } else if (!settings.common.quiet && path != first->second) {
            io.err << fmt::format("{}: is {}, and handled once\n", path, first->second);
        }
    }
    settings.photos = std::move(once);
}

/// Files by what they are, not by name.
class FileSet {
public:
    void add(const std::string& path) {
        struct stat about {};
        if (::stat(path.c_str(), &about) == 0) {
            files_.emplace(std::pair{about.st_dev, about.st_ino}, path);
        }
    }

    /// The name by which the file at `path`, or behind that link, was added.
    const std::string* find(const std::string& path) const {
        struct stat about {};
        const bool there = ::stat(path.c_str(), &about) == 0;
        const auto found = files_.find({about.st_dev, about.st_ino});
        return there && found != files_.end() ? &found->second : nullptr;
    }

private:
    std::map<std::pair<dev_t, ino_t>, std::string> files_;
};

std::string copy_of(const std::string& path, const Settings& settings) {
    return (fs::path{settings.output} / fs::path{path}.filename()).string();
}

/// Whatever can be refused about the outputs is refused before any work, and before the folder is
/// made. A photo is not replaced by way of a link to it either.
void check_outputs(const Settings& settings) {
    if (settings.output.empty()) {
        return;
    }
    FileSet inputs;
    for (const auto* paths : {&settings.photos, &settings.tracks, &settings.syncs}) {
        for (const std::string& path : *paths) {
            inputs.add(path);
        }
    }
    const bool there = fs::exists(fs::symlink_status(settings.output));
    if (there && !fs::is_directory(settings.output)) {
        throw Error{Fault::usage, settings.output + ": is no folder that copies could go into"};
    }
    std::map<std::string, std::string> originals;
    for (const std::string& path : settings.photos) {
        const std::string target = copy_of(path, settings);
        if (const auto* input = inputs.find(target)) {
            throw Error{Fault::usage, fmt::format("{}: -o would replace {}, which was named; "
                                                  "--in-place changes a photo itself",
                                                  target, *input)};
        }
        const auto [first, is_new] = originals.emplace(target, path);
        if (!is_new) {
            throw Error{Fault::usage, fmt::format("{}: two photos have this name: {} and {}",
                                                  target, first->second, path)};
        }
        if (there) {
            base::check_output(target, settings.common.force);
        }
    }
}

void make_folder(const Settings& settings) {
    if (!settings.output.empty()) {
        fs::create_directory(settings.output);
    }
}

void check(const Settings& settings) {
    const bool writes = settings.in_place || !settings.output.empty();
    if (writes && settings.tracks.empty()) {
        throw Error{Fault::usage, "without --track there is nothing to write into photos"};
    }
    if (settings.in_place && !settings.output.empty()) {
        throw Error{Fault::usage, "it is either --in-place or -o"};
    }
    if (!(settings.reach.between_s >= 0) || !(settings.reach.beyond_s >= 0)) {
        throw Error{Fault::usage, "--max-gap and --max-beyond are 0 seconds or more"};
    }
}

std::vector<photo::Result> results(const Settings& settings, Io& io) {
    if (settings.tracks.empty()) {
        return photo::read_photos(settings.photos);
    }
    const track::Timeline fixes = timeline(settings, io);
    photo::Correlation correlation{.timeline = fixes,
                                   .reach = settings.reach,
                                   .zone = zone_of(settings),
                                   .clock = {},
                                   .keep = settings.keep,
                                   .output = {}};
    for (const std::string& sync : settings.syncs) {
        in_context("--sync", [&] { photo::add_sync(sync, correlation.zone, correlation.clock); });
    }
    correlation.force = settings.common.force;
    make_folder(settings);
    correlation.output = [&](const std::string& path) {
        return settings.in_place         ? path
               : settings.output.empty() ? std::string{}
                                         : copy_of(path, settings);
    };
    return photo::place_photos(settings.photos, correlation);
}

void talk_about(const photo::Result& result, const CommonSettings& common, Io& io) {
    if (!result.problem.empty()) {  // That of an unreadable file names it already.
        io.err << (result.unreadable ? "" : result.path + ": ") << result.problem << '\n';
    }
    if (!common.quiet) {
        for (const std::string& warning : result.photo.warnings) {
            io.err << result.path << ": " << warning << '\n';
        }
    }
}

int run(Settings settings, Io& io) {
    sort_operands(settings);
    check(settings);
    leave_out_repeated(settings, io);
    check_outputs(settings);
    const auto all = results(settings, io);
    const auto format = settings.common.json ? PhotoFormat::lines : photo_format(settings.format);
    write_photos(all, format, io.out);
    bool failed = false;
    for (const photo::Result& result : all) {
        failed = failed || !result.problem.empty();
        talk_about(result, settings.common, io);
    }
    if (settings.common.verbose) {
        const auto positions = std::ranges::count_if(
            all, [](const auto& result) { return result.spot || result.photo.position; });
        io.err << fmt::format("{} photos, {} with a position\n", grouped(all.size()),
                              grouped(static_cast<std::uint64_t>(positions)));
    }
    return failed ? 1 : 0;
}

void define_tracks(Options& options, Settings& settings) {
    options.option({"--track", "FILE",
                    "A track log: GPX, KML, TCX, NMEA, IGC or CSV, also packed with gzip. May be "
                    "given several times; a PHOTO that is named like a track is one, too."},
                   settings.tracks);
    options.option(
        {"-o,--output", "DIR",
         "Write copies with their positions into this folder. One that is there is replaced "
         "only with --force, and a photo that was named never, by no link either."},
        settings.output);
    options.flag("--in-place", settings.in_place,
                 "Replace each photo by one with its position. The new file is written beside it, "
                 "read back, and then renamed; owner, mode, times and extended attributes are "
                 "kept.");
    options.flag("--keep", settings.keep, "Leave photos alone that have a position already.");
    options.option({"--zone", "+HH:MM",
                    "What cameras that do not say their zone are ahead of UTC (this computer's "
                    "zone; see TZ)."},
                   settings.zone);
    options.option({"--sync", "TIME",
                    "What to correct the camera's clock by: an offset such as +1:30 or "
                    "-6:00:00, TRUE@CAMERA with a time on each side, TRUE@PHOTO, or a PHOTO with "
                    "a GPS time. Several make a clock that runs fast or slow."},
                   settings.syncs);
    options.option({"--max-gap", "S",
                    "Draw no line between two fixes further apart than this, in seconds; 0 takes "
                    "the nearest fix always (1800)."},
                   settings.reach.between_s);
    options.option({"--max-beyond", "S",
                    "In such a gap, and before and after a track, take the nearest fix within "
                    "this time (1800)."},
                   settings.reach.beyond_s);
    options.option({"--max-hdop", "N", "Leave out fixes with a larger HDOP."},
                   settings.filter.max_hdop);
    options.option({"--max-pdop", "N", "Leave out fixes with a larger PDOP."},
                   settings.filter.max_pdop);
    options.option({"--min-satellites", "N", "Leave out fixes with fewer satellites."},
                   settings.filter.min_satellites);
}

}  // namespace

Command geotag_photos_command() {
    return {.name = "geotag photos",
            .summary = "Says where photos were taken, and writes positions of tracks into them.",
            .example =
                "Examples:\n"
                "  tamga geotag photos *.jpg > photos.geojson\n"
                "  TZ=Asia/Bishkek tamga geotag photos holiday/ --track walk.gpx -o tagged/\n"
                "  tamga geotag photos *.jpg --track walk.nmea --sync 12:01:00Z@clock.jpg "
                "--in-place",
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                options.operands("PHOTO", settings->photos, 1,
                                 "JPEG, HEIC, PNG, TIFF, WebP, raw formats, or folders of them.");
                define_tracks(options, *settings);
                options.choice({"--format", "FORMAT", "How the answer is written (geojson)."},
                               settings->format, {"geojson", "csv", "jsonl"});
                add_force(options, settings->common);
                add_json(options, settings->common);
                add_talk(options, settings->common);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
