// SPDX-License-Identifier: MIT
//
// A map.toml, as `bake` reads it: an error names the file.
#include "engine/plan/map.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::MemoryFile file{{data, size}};
    try {
        const plan::Map map = plan::read_map(file.path());
        for (const plan::Layer& layer : map.layers) {
            fuzz::require(!layer.name.empty(), "a layer has its name");
        }
    } catch (const Error& error) {
        fuzz::require(std::string_view{error.what()}.starts_with(file.path()),
                      "an error names the file");
    }
    return 0;
}
