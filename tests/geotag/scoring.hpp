// SPDX-License-Identifier: MIT
//
// How well the places of labelled texts are found.
#pragma once

#include "engine/geotag/cues.hpp"
#include "engine/place/gazetteer.hpp"
#include "tests/geotag/labelled_texts.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::tests {

/// A name that is found counts if exactly these characters are marked. Which place it is counts for
/// those of them whose label says it: by its reference, and by the distance, which is judged as in
/// the literature on geoparsing (accuracy@161km: a hundred miles).
struct Score {
    int texts = 0;
    int labelled = 0;                ///< Names that are marked.
    int found = 0;                   ///< Names that geotag found.
    int matched = 0;                 ///< Both.
    int referenced = 0;              ///< Matched, and the label has a reference.
    int same = 0;                    ///< Of these, those that are the same place.
    int located = 0;                 ///< Matched, and the label's place has a position.
    int near = 0;                    ///< Of these, those within 161 km.
    std::vector<std::string> wrong;  ///< "03.txt: missed Osh", sorted.

    double precision() const;
    double recall() const;
    double f1() const;
    double accuracy() const;        ///< Same of referenced.
    double accuracy_161km() const;  ///< Near of located.
};

/// All its figures, and then what is wrong.
std::ostream& operator<<(std::ostream& out, const Score& score);

class Scorer {
public:
    explicit Scorer(const place::Gazetteer& gazetteer);

    Score score(const LabelledTexts& texts,
                const geotag::Weights& weights = geotag::fitted_weights) const;

private:
    void add(Score& score, const LabelledText& text, const geotag::Weights& weights) const;
    std::optional<geo::LonLat> position_of(const LabelledName& name) const;

    const place::Gazetteer& gazetteer_;
    std::unordered_map<std::string, geo::LonLat> positions_;  ///< By reference.
};

}  // namespace tamga::tests
