// SPDX-License-Identifier: MIT
//
// A damaged gazetteer, as `gazetteer`, `where` and `geotag text` ask it: every question ends with
// an answer. The input is a list of edits to a small one, each of eight bytes: a section, where in
// it, how many bytes, and these.
#include "engine/base/files/mapped_file.hpp"
#include "engine/place/gazetteer_file.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/place/questions.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

using namespace tamga;

namespace {

constexpr std::size_t edit_size = 8;

/// What an edit does to which bytes.
struct Edit {
    std::size_t offset = 0;
    ByteView bytes;
};

Edit edit_of(ByteView input, const place::FileHeader& header) {
    const std::size_t which = input[0] % (header.sections.size() + 1);
    const place::SectionPlace section = which == header.sections.size()
                                            ? place::SectionPlace{0, sizeof header}
                                            : header.sections[which];
    const std::size_t at =
        input[1] | std::size_t{input[2]} << 8 | std::size_t{input[3] % 16U} << 16;
    const std::size_t within = section.size == 0 ? 0 : at % section.size;
    const std::size_t count = std::min<std::size_t>(1 + input[3] / 64, section.size - within);
    return {section.offset + within, input.subspan(4, count)};
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    fuzz::small_gazetteer();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const base::MappedFile sound{fuzz::small_gazetteer()};
    static const fuzz::MemoryFile damaged{sound.bytes()};
    place::FileHeader header;
    std::memcpy(&header, sound.bytes().data(), sizeof header);
    std::vector<Edit> edits;
    for (std::size_t at = 0; at + edit_size <= size; at += edit_size) {
        edits.push_back(edit_of({data + at, edit_size}, header));
        damaged.put(edits.back().offset, edits.back().bytes);
    }
    fuzz::accepted(
        [&] { ask_everything(place::Gazetteer{damaged.path()}, size % edit_size == 1); });
    for (const Edit& edit : edits) {
        damaged.put(edit.offset, sound.bytes().subspan(edit.offset, edit.bytes.size()));
    }
    return 0;
}
