// SPDX-License-Identifier: MIT
#include "engine/base/inflate.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

namespace tamga::base {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

/// ISA-L's state for one member after the other.
class Inflater {
public:
    /// Takes a member from the front of `compressed`.
    void member(ByteView& compressed, const std::function<void(ByteView)>& sink) {
        ::isal_inflate_init(stream_.get());
        stream_->crc_flag = ISAL_GZIP;
        const ByteView whole = compressed;
        while (stream_->block_state != ISAL_BLOCK_FINISH) {
            stop_if_interrupted();
            const std::size_t before = compressed.size();
            const bool is_sound = step(whole, compressed);
            const ByteView made = ByteView{piece_}.first(piece_.size() - stream_->avail_out);
            // Where all has been read, or nothing, and nothing comes of it, the rest is missing.
            const bool is_stuck =
                made.empty() && (compressed.empty() || compressed.size() >= before);
            if (!is_sound || (is_stuck && stream_->block_state != ISAL_BLOCK_FINISH)) {
                throw Error{Fault::input, "the gzip data is damaged or cut short"};
            }
            sink(made);
        }
    }

private:
    /// Takes what it can of `compressed`, the rest of `whole`, which begins with the member.
    bool step(ByteView whole, ByteView& compressed) {
        const std::size_t most =
            std::min<std::size_t>(compressed.size(), std::numeric_limits<std::uint32_t>::max());
        stream_->next_in = const_cast<std::uint8_t*>(compressed.data());  // It is only read.
        stream_->avail_in = static_cast<std::uint32_t>(most);
        stream_->next_out = piece_.data();
        stream_->avail_out = static_cast<std::uint32_t>(piece_.size());
        const int result = ::isal_inflate(stream_.get());
        // Bytes that were taken ahead are given back, some of them of the step before; of a damaged
        // member even more than it has.
        const std::ptrdiff_t taken = stream_->next_in - whole.data();
        if (taken < 0 || static_cast<std::size_t>(taken) > whole.size()) {
            return false;
        }
        compressed = whole.subspan(static_cast<std::size_t>(taken));
        return result >= ISAL_DECOMP_OK;
    }

    std::unique_ptr<inflate_state> stream_ = std::make_unique<inflate_state>();
    Bytes piece_ = Bytes(piece_bytes);
};

}  // namespace

void gunzip_to(ByteView compressed, const std::function<void(ByteView)>& sink) {
    Inflater inflater;
    do {
        inflater.member(compressed, sink);
    } while (is_gzip(compressed));
}

}  // namespace tamga::base
