// SPDX-License-Identifier: MIT
//
// Fits the weights of geotag's cues to labelled texts, and scores them on texts that they were not
// fitted to; `tools/dev/fit-geotag --help` says more.
//
//     geotag_fit [--penalty NUMBER] [--swap | --whole] SOURCE...
#include "tests/geotag/fitting.hpp"
#include "tests/geotag/scoring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace tamga;

struct Wish {
    double penalty = 2;
    bool swap = false;
    bool whole = false;
    std::vector<std::string> sources;
};

Wish wish_of(int argc, char* argv[]) {
    Wish wish;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--penalty" && i + 1 < argc) {
            wish.penalty = std::stod(argv[++i]);
        } else if (word == "--swap" || word == "--whole") {
            (word == "--swap" ? wish.swap : wish.whole) = true;
        } else {
            wish.sources.push_back(word);
        }
    }
    return wish;
}

tests::Halves halves_of(const std::string& source, const Wish& wish) {
    tests::Halves halves = tests::halves(tests::labelled_texts(source));
    if (wish.swap) {
        std::swap(halves.fitted, halves.held_out);
    }
    if (wish.whole) {
        std::ranges::move(halves.held_out, std::back_inserter(halves.fitted));
        halves.held_out.clear();
    }
    return halves;
}

/// A share, or a hyphen where nothing was asked.
std::string share(double share, int of) { return of == 0 ? "-" : fmt::format("{:.3f}", share); }

void print(const std::string& source, const char* weights, const tests::Score& score) {
    fmt::print(
        "{:15}{:6}{:7}  {:15}{:>9}{:>8}{:>8}{:>12}{:>8}\n", source, score.texts, score.labelled,
        weights, share(score.precision(), score.found), share(score.recall(), score.labelled),
        share(score.f1(), score.labelled + score.found), share(score.accuracy(), score.referenced),
        share(score.accuracy_161km(), score.located));
}

void print_scores(const std::vector<tests::Halves>& sources, const Wish& wish,
                  const place::Gazetteer& gazetteer, const geotag::Weights& weights) {
    fmt::print("{:15}{:>6}{:>7}  {:15}{:>9}{:>8}{:>8}{:>12}{:>8}\n", "held-out half", "texts",
               "names", "weights", "precision", "recall", "F1", "same place", "161 km");
    const tests::Scorer scorer{gazetteer};
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const std::string name = std::filesystem::path{wish.sources[i]}.filename().string();
        print(name, "of the source*", scorer.score(sources[i].held_out));
        print("", "as fitted", scorer.score(sources[i].held_out, weights));
    }
    fmt::print("* The weights of the source were fitted to both halves.\n");
}

void run(const Wish& wish) {
    const place::Gazetteer gazetteer{place::default_gazetteer()};
    std::vector<tests::Halves> sources;
    std::vector<tests::Example> examples;
    for (const std::string& source : wish.sources) {
        sources.push_back(halves_of(source, wish));
        for (const tests::LabelledText& text : sources.back().fitted) {
            std::ranges::move(tests::examples_of(text, gazetteer), std::back_inserter(examples));
        }
    }
    const geotag::Weights weights = tests::rounded(tests::fitted(examples, wish.penalty));
    fmt::print("// Fitted to {} candidates, {} of them places, with a penalty of {}.\n{}\n",
               examples.size(), std::ranges::count(examples, true, &tests::Example::is_place),
               wish.penalty, tests::table_of(weights));
    if (!wish.whole) {
        print_scores(sources, wish, gazetteer, weights);
    }
}

}  // namespace

int main(int argc, char* argv[]) {
    try {
        const Wish wish = wish_of(argc, argv);
        if (wish.sources.empty()) {
            fmt::print(stderr,
                       "usage: geotag_fit [--penalty NUMBER] [--swap | --whole] SOURCE...\n");
            return 2;
        }
        run(wish);
    } catch (const std::exception& error) {
        fmt::print(stderr, "geotag_fit: {}\n", error.what());
        return 1;
    }
    return 0;
}
