// SPDX-License-Identifier: MIT
#include "engine/ingest/kept_source.hpp"

#include "engine/ingest/input.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace tamga::ingest {
namespace {

bool is_pipe(const std::string& path) {
    std::error_code ignored;  // What is not there is reported when it is read.
    const auto status = std::filesystem::status(path, ignored);
    return path == "-" || std::filesystem::is_fifo(status) ||
           std::filesystem::is_character_file(status);
}

}  // namespace

KeptSource::KeptSource(const std::string& path, const std::string& temporary) : path_{path} {
    if (is_pipe(path)) {
        const Input input{path, temporary};
        kept_ = std::make_unique<base::TemporaryFile>(temporary);
        kept_->append(as_bytes(input.text()));
        path_ = fmt::format("/proc/self/fd/{}", kept_->descriptor());
    }
}

}  // namespace tamga::ingest
