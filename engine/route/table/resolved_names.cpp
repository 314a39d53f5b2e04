// SPDX-License-Identifier: MIT
#include "engine/base/text.hpp"
#include "engine/route/table/name_survey.hpp"

#include <fmt/format.h>

namespace tamga::route {
namespace {

std::string row(const ResolvedName& name, const std::string& layer) {
    const NameSurvey::Entry& entry = name.entry;
    const NameReading& reading = name.reading;
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", base::csv_cell(entry.name),
                       entry.is_origin ? "origin" : "destination", entry.rows,
                       to_string(entry.weight), reading.reading,
                       reading.id == 0 ? "" : std::to_string(reading.id),
                       base::csv_cell(reading.name),
                       reading.position ? fmt::format("{}", reading.position->lat) : "",
                       reading.position ? fmt::format("{}", reading.position->lon) : "",
                       base::csv_cell(reading.reason), base::csv_cell(layer));
}

}  // namespace

std::vector<ResolvedName> resolved_names(const NameSurvey& survey, const JourneyReader& reader,
                                         const Measuring& measuring) {
    std::vector<ResolvedName> names;
    for (NameSurvey::Entry& entry : survey.entries(measuring)) {
        NameReading reading = reader.reading_of(entry.name);
        names.push_back({std::move(entry), std::move(reading)});
    }
    return names;
}

std::string resolved_header() {
    return "value,role,rows,weight,reading,id,name,lat,lon,reason,layer\n";
}

std::string resolved_rows(const std::vector<ResolvedName>& names, const std::string& layer) {
    std::string rows;
    for (const ResolvedName& name : names) {
        rows += row(name, layer);
    }
    return rows;
}

}  // namespace tamga::route
