// SPDX-License-Identifier: MIT
//
// A text whose places are sought, as `geotag text` reads it: tags stand in the text, one after the
// other, each in its sentence.
#include "engine/geotag/geotag.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace tamga;

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    fuzz::small_gazetteer();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const place::Gazetteer gazetteer{fuzz::small_gazetteer()};
    const std::string_view text = fuzz::text(data, size);
    const auto tags = geotag::find_places(text, gazetteer, {.demonyms = true, .least_likely = 0});
    std::uint32_t behind = 0;
    for (const geotag::Tag& tag : tags) {
        fuzz::require(tag.begin >= behind && tag.begin < tag.end && tag.end <= size,
                      "tags follow each other in the text");
        fuzz::require(tag.end_character - tag.first_character <= tag.end - tag.begin,
                      "characters are bytes or more");
        fuzz::require(tag.sentence_begin <= tag.begin && tag.end <= tag.sentence_end &&
                          tag.sentence_end <= size,
                      "a tag stands in its sentence");
        fuzz::require(tag.confidence >= 0 && tag.confidence <= 1, "a confidence");
        behind = tag.end;
    }
    for (const geotag::ToldJourney& journey : geotag::find_journeys(text, tags)) {
        fuzz::require(journey.from < tags.size() && journey.to < tags.size(), "between tags");
    }
    return 0;
}
