// SPDX-License-Identifier: MIT
#include "engine/ingest/input.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/inflate.hpp"
#include "engine/base/interrupt.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace tamga::ingest {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 20;

/// How far the disk is in front of those who parse: several threads that touch a mapping here and
/// there are not seen to read it from front to back, and would wait for a few pages at a time.
constexpr std::size_t ahead = std::size_t{64} << 20;

struct CloseFile {
    void operator()(std::FILE* file) const noexcept {
        if (file != stdin) {
            std::fclose(file);
        }
    }
};

/// What comes from a pipe, in a temporary file.
base::MappedFile read_stream(const std::string& path, const std::string& temporary) {
    const std::unique_ptr<std::FILE, CloseFile> file{path == "-" ? stdin
                                                                 : std::fopen(path.c_str(), "rb")};
    if (!file) {
        throw Error{Fault::input, path + ": " + std::strerror(errno)};
    }
    base::TemporaryFile all{temporary};
    Bytes some(chunk);
    for (std::size_t got = chunk; got == chunk;) {
        got = std::fread(some.data(), 1, chunk, file.get());
        all.append(ByteView{some}.first(got));
        base::stop_if_interrupted();
    }
    if (std::ferror(file.get()) != 0) {
        throw Error{Fault::input, called(path) + ": " + std::strerror(errno)};
    }
    return base::MappedFile{all};
}

/// What was packed with gzip, in a temporary file.
base::MappedFile unpacked(const base::MappedFile& packed, const std::string& temporary) {
    base::TemporaryFile all{temporary};
    base::gunzip_to(packed.bytes(), [&all](ByteView some) {
        all.append(some);
        base::stop_if_interrupted();
    });
    return base::MappedFile{all};
}

bool is_stream(const std::string& path) {
    std::error_code ignored;  // A file that is not there is reported by MappedFile.
    const auto status = std::filesystem::status(path, ignored);
    return path == "-" || std::filesystem::is_fifo(status) ||
           std::filesystem::is_character_file(status);
}

}  // namespace

std::string called(const std::string& path) { return path == "-" ? "standard input" : path; }

Input::Input(const std::string& path, const std::string& temporary)
    : mapped_{is_stream(path) ? read_stream(path, temporary) : base::MappedFile{path}},
      buffered_{is_stream(path)} {
    if (base::is_gzip(mapped_.bytes())) {
        mapped_ = in_context(called(path), [&] { return unpacked(mapped_, temporary); });
        buffered_ = true;
    }
    mapped_.fetch(0, ahead);
    text_ = as_text(mapped_.bytes());
    if (text_.starts_with("\xEF\xBB\xBF")) {
        text_.remove_prefix(3);
    }
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
