// SPDX-License-Identifier: MIT
//
// Gazetteers that are damaged behind their headers, by chance and on purpose.
#include "engine/base/error.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/place/build.hpp"
#include "engine/place/gazetteer_file.hpp"
#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/place/questions.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <random>

using namespace tamga;
using namespace tamga::place;

namespace {

/// The gazetteer of fixtures/place in a file that can be damaged and mended.
class DamagedFile {
public:
    DamagedFile() {
        build_gazetteer(in_source("fixtures/place"), path_);
        const base::MappedFile file{path_};
        sound_.assign(file.bytes().begin(), file.bytes().end());
        std::memcpy(&header_, sound_.data(), sizeof header_);
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
    }
    ~DamagedFile() { ::close(descriptor_); }
    DamagedFile(const DamagedFile&) = delete;
    DamagedFile& operator=(const DamagedFile&) = delete;

    const std::string& path() const { return path_; }
    std::size_t size() const { return sound_.size(); }
    SectionPlace section(Section which) const {
        return which == Section::count ? SectionPlace{0, sizeof header_}
                                       : header_.sections[static_cast<std::size_t>(which)];
    }
    std::uint8_t at(std::size_t offset) const { return sound_[offset]; }

    void put(std::size_t offset, ByteView bytes) const {
        REQUIRE(::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<::off_t>(offset)) ==
                static_cast<::ssize_t>(bytes.size()));
    }
    void fill(SectionPlace where, std::uint8_t value) const {
        put(where.offset, Bytes(where.size, value));
    }
    void cut(std::size_t size) const {
        REQUIRE(::ftruncate(descriptor_, static_cast<::off_t>(size)) == 0);
    }
    void mend() const {
        cut(sound_.size());
        put(0, sound_);
    }
    void mend(SectionPlace where) const {
        put(where.offset, ByteView{sound_}.subspan(where.offset, where.size));
    }

private:
    TemporaryFolder folder_ = {};
    std::string path_ = folder_ / "gazetteer";
    Bytes sound_;
    FileHeader header_;
    int descriptor_ = -1;
};

const DamagedFile& damaged_file() {
    static const DamagedFile file;
    return file;
}

/// True if everything has an answer; else it was refused.
bool answers(const std::string& path, bool outlines) {
    try {
        ask_everything(Gazetteer{path}, outlines);
        return true;
    } catch (const Error& error) {
        CHECK(error.fault() != Fault::system);
        return false;
    }
}

}  // namespace

TEST_CASE("a gazetteer with flipped bits answers or says that it is damaged", "[place]") {
    const DamagedFile& file = damaged_file();
    REQUIRE(answers(file.path(), true));
    constexpr auto sections = static_cast<std::uint32_t>(Section::count) + 1;  // And the header.
    std::mt19937 random{14};
    std::size_t refused = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        const auto which = static_cast<Section>(random() % sections);
        const SectionPlace section = file.section(which);
        if (section.size == 0) {
            continue;
        }
        const std::size_t offset = section.offset + random() % section.size;
        const auto flipped = static_cast<std::uint8_t>(file.at(offset) ^ 1U << random() % 8);
        file.put(offset, Bytes{flipped});
        CAPTURE(trial, static_cast<int>(which), offset);
        refused += answers(file.path(), trial % 50 == 0) ? 0U : 1U;
        file.put(offset, Bytes{file.at(offset)});
    }
    CHECK(refused > 20);
}

TEST_CASE("a gazetteer whose tables are filled with one byte answers or is refused", "[place]") {
    const DamagedFile& file = damaged_file();
    for (int which = 0; which < static_cast<int>(Section::count); ++which) {
        for (const int value : {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
            CAPTURE(which, value);
            const SectionPlace section = file.section(static_cast<Section>(which));
            file.fill(section, static_cast<std::uint8_t>(value));
            const auto start = std::chrono::steady_clock::now();
            answers(file.path(), true);
            CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
            file.mend(section);
        }
    }
    CHECK(answers(file.path(), true));
}

TEST_CASE("a gazetteer that was cut short is refused", "[place]") {
    const DamagedFile& file = damaged_file();
    std::mt19937 random{14};
    for (int trial = 0; trial < 50; ++trial) {
        const std::size_t size = trial == 0 ? 0 : random() % file.size();
        file.cut(size);
        CAPTURE(size);
        CHECK_FALSE(answers(file.path(), false));
    }
    file.mend();
    CHECK(answers(file.path(), false));
}

TEST_CASE("a gazetteer that is a pipe or a folder is refused at once", "[place]") {
    const TemporaryFolder folder;
    const std::string pipe = folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_AS(Gazetteer{pipe}, Error);
    CHECK_THROWS_AS(Gazetteer{folder.path()}, Error);
}
