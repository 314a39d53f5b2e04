// SPDX-License-Identifier: MIT
//
// The weights of geotag's cues: their table, how they are fitted, and what they score on texts that
// they were not fitted to, with the gazetteer that tools/dev/make-gazetteer makes.
#include "engine/geotag/cues.hpp"
#include "tests/geotag/fitting.hpp"
#include "tests/geotag/scoring.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

using namespace tamga;

namespace {

std::string content(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

const std::vector<std::string> sources{"fixtures/geotag/central-asia",
                                       "fixtures/geotag/sentences.tsv"};

/// The halves of all texts of the repository.
tests::Halves fixtures() {
    tests::Halves all;
    for (const std::string& source : sources) {
        tests::Halves halves = tests::halves(tests::labelled_texts(in_source(source)));
        std::ranges::move(halves.fitted, std::back_inserter(all.fitted));
        std::ranges::move(halves.held_out, std::back_inserter(all.held_out));
    }
    return all;
}

std::vector<tests::Example> examples(const tests::LabelledTexts& texts,
                                     const place::Gazetteer& gazetteer) {
    std::vector<tests::Example> result;
    for (const tests::LabelledText& text : texts) {
        std::ranges::move(tests::examples_of(text, gazetteer), std::back_inserter(result));
    }
    return result;
}

/// `count` names of which `places` are places, all with the bias and the other cue.
std::vector<tests::Example> names_with(geotag::Cue cue, int count, int places) {
    std::vector<tests::Example> result;
    for (int i = 0; i < count; ++i) {
        tests::Example& example = result.emplace_back();
        example.cues.set("bias", 1);
        example.cues.set(cue, 1);
        example.is_place = i < places;
    }
    return result;
}

}  // namespace

TEST_CASE("no two cues have one name, and each says what it is", "[geotag]") {
    std::set<std::string_view> names;
    for (const geotag::CueRow& cue : geotag::cue_rows) {
        CAPTURE(cue.name);
        CHECK(names.insert(cue.name).second);
        CHECK_FALSE(cue.says.empty());
    }
}

TEST_CASE("the table of cues is printed as it stands in the source", "[geotag]") {
    const std::string table = tests::table_of(geotag::fitted_weights);
    INFO(table);
    CHECK(content(in_source("engine/geotag/cues.hpp")).find("({\n" + table + "});") !=
          std::string::npos);
}

TEST_CASE("without a penalty a fit comes to the odds of the examples", "[geotag]") {
    auto names = names_with("bias", 100, 20);
    std::ranges::move(names_with("locative", 100, 80), std::back_inserter(names));
    const geotag::Weights free = tests::fitted(names, 0);
    CHECK(free[geotag::Cue{"bias"}.row()] == Approx(std::log(20.0 / 80)));
    CHECK(free[geotag::Cue{"locative"}.row()] == Approx(2 * std::log(80.0 / 20)));
    CHECK(free[geotag::Cue{"word"}.row()] == 0);
    CHECK(free[geotag::Cue{"defined"}.row()] ==
          geotag::fitted_weights[geotag::Cue{"defined"}.row()]);

    // Where the penalty and the examples pull alike, w penalty = sum of (is - likely).
    const geotag::Weights held = tests::fitted(names, 2);
    const double bias = held[geotag::Cue{"bias"}.row()];
    const double weight = held[geotag::Cue{"locative"}.row()];
    CHECK(weight < free[geotag::Cue{"locative"}.row()]);
    CHECK(2 * weight == Approx(80 - 100 / (1 + std::exp(-bias - weight))).epsilon(1e-6));
}

TEST_CASE("every second text is held out, and no text is in both halves", "[geotag]") {
    const tests::Halves all = fixtures();
    CHECK(all.fitted.size() == 30 + 52);
    CHECK(all.held_out.size() == 29 + 51);
    CHECK(all.fitted[0].title == "01.txt");
    CHECK(all.held_out[0].title == "02.txt");
    CHECK(all.fitted[30].title == "sentences.tsv:2");
    CHECK(all.held_out[29].title == "sentences.tsv:3");
    CHECK(all.held_out[29].names.at(0).text == "Chicago");
    CHECK(all.held_out[29].names.at(0).first_character == 35);
}

TEST_CASE("the places of the texts that are held out are found", "[geotag][gazetteer]") {
    const place::Gazetteer gazetteer{place::default_gazetteer()};
    const tests::Scorer scorer{gazetteer};
    const tests::LabelledTexts texts = fixtures().held_out;
    const tests::Score score = scorer.score(texts);
    INFO(score);
    CHECK(score.precision() >= 0.96);
    CHECK(score.recall() >= 0.92);
    CHECK(score.accuracy() >= 0.97);
    CHECK(score.accuracy_161km() >= 0.98);

    // The loss of one weight is seen.
    geotag::Weights others = geotag::fitted_weights;
    others[geotag::Cue{"population"}.row()] = 0;
    CHECK(scorer.score(texts, others).recall() < 0.92);
    others = geotag::fitted_weights;
    others[geotag::Cue{"person_elsewhere"}.row()] = 0;
    CHECK(scorer.score(texts, others).precision() < score.precision());
}

TEST_CASE("weights that are fitted to one half of the texts find the places of the other",
          "[geotag][gazetteer]") {
    const place::Gazetteer gazetteer{place::default_gazetteer()};
    const tests::Halves all = fixtures();
    const geotag::Weights weights = tests::fitted(examples(all.fitted, gazetteer), 2);
    const tests::Score score = tests::Scorer{gazetteer}.score(all.held_out, weights);
    INFO(score);
    CHECK(score.precision() >= 0.93);
    CHECK(score.recall() >= 0.94);
    CHECK(score.accuracy_161km() >= 0.98);
}
