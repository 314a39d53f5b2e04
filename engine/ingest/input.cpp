// SPDX-License-Identifier: MIT
#include "engine/ingest/input.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/inflate.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/ingest/parse/encoding.hpp"
#include "engine/ingest/stream.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::ingest {
namespace {

/// How far the disk is in front of those who parse: several threads that touch a mapping here and
/// there are not seen to read it from front to back, and would wait for a few pages at a time.
constexpr std::size_t ahead = std::size_t{64} << 20;

/// What was packed with gzip, in a temporary file. Text gets 5 to 50 times smaller; what gets that
/// much smaller still was made to fill a disk.
base::MappedFile unpacked(const base::MappedFile& packed, const std::string& temporary) {
    constexpr std::size_t always_bytes = std::size_t{128} << 20;
    constexpr std::size_t most_times = 100;
    const std::size_t limit = std::max(always_bytes, packed.bytes().size() * most_times);
    base::TemporaryFile all{temporary};
    std::size_t size = 0;
    base::gunzip_to(packed.bytes(), [&](ByteView some) {
        base::stop_if_interrupted();
        size += some.size();
        if (size > limit) {
            throw Error{Fault::input,
                        fmt::format("unpacks to more than {} times its size, over {} MiB; if that "
                                    "is meant, unpack it with gunzip first",
                                    most_times, limit >> 20)};
        }
        all.append(some);
    });
    return base::MappedFile{all};
}

}  // namespace

std::string called(const std::string& path) {
    // A pipe that is read twice is a file without a name (KeptSource).
    const bool piped = path == "-" || path == "/dev/stdin" || path.starts_with("/proc/self/fd/");
    return piped ? "standard input" : path;
}

Input::Input(const std::string& path, const std::string& temporary, const std::string& encoding)
    : mapped_{is_stream(path) ? read_stream(path, temporary) : base::MappedFile{path}},
      buffered_{is_stream(path)} {
    if (base::is_gzip(mapped_.bytes())) {
        mapped_ = in_context(called(path), [&] { return unpacked(mapped_, temporary); });
        buffered_ = true;
    }
    in_context(called(path), [&] { recode(temporary, encoding); });
    mapped_.fetch(0, ahead);
    text_ = as_text(mapped_.bytes());
    if (text_.starts_with("\xEF\xBB\xBF")) {
        text_.remove_prefix(3);
    }
}

void Input::recode(const std::string& temporary, const std::string& name) {
    const std::string_view text = as_text(mapped_.bytes());
    auto encoding = foreign_encoding(text);
    if (!name.empty() && (!encoding || encoding->mark_bytes == 0)) {
        const bool is_text = text.substr(0, 4096).find('\0') == std::string_view::npos ||
                             (encoding && encoding->guessed);
        const auto named = encoding_named(name);
        encoding = is_text ? named : std::nullopt;
    }
    if (!encoding) {
        return;
    }
    if (encoding->guessed) {
        note_ = fmt::format("read as {}, which it looks like; --encoding names another",
                            encoding->name);
    }
    mapped_ = in_utf8(text, *encoding, temporary);
    buffered_ = true;
}

void Input::pass(std::size_t size) noexcept {
    constexpr std::size_t step = std::size_t{16} << 20;  // A call walks over all of its pages.
    if (size >= behind_ + step) {
        mapped_.forget(size);
        mapped_.fetch(behind_ + ahead, size + ahead);
        behind_ = size;
    }
}

}  // namespace tamga::ingest
