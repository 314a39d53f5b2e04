// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/table/journey.hpp"
#include "engine/route/table/measure.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::route {

/// The names that a table has for the places where journeys begin and end, each once, with how many
/// rows and how much weight have it. What names are is decided by all of them together.
class NameSurvey {
public:
    /// Of stocks it keeps the weights of periods apart.
    explicit NameSurvey(JourneyColumns columns, Measure measure = Measure::flow)
        : columns_{std::move(columns)}, measure_{measure}, periods_{columns_.period} {}

    void add(const model::FeatureView& record);
    /// Adds what another part of the table has.
    void add(const NameSurvey& other);

    /// Those that are no positions, in order, from both ends.
    std::vector<std::string> names() const;

    struct Entry {
        std::string name;
        bool is_origin = false;
        std::uint64_t rows = 0;
        Weight weight;  ///< Of the rows that have one.
    };
    /// All of them, the heaviest first, then by name; with the weights that count.
    std::vector<Entry> entries(const Measuring& measuring = {}) const;

private:
    struct Tally {
        std::uint64_t rows = 0;
        std::map<std::string, Weight> weights;  ///< By period, of stocks; else under "".
    };
    using Ends = std::array<Tally, 2>;  ///< As an origin, as a destination.
    struct Amount {
        std::string period;
        Weight weight;
    };
    void add(std::string_view name, bool is_origin, const Amount& amount);
    std::string period_of(const model::FeatureView& record) const;
    void add_matrix_row(const model::FeatureView& record);

    JourneyColumns columns_;
    Measure measure_;
    PeriodRule periods_;
    std::map<std::string, Ends, std::less<>> names_;
};

/// A name, where it stands, and how it was read.
struct ResolvedName {
    NameSurvey::Entry entry;
    NameReading reading;
};

/// All names of a survey, as `reader` reads them.
std::vector<ResolvedName> resolved_names(const NameSurvey& survey, const JourneyReader& reader,
                                         const Measuring& measuring = {});

/// A table of them: value,role,rows,weight,reading,id,name,lat,lon,reason,layer.
std::string resolved_header();
std::string resolved_rows(const std::vector<ResolvedName>& names, const std::string& layer);

}  // namespace tamga::route
