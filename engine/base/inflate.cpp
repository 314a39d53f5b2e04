// SPDX-License-Identifier: MIT
#include "engine/base/inflate.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace tamga::base {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;
constexpr int gzip_window = 16 + MAX_WBITS;  // 16: with a gzip header and trailer.

/// zlib's state for one member after the other.
class Inflater {
public:
    Inflater() {
        if (::inflateInit2(&stream_, gzip_window) != Z_OK) {
            throw std::bad_alloc{};
        }
    }
    ~Inflater() { ::inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Takes a member from the front of `compressed`.
    void member(ByteView& compressed, const std::function<void(ByteView)>& sink) {
        ::inflateReset(&stream_);
        for (int state = Z_OK; state != Z_STREAM_END;) {
            stop_if_interrupted();
            state = step(compressed);
            if (state != Z_OK && state != Z_STREAM_END) {
                throw Error{Fault::input, "the gzip data is damaged or cut short"};
            }
            sink(ByteView{piece_}.first(piece_.size() - stream_.avail_out));
        }
    }

private:
    int step(ByteView& compressed) {
        const std::size_t most =
            std::min<std::size_t>(compressed.size(), std::numeric_limits<uInt>::max());
        stream_.next_in = const_cast<Bytef*>(compressed.data());
        stream_.avail_in = static_cast<uInt>(most);
        stream_.next_out = piece_.data();
        stream_.avail_out = static_cast<uInt>(piece_.size());
        const int state = ::inflate(&stream_, Z_NO_FLUSH);
        compressed = compressed.subspan(most - stream_.avail_in);
        return state;
    }

    z_stream stream_{};
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
