// SPDX-License-Identifier: MIT
#include "engine/store/source_note.hpp"

#include "engine/base/files/mapped_file.hpp"
#include "engine/base/sha256.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <charconv>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace tamga::store {
namespace {

std::string iso_time(std::time_t at) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(at));
}

std::string time_of_build() {
    const char* const epoch = std::getenv("SOURCE_DATE_EPOCH");
    const std::string_view text = epoch == nullptr ? "" : epoch;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    constexpr std::int64_t year_10000 = 253'402'300'800;
    const bool fits = error == std::errc{} && end == text.data() + text.size() && seconds >= 0 &&
                      seconds < year_10000;
    return fits ? iso_time(seconds) : std::string{};
}

}  // namespace

SourceNote note_of_file(const std::string& path) {
    SourceNote note{.path = path, .ingested = time_of_build()};
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode)) {
        const base::MappedFile file{path};
        note.bytes = file.bytes().size();
        note.sha256 = base::sha256(file.bytes());
        note.modified = iso_time(about.st_mtime);
    }
    return note;
}

}  // namespace tamga::store
