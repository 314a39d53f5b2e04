// SPDX-License-Identifier: MIT
//
// Sentences with the usual traps, in fixtures/geotag/sentences.tsv: people and teams called like
// towns, towns called alike, states and countries called alike, words at the start of a sentence.
// With the gazetteer that tools/dev/make-gazetteer makes.
#include "engine/geotag/geotag.hpp"
#include "tests/geotag/labelled_texts.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace tamga;

namespace {

bool is_right(const tests::LabelledText& sentence, const place::Gazetteer& gazetteer) {
    const auto tags = geotag::find_places(sentence.text, gazetteer);
    if (tags.size() != sentence.names.size()) {
        return false;
    }
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const geotag::Tag& tag = tags[i];
        const tests::LabelledName& name = sentence.names[i];
        const bool same = sentence.text.substr(tag.begin, tag.end - tag.begin) == name.text;
        const std::string id = "GeoNames:" + std::to_string(tag.place->id);
        if (!same || (!name.reference.empty() && name.reference != id)) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("most sentences with traps are read right", "[geotag][gazetteer]") {
    const place::Gazetteer gazetteer{place::default_gazetteer()};
    int all = 0;
    int right = 0;
    std::string wrong = "\n";
    for (const tests::LabelledText& sentence :
         tests::labelled_texts(in_source("fixtures/geotag/sentences.tsv"))) {
        const bool ok = is_right(sentence, gazetteer);
        ++all;
        right += ok ? 1 : 0;
        wrong += ok ? "" : sentence.title + ": " + sentence.text + '\n';
    }
    INFO(right << " of " << all << " are right, not these:" << wrong);
    CHECK(all >= 100);
    CHECK(right >= 84);
}
