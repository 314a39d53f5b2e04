// SPDX-License-Identifier: MIT
//
// How fast ingest::read() takes in a file, beside the least that reading a file can cost: adding up
// its bytes, measured in the same run.
//
//     ingest_read_bench FILE [THREADS]
//
// Prints one line: file, megabytes, features, positions, seconds, MB/s, seconds of the plain sum,
// and how many plain sums one read takes. Each is the best of three.
#include "engine/base/files/mapped_file.hpp"
#include "engine/ingest/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <numeric>

namespace {

template <class Work>
double best_seconds(Work work) {
    double best = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 3; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

struct Counts {
    std::size_t features = 0;
    std::size_t positions = 0;
    std::size_t bytes = 0;
};

Counts read_all(const tamga::ingest::Source& source) {
    Counts counts;
    const auto summary =
        tamga::ingest::read(source, [&](tamga::model::Features&& batch) -> tamga::ingest::Finish {
            return [&, positions = batch.positions()] { counts.positions += positions; };
        });
    counts.features = summary.read - summary.bad;
    return counts;
}

std::uint64_t plain_sum(const std::string& path) {
    const tamga::base::MappedFile file{path};
    return std::accumulate(file.bytes().begin(), file.bytes().end(), std::uint64_t{0});
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: ingest_read_bench FILE [THREADS]\n");
        return 2;
    }
    const tamga::ingest::Source source{.path = argv[1],
                                       .threads = argc > 2 ? std::atoi(argv[2]) : 0};
    Counts counts;
    std::uint64_t sum = 0;
    const double plain = best_seconds([&] { sum += plain_sum(source.path); });
    const double seconds = best_seconds([&] { counts = read_all(source); });
    const double megabytes =
        static_cast<double>(tamga::base::MappedFile{source.path}.bytes().size()) / 1e6;
    fmt::print(
        "{}: {:.1f} MB, {} features, {} positions: {:.3f} s, {:.0f} MB/s; plain sum {:.3f} s "
        "(checksum {}), ratio {:.1f}\n",
        source.path, megabytes, counts.features, counts.positions, seconds, megabytes / seconds,
        plain, sum, seconds / plain);
}
