// SPDX-License-Identifier: MIT
//
// How long it takes to place and write photos, and to read a long track.
//
//     photos_bench PHOTO [COUNT]
//
// Makes COUNT (200) copies of a photo in a temporary folder and a track of 61 fixes around the time
// it was taken, as the copies' camera says; correlates and writes them all, three times. Then reads
// a GPX of 100,000 fixes and asks it once.
#include "engine/photo/geotag.hpp"
#include "engine/track/track.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <limits>

#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using namespace tamga::photo;
using namespace tamga::track;

/// Fixes one each `step_s` seconds from `start_s` of UTC, on a way to the east.
void write_track(const fs::path& path, double start_s, double step_s, int count) {
    std::ofstream file{path};
    file << "<gpx version=\"1.1\"><trk><trkseg>\n";
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<std::time_t>(start_s + i * step_s);
        std::tm utc{};
        gmtime_r(&at, &utc);
        char time[32];
        std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", &utc);
        file << fmt::format(
            "<trkpt lat=\"{:.7f}\" lon=\"{:.7f}\"><ele>{}</ele><time>{}</time></trkpt>\n",
            40.5 + i * 1e-5, 72.8 + i * 2e-5, 960 + i % 50, time);
    }
    file << "</trkseg></trk></gpx>\n";
}

Timeline timeline_of(const fs::path& path) {
    Timeline timeline;
    timeline.add(read_track(path.string()), {});
    timeline.sort();
    return timeline;
}

struct Took {
    double wall_s = std::numeric_limits<double>::infinity();
    double work_s = std::numeric_limits<double>::infinity();
};

template <class Work>
Took best_of_three(Work work) {
    Took best;
    for (int round = 0; round < 3; ++round) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t before = std::clock();
        work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best.wall_s = std::min(best.wall_s, took.count());
        best.work_s = std::min(best.work_s, static_cast<double>(std::clock() - before) /
                                                static_cast<double>(CLOCKS_PER_SEC));
    }
    return best;
}

void place(const std::vector<std::string>& photos, const fs::path& track, const fs::path& out) {
    const Timeline timeline = timeline_of(track);
    const Correlation correlation{.timeline = timeline,
                                  .reach = {},
                                  .zone = {.offset_s = 0},
                                  .clock = {},
                                  .keep = false,
                                  .output = [&](const std::string& path) {
                                      return (out / fs::path{path}.filename()).string();
                                  }};
    for (const Result& result : place_photos(photos, correlation)) {
        if (result.written.empty()) {
            fmt::print(stderr, "{}: {}\n", result.path, result.problem);
            std::exit(1);
        }
    }
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc < 2) {
        fmt::print(stderr, "usage: photos_bench PHOTO [COUNT]\n");
        return 2;
    }
    const int count = argc > 2 ? std::atoi(argv[2]) : 200;
    const fs::path folder =
        fs::temp_directory_path() / ("tamga-photos-bench-" + std::to_string(getpid()));
    fs::create_directories(folder / "out");
    std::vector<std::string> photos;
    for (int i = 0; i < count; ++i) {
        photos.push_back((folder / fmt::format("{:04}.jpg", i)).string());
        fs::copy_file(argv[1], photos.back());
    }
    const Result first = read_photos({photos[0]}).front();
    if (!first.photo.taken) {
        fmt::print(stderr, "{}: does not say when it was taken\n", argv[1]);
        return 1;
    }
    const double taken_s = utc_seconds(*first.photo.taken, {.offset_s = 0});
    write_track(folder / "walk.gpx", taken_s - 1800, 60, 61);
    write_track(folder / "long.gpx", taken_s - 50'000, 1, 100'000);
    const Took placed = best_of_three([&] { place(photos, folder / "walk.gpx", folder / "out"); });
    fmt::print("{} photos placed and written: {:.3f} s, {:.3f} core-seconds\n", count,
               placed.wall_s, placed.work_s);
    const Took read = best_of_three([&] { timeline_of(folder / "long.gpx").at(taken_s, {}); });
    fmt::print("a track of 100,000 fixes read and asked: {:.3f} s, {:.3f} core-seconds\n",
               read.wall_s, read.work_s);
    fs::remove_all(folder);
    return 0;
}
