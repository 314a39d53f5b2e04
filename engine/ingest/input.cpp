// SPDX-License-Identifier: MIT
#include "engine/ingest/input.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace tamga::ingest {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 20;

struct CloseFile {
    void operator()(std::FILE* file) const noexcept {
        if (file != stdin) {
            std::fclose(file);
        }
    }
};

Bytes read_stream(const std::string& path) {
    const std::unique_ptr<std::FILE, CloseFile> file{path == "-" ? stdin
                                                                 : std::fopen(path.c_str(), "rb")};
    if (!file) {
        throw Error{Fault::input, path + ": " + std::strerror(errno)};
    }
    Bytes all;
    for (std::size_t size = 0;;) {
        all.resize(size + chunk);
        const std::size_t got = std::fread(all.data() + size, 1, chunk, file.get());
        size += got;
        base::stop_if_interrupted();
        if (got < chunk) {
            all.resize(size);
            if (std::ferror(file.get()) != 0) {
                throw Error{Fault::input, called(path) + ": " + std::strerror(errno)};
            }
            return all;
        }
    }
}

bool is_stream(const std::string& path) {
    std::error_code ignored;  // A file that is not there is reported by MappedFile.
    const auto status = std::filesystem::status(path, ignored);
    return path == "-" || std::filesystem::is_fifo(status) ||
           std::filesystem::is_character_file(status);
}

}  // namespace

std::string called(const std::string& path) { return path == "-" ? "standard input" : path; }

Input::Input(const std::string& path) {
    if (is_stream(path)) {
        buffer_ = read_stream(path);
    } else {
        mapped_.emplace(path);
    }
    ByteView bytes = mapped_ ? mapped_->bytes() : ByteView{buffer_};
    if (base::is_gzip(bytes)) {
        buffer_ = in_context(called(path), [&] { return base::gunzip(bytes); });
        mapped_.reset();
        bytes = buffer_;
    }
    text_ = as_text(bytes);
    if (text_.starts_with("\xEF\xBB\xBF")) {
        text_.remove_prefix(3);
    }
}

void Input::forget(std::size_t size) noexcept {
    constexpr std::size_t step = std::size_t{16} << 20;  // The call walks over all pages each time.
    if (mapped_ && size >= forgotten_ + step) {
        mapped_->forget(size);
        forgotten_ = size;
    }
}

}  // namespace tamga::ingest
