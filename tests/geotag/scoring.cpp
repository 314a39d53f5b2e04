// SPDX-License-Identifier: MIT
#include "tests/geotag/scoring.hpp"

#include "engine/geo/geodesic.hpp"
#include "engine/geotag/candidates.hpp"

#include <algorithm>
#include <ostream>

namespace tamga::tests {
namespace {

double ratio(int part, int whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string id_of(const place::Place& place) { return "GeoNames:" + std::to_string(place.id); }
std::string name_of(const place::Place& place) { return "Name:" + std::string{place.name}; }

bool is_same(const LabelledName& name, const geotag::Tag& tag) {
    return tag.place &&
           (name.reference == id_of(*tag.place) || name.reference == name_of(*tag.place));
}

}  // namespace

double Score::precision() const { return ratio(matched, found); }
double Score::recall() const { return ratio(matched, labelled); }
double Score::f1() const { return ratio(2 * matched, labelled + found); }
double Score::accuracy() const { return ratio(same, referenced); }
double Score::accuracy_161km() const { return ratio(near, located); }

std::ostream& operator<<(std::ostream& out, const Score& score) {
    out << score.texts << " texts, precision " << score.precision() << ", recall " << score.recall()
        << ", F1 " << score.f1() << ", the same place " << score.accuracy() << ", within 161 km "
        << score.accuracy_161km() << '\n';
    for (const std::string& line : score.wrong) {
        out << line << '\n';
    }
    return out;
}

Scorer::Scorer(const place::Gazetteer& gazetteer) : gazetteer_{gazetteer} {
    for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
        const place::Place place = gazetteer.place(i);
        if (place.id != 0) {
            positions_.emplace(id_of(place), place.position);
        }
        if (place.kind == place::Kind::feature) {
            positions_.emplace(name_of(place), place.position);
        }
    }
}

std::optional<geo::LonLat> Scorer::position_of(const LabelledName& name) const {
    const auto found = positions_.find(name.reference);
    return found == positions_.end() ? name.position : found->second;
}

void Scorer::add(Score& score, const LabelledText& text, const geotag::Weights& weights) const {
    const auto tags = geotag::find_places(text.text, gazetteer_, {}, weights);
    ++score.texts;
    score.labelled += static_cast<int>(text.names.size());
    score.found += static_cast<int>(tags.size());
    const std::string title = text.title + ": ";
    for (const LabelledName& name : text.names) {
        const auto tag = std::ranges::find_if(tags, [&](const geotag::Tag& each) {
            return each.first_character == name.first_character &&
                   each.end_character == name.end_character;
        });
        if (tag == tags.end()) {
            score.wrong.push_back(title + "missed " + name.text);
            continue;
        }
        ++score.matched;
        if (!name.reference.empty()) {
            ++score.referenced;
            score.same += is_same(name, *tag) ? 1 : 0;
            if (!is_same(name, *tag)) {
                score.wrong.push_back(title + name.text + " is not " +
                                      (tag->place ? id_of(*tag->place) : tag->precision));
            }
        }
        if (const auto position = position_of(name)) {
            ++score.located;
            score.near += geo::distance_m(*position, tag->position) <= 161'000 ? 1 : 0;
        }
    }
    for (const geotag::Tag& tag : tags) {
        const bool wanted = std::ranges::any_of(text.names, [&](const LabelledName& name) {
            return name.first_character == tag.first_character &&
                   name.end_character == tag.end_character;
        });
        if (!wanted) {
            score.wrong.push_back(title + "found " +
                                  text.text.substr(tag.begin, tag.end - tag.begin));
        }
    }
}

Score Scorer::score(const LabelledTexts& texts, const geotag::Weights& weights) const {
    Score score;
    for (const LabelledText& text : texts) {
        add(score, text, weights);
    }
    std::ranges::sort(score.wrong);
    return score;
}

}  // namespace tamga::tests
