// SPDX-License-Identifier: MIT
//
// The tables that a gazetteer is built from. The first byte says which one it is.
#include "engine/place/place_tables.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <array>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using Read = void (*)(const std::string&, place::RawPlaces&);
    constexpr std::array<Read, 5> readers{place::read_places, place::read_geonames,
                                          place::read_names, place::read_words,
                                          place::read_centres};
    if (size == 0) {
        return 0;
    }
    const fuzz::MemoryFile file{{data + 1, size - 1}};
    place::RawPlaces into;
    into.add({.key = "KG", .name = "Kyrgyzstan", .kind = place::Kind::country});
    try {
        readers[data[0] % readers.size()](file.path(), into);
    } catch (const Error& error) {
        fuzz::require(std::string_view{error.what()}.starts_with(file.path() + ":"),
                      "an error names file and line");
    }
    for (const place::RawName& name : into.names) {
        fuzz::require(name.place < into.places.size(), "a name is that of a place");
    }
    return 0;
}
