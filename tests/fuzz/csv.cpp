// SPDX-License-Identifier: MIT
//
// CSV of any dialect, as `bake` and `ingest` read it: every row is handed on or counted as bad.
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
        const auto format = ingest::csv_format(input.text());
        if (!format) {
            throw Error{Fault::input, "no CSV"};
        }
        summary = ingest::read_csv(source, input, *format, [&](model::Features&& batch) {
            handed_on += batch.size();
            return ingest::Finish{};
        });
    });
    fuzz::require(!read || summary.read - summary.bad == handed_on, "read - bad = handed on");
    return 0;
}
