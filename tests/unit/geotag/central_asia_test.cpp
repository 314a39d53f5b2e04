// SPDX-License-Identifier: MIT
//
// Scores what is found in fixtures/geotag/central-asia against the places annotated there, with the
// gazetteer that tools/dev/make-gazetteer makes.
#include "engine/geotag/geotag.hpp"
#include "tests/source_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using namespace tamga;

namespace {

struct Gold {
    std::uint32_t begin = 0;  ///< Characters.
    std::uint32_t end = 0;
    std::string text;
    std::string reference;  ///< "GeoNames:1527534", "Name:Aral Sea", or empty.
};

std::string content(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// brat's lines: "T1<tab>Place 4 7<tab>Osh" and "N1<tab>Reference T1 GeoNames:1527534<tab>Osh".
std::map<std::string, Gold> annotations(const fs::path& path) {
    std::map<std::string, Gold> result;
    std::istringstream lines{content(path)};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t tab = line.find('\t');
        const std::size_t last = line.rfind('\t');
        std::istringstream middle{line.substr(tab + 1, last - tab - 1)};
        std::string word;
        middle >> word;
        if (line.starts_with("T")) {
            Gold& gold = result[line.substr(0, tab)];
            middle >> gold.begin >> gold.end;
            gold.text = line.substr(last + 1);
        } else {
            middle >> word >> std::ws;
            std::getline(middle, result[word].reference);
        }
    }
    return result;
}

bool is_same(const Gold& gold, const geotag::Tag& tag) {
    return tag.place && (gold.reference == "GeoNames:" + std::to_string(tag.place->id) ||
                         gold.reference == "Name:" + std::string{tag.place->name});
}

struct Score {
    double gold = 0;
    double found = 0;
    double matched = 0;
    double texts = 0;
    double named = 0;       ///< Annotations with an id of GeoNames.
    double referenced = 0;  ///< Matched, and the annotation says which place it is.
    double right = 0;
    std::vector<std::string> wrong;

    double f1() const { return 2 * matched / (gold + found); }
    double accuracy() const { return right / referenced; }
};

void add(Score& score, const fs::path& path, const place::Gazetteer& gazetteer) {
    const auto gold = annotations(fs::path{path}.replace_extension(".ann"));
    const std::string text = content(path);
    const auto tags = geotag::find_places(text, gazetteer);
    score.texts += 1;
    score.gold += static_cast<double>(gold.size());
    score.named += static_cast<double>(std::ranges::count_if(
        gold, [](const auto& each) { return each.second.reference.starts_with("GeoNames:"); }));
    score.found += static_cast<double>(tags.size());
    const std::string file = path.filename().string() + ": ";
    std::size_t matched = 0;
    for (const auto& [name, place] : gold) {
        const auto tag = std::ranges::find_if(tags, [&, &wanted = place](const geotag::Tag& each) {
            return each.first_character == wanted.begin && each.end_character == wanted.end;
        });
        if (tag == tags.end()) {
            score.wrong.push_back(file + "missed " + place.text);
            continue;
        }
        ++matched;
        score.referenced += place.reference.empty() ? 0 : 1;
        score.right += is_same(place, *tag) ? 1 : 0;
        if (!place.reference.empty() && !is_same(place, *tag)) {
            score.wrong.push_back(file + place.text + " is not " + std::to_string(tag->place->id));
        }
    }
    score.matched += static_cast<double>(matched);
    for (const geotag::Tag& tag : tags) {
        const bool wanted = std::ranges::any_of(
            gold, [&](const auto& each) { return each.second.begin == tag.first_character; });
        if (!wanted) {
            score.wrong.push_back(file + "found " + text.substr(tag.begin, tag.end - tag.begin));
        }
    }
}

Score score_of(int first, int last) {
    static const place::Gazetteer gazetteer{place::default_gazetteer()};
    Score score;
    for (const auto& entry :
         fs::directory_iterator{tamga::in_source("fixtures/geotag/central-asia")}) {
        const int number = std::atoi(entry.path().stem().c_str());
        if (entry.path().extension() == ".txt" && number >= first && number <= last) {
            add(score, entry.path(), gazetteer);
        }
    }
    std::ranges::sort(score.wrong);
    return score;
}

std::string lines(const std::vector<std::string>& texts) {
    std::string result = "\n";
    for (const std::string& text : texts) {
        result += text + '\n';
    }
    return result;
}

}  // namespace

TEST_CASE("the places of Central Asia are found, and are the right ones", "[geotag][gazetteer]") {
    const Score score = score_of(1, 99);
    INFO("F1 " << score.f1() << ", accuracy " << score.accuracy() << lines(score.wrong));
    CHECK(score.texts >= 40);
    CHECK(score.gold >= 400);
    CHECK(score.named >= 400);
    CHECK(score.f1() >= 0.95);
    CHECK(score.accuracy() >= 0.97);
}

TEST_CASE("Russian and Kyrgyz places are found in their cases", "[geotag][gazetteer]") {
    const Score score = score_of(31, 42);
    INFO("F1 " << score.f1() << ", accuracy " << score.accuracy() << lines(score.wrong));
    CHECK(score.gold >= 70);
    CHECK(score.f1() >= 0.85);
    CHECK(score.accuracy() >= 0.93);
}
