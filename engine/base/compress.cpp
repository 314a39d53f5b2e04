// SPDX-License-Identifier: MIT
#include "engine/base/compress.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <new>

namespace tamga::base {

namespace {

struct FreeCompressor {
    void operator()(libdeflate_compressor* handle) const { libdeflate_free_compressor(handle); }
};
using Handle = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

Handle handle_of(int level) {
    Handle handle{libdeflate_alloc_compressor(level)};
    if (!handle) {
        throw std::bad_alloc{};
    }
    return handle;
}

/// At level 1 what is shorter is stored as it is: to look for repetitions in it would save 4 % of
/// its bytes in fifty times the time, and half of a deep zoom's tiles are as short.
constexpr std::size_t least_compressed = 192;

}  // namespace

struct Compressor::State {
    int level;
    Handle compressing = handle_of(level);
    Handle storing = handle_of(0);
    Bytes room = {};
};

Compressor::Compressor(int level) : state_{std::make_unique<State>(State{.level = level})} {}

Compressor::~Compressor() = default;

Bytes Compressor::gzip(ByteView raw) {
    const bool stored = state_->level == 1 && raw.size() < least_compressed;
    libdeflate_compressor* const handle = (stored ? state_->storing : state_->compressing).get();
    Bytes& room = state_->room;
    const std::size_t bound = libdeflate_gzip_compress_bound(handle, raw.size());
    if (room.size() < bound) {
        room.resize(bound);
    }
    const std::size_t size =
        libdeflate_gzip_compress(handle, raw.data(), raw.size(), room.data(), room.size());
    return {room.begin(), room.begin() + static_cast<std::ptrdiff_t>(size)};
}

bool is_gzip(ByteView bytes) {
    return bytes.size() >= 3 && bytes[0] == 0x1f && bytes[1] == 0x8b && bytes[2] == 8;
}

namespace {

struct Decompressor {
    libdeflate_decompressor* handle = libdeflate_alloc_decompressor();
    Decompressor() = default;
    ~Decompressor() { libdeflate_free_decompressor(handle); }
    Decompressor(const Decompressor&) = delete;
    Decompressor& operator=(const Decompressor&) = delete;
};

/// Appends one member's content to `content`; returns how many bytes of `compressed` it took.
std::size_t append_member(Decompressor& decompressor, ByteView compressed, Bytes& content,
                          std::size_t limit) {
    std::size_t room = std::max<std::size_t>(compressed.size() * 4, 1024);
    for (;;) {
        room = std::min(room, limit - content.size());
        const std::size_t before = content.size();
        content.resize(before + room);
        std::size_t taken = 0;
        std::size_t made = 0;
        const auto result =
            libdeflate_gzip_decompress_ex(decompressor.handle, compressed.data(), compressed.size(),
                                          content.data() + before, room, &taken, &made);
        content.resize(before + (result == LIBDEFLATE_SUCCESS ? made : 0));
        if (result == LIBDEFLATE_SUCCESS) {
            return taken;
        }
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE) {
            throw Error{Fault::input, "the gzip data is damaged or cut short"};
        }
        if (room == limit - before) {
            throw Error{Fault::input, fmt::format("the gzip data unpacks to over {} bytes", limit)};
        }
        room *= 4;
    }
}

}  // namespace

Bytes gunzip(ByteView compressed, std::size_t limit) {
    Decompressor decompressor;
    Bytes content;
    do {
        compressed = compressed.subspan(append_member(decompressor, compressed, content, limit));
    } while (is_gzip(compressed));
    return content;
}

}  // namespace tamga::base
