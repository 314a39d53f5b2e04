// SPDX-License-Identifier: MIT
//
// How long a gazetteer takes to open and to look a name up, how much memory that holds, and how
// many words a second are searched for places, on one core.
//
//     geotag_bench GAZETTEER TEXT...
//
// Words are what spaces part. The rate is the best of three.
#include "engine/geotag/geotag.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>

namespace {

using namespace tamga;

std::string content(const char* path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::size_t words_in(const std::string& text) {
    std::istringstream stream{text};
    return static_cast<std::size_t>(std::distance(std::istream_iterator<std::string>{stream}, {}));
}

/// "VmRSS:    5120 kB" and the like.
std::string memory(const char* what) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(what)) {
            return line;
        }
    }
    return {};
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc < 3) {
        fmt::print(stderr, "usage: geotag_bench GAZETTEER TEXT...\n");
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const place::Gazetteer gazetteer{argv[1]};
    const std::chrono::duration<double, std::milli> opened =
        std::chrono::steady_clock::now() - start;
    const std::size_t found = gazetteer.find("Osh").size();
    const std::chrono::duration<double, std::milli> asked =
        std::chrono::steady_clock::now() - start;
    fmt::print("opened in {:.2f} ms; {} places called Osh after {:.2f} ms; {}\n", opened.count(),
               found, asked.count(), memory("VmRSS"));
    std::vector<std::string> texts;
    std::size_t words = 0;
    for (int i = 2; i < argc; ++i) {
        texts.push_back(content(argv[i]));
        words += words_in(texts.back());
    }
    double best = 0;
    std::size_t tags = 0;
    for (int round = 0; round < 3; ++round) {
        const std::clock_t before = std::clock();
        tags = 0;
        for (const std::string& text : texts) {
            tags += geotag::find_places(text, gazetteer).size();
        }
        const double worked =
            static_cast<double>(std::clock() - before) / static_cast<double>(CLOCKS_PER_SEC);
        best = std::max(best, static_cast<double>(words) / worked);
    }
    fmt::print("{} words in {} texts, {} places: {:.0f} words a core-second\n", words, texts.size(),
               tags, best);
    return 0;
}
