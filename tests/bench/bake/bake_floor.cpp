// SPDX-License-Identifier: MIT
//
// bake_floor INPUT TILESET: the least that any baker of this tile set must spend: reading and
// parsing the input once, and compressing the tile set's contents once, on all cores, with the same
// reader and compressor. Prints the seconds of each, and their sum.
#include "engine/archive/archive.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/huge_pages.hpp"
#include "engine/ingest/read.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <chrono>
#include <cstdio>
#include <unordered_set>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double seconds_to_parse(const char* path) {
    const auto start = Clock::now();
    tamga::ingest::read({.path = path},
                        [](tamga::model::Features&&) { return tamga::ingest::Finish{[] {}}; });
    return since(start);
}

std::vector<tamga::Bytes> contents(const char* path) {
    const auto archive = tamga::archive::open(path);
    std::unordered_set<std::uint64_t> seen;
    std::vector<tamga::Bytes> raw;
    archive->visit([&](tamga::tile::TileId id, std::uint64_t content) {
        if (seen.insert(content).second) {
            raw.push_back(tamga::base::gunzip(*archive->tile(id)));
        }
    });
    return raw;
}

double seconds_to_compress(const std::vector<tamga::Bytes>& tiles) {
    const auto start = Clock::now();
    oneapi::tbb::enumerable_thread_specific<tamga::base::Compressor> compressors;
    oneapi::tbb::parallel_for(std::size_t{0}, tiles.size(),
                              [&](std::size_t i) { compressors.local().gzip(tiles[i]); });
    return since(start);
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc != 3) {
        std::puts("usage: bake_floor INPUT TILESET");
        return 2;
    }
    tamga::base::keep_freed_memory();  // As the program does.
    const double parse = seconds_to_parse(argv[1]);
    const double compress = seconds_to_compress(contents(argv[2]));
    fmt::print("{:.2f} {:.2f} {:.2f}\n", parse, compress, parse + compress);
    return 0;
}
