// SPDX-License-Identifier: MIT
//
// Sentences with the usual traps, in fixtures/geotag/sentences.tsv: people and teams called like
// towns, towns called alike, states and countries called alike, words at the start of a sentence.
// With the gazetteer that tools/dev/make-gazetteer makes.
#include "engine/geotag/geotag.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace tamga;

namespace {

struct Wanted {
    std::string name;
    std::string id;  ///< Of GeoNames; "-": any.
};

/// "New York=5128581 Osh=-": a name may have spaces in it.
std::vector<Wanted> wanted_of(const std::string& places) {
    std::vector<Wanted> result;
    for (std::size_t begin = 0; begin < places.size();) {
        const std::size_t sign = places.find('=', begin);
        const std::size_t end = std::min(places.find(' ', sign), places.size());
        result.push_back(
            {places.substr(begin, sign - begin), places.substr(sign + 1, end - sign - 1)});
        begin = end + 1;
    }
    return result;
}

bool is_right(const std::string& text, const std::vector<Wanted>& wanted,
              const place::Gazetteer& gazetteer) {
    const auto tags = geotag::find_places(text, gazetteer);
    if (tags.size() != wanted.size()) {
        return false;
    }
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const geotag::Tag& tag = tags[i];
        const bool same = text.substr(tag.begin, tag.end - tag.begin) == wanted[i].name;
        if (!same || (wanted[i].id != "-" && std::to_string(tag.place->id) != wanted[i].id)) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("most sentences with traps are read right", "[geotag][gazetteer]") {
    const place::Gazetteer gazetteer{place::default_gazetteer()};
    std::ifstream file{tamga::in_source("fixtures/geotag/sentences.tsv")};
    std::string line;
    std::getline(file, line);
    int all = 0;
    int right = 0;
    std::string wrong = "\n";
    while (std::getline(file, line)) {
        const std::size_t tab = line.find('\t');
        const bool ok = is_right(line.substr(0, tab), wanted_of(line.substr(tab + 1)), gazetteer);
        ++all;
        right += ok ? 1 : 0;
        wrong += ok ? "" : line + '\n';
    }
    INFO(right << " of " << all << " are right, not these:" << wrong);
    CHECK(all >= 100);
    CHECK(right >= 84);
}
