// SPDX-License-Identifier: MIT
#include "engine/store/areas/area_source.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/read.hpp"
#include "engine/ingest/wkt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <vector>

namespace tamga::store {

FileLayer file_layer(const std::string& text, const std::string& layer) {
    const auto hash = text.rfind('#');
    if (hash != std::string::npos && layer.empty() && !std::filesystem::exists(text)) {
        return {text.substr(0, hash), text.substr(hash + 1)};
    }
    const std::vector<std::string> layers = ingest::layers({.path = text});
    if (layer.empty() && layers.size() > 1) {
        throw Error{Fault::usage,
                    fmt::format("{} has several layers; say which, as in {}#{} or --area-layer {}: "
                                "it has {}",
                                text, text, layers[0], layers[0], ingest::listed(layers))};
    }
    return {text, layer};
}

bool is_wkt_of(const std::string& text, std::initializer_list<std::string_view> words) {
    std::string upper = text;
    std::ranges::transform(upper, upper.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const bool has_body =
        upper.find('(') != std::string::npos || upper.find("EMPTY") != std::string::npos;
    return has_body && std::ranges::any_of(
                           words, [&](std::string_view word) { return upper.starts_with(word); });
}

model::Features features_of_wkt(const std::string& text) {
    ingest::Geometry geometry;
    ingest::Tally tally;
    model::Features features;
    geometry.start(nullptr);
    ingest::parse_wkt(text, geometry);
    geometry.finish(tally);
    geometry.commit(features, {.shape = model::Shape::none, .record = 1}, tally);
    return features;
}

}  // namespace tamga::store
