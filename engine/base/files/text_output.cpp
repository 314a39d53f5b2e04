// SPDX-License-Identifier: MIT
#include "engine/base/files/text_output.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace tamga::base {
namespace {

[[noreturn]] void fail(const std::string& path, int error) {
    throw Error{Fault::system, fmt::format("{}: {}", path, std::strerror(error))};
}

}  // namespace

TextOutput::TextOutput(std::string path) : path_{std::move(path)} {
    if (!is_stream(path_)) {
        file_.emplace(path_);
        return;
    }
    stream_ = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (stream_ < 0) {
        fail(path_, errno);
    }
}

TextOutput::~TextOutput() {
    if (stream_ >= 0) {
        ::close(stream_);
    }
}

void TextOutput::write(std::string_view text) {
    file_ ? file_->write(as_bytes(text)) : write_to_stream(as_bytes(text));
}

void TextOutput::write_to_stream(ByteView bytes) const {
    while (!bytes.empty()) {
        const ssize_t written = ::write(stream_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            fail(path_, errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

void TextOutput::commit() {
    sync();
    if (file_) {
        file_->commit();
    }
}

TextOutput::int_type TextOutput::overflow(int_type character) {
    if (!traits_type::eq_int_type(character, traits_type::eof())) {
        const char one = traits_type::to_char_type(character);
        xsputn(&one, 1);
    }
    return traits_type::not_eof(character);
}

std::streamsize TextOutput::xsputn(const char* text, std::streamsize size) {
    constexpr std::size_t worth_sending = std::size_t{1} << 16;
    pending_.append(text, static_cast<std::size_t>(size));
    if (pending_.size() >= worth_sending) {
        sync();
    }
    return size;
}

int TextOutput::sync() {
    // Not kept if it fails: what comes after a failure is not written either.
    const std::string text = std::exchange(pending_, {});
    write(text);
    return 0;
}

void write_output(const std::string& path, std::string_view text) {
    TextOutput output{path};
    output.write(text);
    output.commit();
}

}  // namespace tamga::base
