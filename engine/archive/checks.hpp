// SPDX-License-Identifier: MIT
//
// The parts of verify().
#pragma once

#include "engine/archive/survey.hpp"
#include "engine/archive/verify.hpp"
#include "engine/mvt/validate.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace tamga::archive {

/// Keeps the first findings and counts the others.
class Findings {
public:
    explicit Findings(const VerifyOptions& options) : options_{options} {}

    void add(Finding finding);
    void must(const char* rule, std::string message);
    void should(const char* rule, std::string message);
    void layer(const std::string& name, const char* rule, bool must, std::string message);
    void tile(std::optional<tile::TileId> id, mvt::Judgement judgement);
    VerifyReport take() { return std::move(report_); }

private:
    const VerifyOptions& options_;
    VerifyReport report_;
};

/// The weights of the features of a layer at one zoom, by feature id.
using Weights = std::map<std::uint64_t, double>;

/// What the metadata is held against.
struct Truth {
    TilesetSurvey survey;
    std::map<std::string, std::map<int, Weights>> drawn;  ///< Route layer, zoom.
};

/// The layers that a description's "tamga" member has routes of, and of stocks the period whose
/// features make the totals; empty: all do.
std::map<std::string, std::string> route_layers(const Description& description);
void check_metadata(const Description& description, Format format, const Truth& truth,
                    Findings& findings);

}  // namespace tamga::archive
