// SPDX-License-Identifier: MIT
#include "engine/base/compress.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <new>
#include <stdexcept>

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

/// At level 1 what is shorter is written by ISA-L with the code of RFC 1951, 3.2.6, which needs no
/// table: in a tenth of libdeflate's time for up to 8 % more bytes, fewer under 192. Most of a deep
/// zoom's tiles are as short.
constexpr std::size_t least_for_tables = 512;

/// At level 1 what is as long or longer is left to ISA-L too, which takes half of libdeflate's time
/// for up to 4 % more bytes. What is shorter, but not as short as above, it takes longer for.
constexpr std::size_t least_for_isal = 4096;

/// What the longest member can take of `size` bytes: a code of 9 bits for each, or stored as they
/// are, with gzip's head and tail and a block's.
constexpr std::size_t member_bound(std::size_t size) { return size + size / 8 + 64; }

/// ISA-L's levels whose bytes are the same on all x86-64 processors, as tried from Nehalem on:
/// level 3 compares strings otherwise where there is AVX-512.
class IsalCompressor {
public:
    /// With the fixed code. Returns the member's size in `room`, which has space for
    /// member_bound(): so do both.
    std::size_t gzip_short(ByteView raw, Bytes& room) {
        isal_zstream stream;
        isal_deflate_stateless_init(&stream);
        stream.level = 0;
        if (isal_deflate_set_hufftables(&stream, nullptr, IGZIP_HUFFTABLE_STATIC) != COMP_OK) {
            throw std::logic_error{"ISA-L does not know its own code"};
        }
        return gzip(stream, raw, room);
    }

    /// At its level 2, with a code made for the bytes.
    std::size_t gzip_long(ByteView raw, Bytes& room) {
        isal_zstream stream;
        isal_deflate_stateless_init(&stream);
        memory_.resize(ISAL_DEF_LVL2_DEFAULT);
        stream.level = 2;
        stream.level_buf = memory_.data();
        stream.level_buf_size = static_cast<std::uint32_t>(memory_.size());
        return gzip(stream, raw, room);
    }

    /// It counts in 32 bits.
    static bool can_take(std::size_t size) { return size < std::size_t{1} << 31; }

private:
    static std::size_t gzip(isal_zstream& stream, ByteView raw, Bytes& room) {
        stream.gzip_flag = IGZIP_GZIP;
        stream.end_of_stream = 1;
        stream.next_in = const_cast<std::uint8_t*>(raw.data());  // It is only read.
        stream.avail_in = static_cast<std::uint32_t>(raw.size());
        stream.next_out = room.data();
        stream.avail_out = static_cast<std::uint32_t>(room.size());
        if (isal_deflate_stateless(&stream) != COMP_OK) {
            throw std::logic_error{"ISA-L refuses to compress into a large enough buffer"};
        }
        return stream.total_out;
    }

    Bytes memory_;  ///< For gzip_long(), made when it is needed.
};

}  // namespace

struct Compressor::State {
    int level;
    Handle libdeflate = handle_of(level);
    IsalCompressor isal = {};
    Bytes room = {};

    std::size_t gzip(ByteView raw) {
        if (level == 1 && raw.size() < least_for_tables) {
            return isal.gzip_short(raw, room);
        }
        if (level == 1 && raw.size() >= least_for_isal && IsalCompressor::can_take(raw.size())) {
            return isal.gzip_long(raw, room);
        }
        return libdeflate_gzip_compress(libdeflate.get(), raw.data(), raw.size(), room.data(),
                                        room.size());
    }
};

Compressor::Compressor(int level) : state_{std::make_unique<State>(State{.level = level})} {}

Compressor::~Compressor() = default;

Bytes Compressor::gzip(ByteView raw) {
    Bytes& room = state_->room;
    if (room.size() < member_bound(raw.size())) {
        room.resize(member_bound(raw.size()));
    }
    const std::size_t size = state_->gzip(raw);
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

/// Members that unpack one behind the other into a buffer that grows by what it turns out to need:
/// empty members cost no room, and each growth unpacks one member again.
class Gunzip {
public:
    explicit Gunzip(std::size_t limit) : limit_{limit} {}

    /// Takes a member from the front of `compressed`; false if it does not fit into the limit.
    bool member(ByteView& compressed) {
        for (;;) {
            std::size_t taken = 0;
            std::size_t made = 0;
            const auto result = libdeflate_gzip_decompress_ex(
                decompressor_.handle, compressed.data(), compressed.size(), content_.data() + used_,
                content_.size() - used_, &taken, &made);
            if (result == LIBDEFLATE_SUCCESS) {
                used_ += made;
                compressed = compressed.subspan(taken);
                return true;
            }
            if (result != LIBDEFLATE_INSUFFICIENT_SPACE) {
                throw Error{Fault::input, "the gzip data is damaged or cut short"};
            }
            if (content_.size() == limit_) {
                return false;
            }
            reserve(4 * content_.size());
        }
    }

    void reserve(std::size_t size) { content_.resize(std::min(size, limit_)); }

    Bytes take() {
        content_.resize(used_);
        return std::move(content_);
    }

private:
    Decompressor decompressor_;
    std::size_t limit_;
    Bytes content_;
    std::size_t used_ = 0;
};

}  // namespace

std::optional<Bytes> gunzip_within(ByteView compressed, std::size_t limit) {
    Gunzip all{limit};
    all.reserve(std::max<std::size_t>(compressed.size() * 4, 1024));
    do {
        if (!all.member(compressed)) {
            return std::nullopt;
        }
    } while (is_gzip(compressed));
    return all.take();
}

Bytes gunzip(ByteView compressed, std::size_t limit) {
    auto content = gunzip_within(compressed, limit);
    if (!content) {
        throw Error{Fault::input, fmt::format("the gzip data unpacks to over {} bytes", limit)};
    }
    return std::move(*content);
}

}  // namespace tamga::base
