// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/waiting_place.hpp"

#include <cstdint>
#include <cstring>
#include <vector>

namespace tamga::cli {
namespace {

template <class T>
void append(std::string& to, const T& value) {
    to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T taken(std::string_view& from) {
    T value;
    std::memcpy(&value, from.data(), sizeof value);
    from.remove_prefix(sizeof value);
    return value;
}

}  // namespace

std::string place_bytes(const model::FeatureView& feature) {
    std::string bytes;
    append(bytes, feature.shape);
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto positions = feature.part(i);
        append(bytes, std::uint8_t{feature.parts[i].hole});
        append(bytes, static_cast<std::uint32_t>(positions.size()));
        bytes.append(reinterpret_cast<const char*>(positions.data()), positions.size_bytes());
    }
    return bytes;
}

model::Shape add_place(std::string_view bytes, model::Features& to) {
    const auto shape = taken<model::Shape>(bytes);
    std::vector<geo::LonLat> positions;
    while (!bytes.empty()) {
        const bool hole = taken<std::uint8_t>(bytes) != 0;
        positions.resize(taken<std::uint32_t>(bytes));
        const std::size_t size = positions.size() * sizeof(geo::LonLat);
        std::memcpy(positions.data(), bytes.data(), size);
        bytes.remove_prefix(size);
        to.positions(positions);
        to.end_part(hole);
    }
    return shape;
}

}  // namespace tamga::cli
