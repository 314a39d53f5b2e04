// SPDX-License-Identifier: MIT
#include "engine/store/areas/line_text.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "engine/store/areas/area_source.hpp"

#include <filesystem>
#include <memory>

namespace tamga::store {
namespace {

using Lines = std::vector<std::vector<geo::LonLat>>;

void add_lines(const model::Features& batch, Lines& lines) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const model::FeatureView feature = batch[i];
        for (std::size_t part = 0;
             feature.shape == model::Shape::lines && part < feature.parts.size(); ++part) {
            const auto line = feature.part(part);
            lines.emplace_back(line.begin(), line.end());
        }
    }
}

}  // namespace

Lines read_lines(const std::string& text, const std::string& layer) {
    Lines lines;
    if (is_wkt_of(text, {"LINESTRING", "MULTILINESTRING", "GEOMETRYCOLLECTION", "SRID="})) {
        add_lines(features_of_wkt(text), lines);
    } else if (text.find('(') != std::string::npos && !std::filesystem::exists(text)) {
        throw Error{Fault::usage, "'" + text +
                                      "' is neither a file of lines nor WKT of them, such as " +
                                      "LINESTRING(70 40,80 45)"};
    } else {
        const FileLayer file = file_layer(text, layer);
        const ingest::Source source{.path = file.path, .layer = file.layer, .strict = true};
        ingest::read(source, [&](model::Features&& batch) -> ingest::Finish {
            // Shared, because a std::function has to be copyable.
            auto kept = std::make_shared<model::Features>(std::move(batch));
            return [&lines, kept] { add_lines(*kept, lines); };
        });
    }
    if (lines.empty()) {
        throw Error{Fault::input, text + ": there are no lines in it"};
    }
    return lines;
}

}  // namespace tamga::store
