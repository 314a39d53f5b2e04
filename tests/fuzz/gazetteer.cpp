// SPDX-License-Identifier: MIT
//
// A damaged gazetteer, as `gazetteer`, `where` and `geotag text` ask it: every question ends with
// an answer. The input is a list of edits to a small one, each of eight bytes: a section, where in
// it, how many bytes, and these.
#include "engine/base/mapped_file.hpp"
#include "engine/place/gazetteer_file.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/place/questions.hpp"

#include <algorithm>
#include <cstring>

using namespace tamga;

namespace {

constexpr std::size_t edit_size = 8;

void apply(std::span<const std::uint8_t> edit, const place::FileHeader& header, Bytes& file) {
    const std::size_t which = edit[0] % (header.sections.size() + 1);
    const place::SectionPlace section = which == header.sections.size()
                                            ? place::SectionPlace{0, sizeof header}
                                            : header.sections[which];
    if (section.size == 0) {
        return;
    }
    const std::size_t at = (edit[1] | std::size_t{edit[2]} << 8 | std::size_t{edit[3] % 16U} << 16);
    const std::size_t offset = section.offset + at % section.size;
    const std::size_t count = std::min<std::size_t>(1 + edit[3] / 64, file.size() - offset);
    std::copy_n(edit.begin() + 4, count, file.begin() + static_cast<std::ptrdiff_t>(offset));
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    fuzz::small_gazetteer();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const base::MappedFile sound{fuzz::small_gazetteer()};
    Bytes file{sound.bytes().begin(), sound.bytes().end()};
    place::FileHeader header;
    std::memcpy(&header, file.data(), sizeof header);
    for (std::size_t at = 0; at + edit_size <= size; at += edit_size) {
        apply({data + at, edit_size}, header, file);
    }
    const fuzz::MemoryFile damaged{file};
    fuzz::accepted(
        [&] { ask_everything(place::Gazetteer{damaged.path()}, size % edit_size == 1); });
    return 0;
}
