// SPDX-License-Identifier: MIT
//
// Scores what is found in fixtures/geotag/central-asia against the places annotated there, with the
// gazetteer that tools/dev/make-gazetteer makes.
#include "tests/geotag/scoring.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

using namespace tamga;

namespace {

tests::LabelledTexts texts(int first, int last) {
    auto all = tests::labelled_texts(in_source("fixtures/geotag/central-asia"));
    std::erase_if(all, [&](const tests::LabelledText& text) {
        const int number = std::atoi(text.title.c_str());
        return number < first || number > last;
    });
    return all;
}

tests::Score score_of(int first, int last) {
    const place::Gazetteer gazetteer{place::default_gazetteer()};
    return tests::Scorer{gazetteer}.score(texts(first, last));
}

}  // namespace

TEST_CASE("the places of Central Asia are found, and are the right ones", "[geotag][gazetteer]") {
    const tests::Score score = score_of(1, 99);
    INFO(score);
    CHECK(score.texts >= 40);
    CHECK(score.labelled >= 400);
    CHECK(score.f1() >= 0.95);
    CHECK(score.accuracy() >= 0.97);
}

TEST_CASE("Russian and Kyrgyz places are found in their cases", "[geotag][gazetteer]") {
    const tests::Score score = score_of(31, 42);
    INFO(score);
    CHECK(score.labelled >= 70);
    CHECK(score.f1() >= 0.85);
    CHECK(score.accuracy() >= 0.93);
}

TEST_CASE("four hundred names of the texts of Central Asia have their id in GeoNames", "[geotag]") {
    int named = 0;
    for (const tests::LabelledText& text : texts(1, 99)) {
        named += static_cast<int>(std::ranges::count_if(
            text.names, [](const auto& name) { return name.reference.starts_with("GeoNames:"); }));
    }
    CHECK(named >= 400);
}
