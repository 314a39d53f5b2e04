// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <cstddef>
#include <memory>
#include <optional>

namespace tamga::base {

/// Makes gzip members. One object serves one thread; it keeps its working memory between calls.
class Compressor {
public:
    /// Level 1 (fast) to 12 (small), libdeflate's scale. At 1 tiles of points are 4 % larger than
    /// at 6, those of borders 1 %, in less than a quarter of the time: what is shorter than 512
    /// bytes and what is longer than 4 KiB is left to ISA-L, whose bytes are the same on
    /// all x86-64 processors from Nehalem on.
    explicit Compressor(int level = 1);
    ~Compressor();
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    /// One gzip member without a time stamp: the same bytes give the same member.
    Bytes gzip(ByteView raw);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// True if `bytes` start like a gzip member (RFC 1952).
bool is_gzip(ByteView bytes);

/// The content of one or more gzip members, one after the other. Takes time in proportion to what
/// is packed and what comes out, however many members there are.
///
/// Throws Error{Fault::input} if the data is damaged or ends early, or if it would grow past
/// `limit` bytes.
Bytes gunzip(ByteView compressed, std::size_t limit = std::size_t{1} << 32);

/// The same, but nothing if it would grow past `limit` bytes.
std::optional<Bytes> gunzip_within(ByteView compressed, std::size_t limit);

}  // namespace tamga::base
