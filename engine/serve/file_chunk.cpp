// SPDX-License-Identifier: MIT
#include "engine/serve/file_chunk.hpp"

#include "engine/base/error.hpp"
#include "engine/serve/tile_set.hpp"

#include <algorithm>
#include <optional>

namespace tamga::serve {

std::vector<char> chunk_of(const FileSlice& slice, From from) {
    std::vector<char> space(std::min<std::uint64_t>(chunk_size, slice.size));
    const base::RawFile& file = *slice.edition->file;
    try {
        const auto got = from == From::memory ? file.read_from_memory(slice.offset, space)
                                              : std::optional{file.read(slice.offset, space)};
        // Looked at after reading, so that a write before it is seen.
        return got == space.size() && slice.edition->intact() ? space : std::vector<char>{};
    } catch (const Error&) {
        return {};
    }
}

}  // namespace tamga::serve
