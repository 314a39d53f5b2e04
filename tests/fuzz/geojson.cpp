// SPDX-License-Identifier: MIT
//
// GeoJSON of any build, as `bake` and `ingest` read it: every record is handed on or counted as
// bad.
#include "engine/ingest/readers.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::MemoryFile file{{data, size}};
    const ingest::Source source{.path = file.path(), .table = size % 2 == 1, .threads = 1};
    std::uint64_t handed_on = 0;
    ingest::Summary summary;
    const bool read = fuzz::accepted([&] {
        ingest::Input input{source.path};
        const ingest::JsonKind kind = ingest::json_kind(input.text());
        if (kind != ingest::JsonKind::lines && kind != ingest::JsonKind::sequence) {
            throw Error{Fault::input, "another format"};
        }
        summary = ingest::read_geojson(source, input, kind, [&](model::Features&& batch) {
            handed_on += batch.size();
            return ingest::Finish{};
        });
    });
    fuzz::require(!read || summary.read - summary.bad == handed_on, "read - bad = handed on");
    return 0;
}
