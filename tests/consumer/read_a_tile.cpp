// SPDX-License-Identifier: MIT
//
// read_a_tile TILESET: what the tile of zoom 0 holds.
#include "engine/archive/archive.hpp"
#include "engine/mvt/decode.hpp"

#include <iostream>

int main(int, char** arguments) {
    const auto archive = tamga::archive::open(arguments[1]);
    const auto stored = archive->tile({0, 0, 0}).value();
    const tamga::Bytes tile = tamga::archive::unpacked(stored, archive->compression());
    for (const tamga::mvt::Layer& layer : tamga::mvt::decode(tile)) {
        std::cout << layer.name << ": " << layer.features.size() << " feature, "
                  << std::get<std::string_view>(layer.values[0]) << '\n';
    }
}
