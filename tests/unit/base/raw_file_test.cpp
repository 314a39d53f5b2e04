// SPDX-License-Identifier: MIT
#include "engine/base/files/raw_file.hpp"

#include "engine/base/error.hpp"
#include "tests/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>

namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using namespace tamga;
using base::RawFile;

namespace {

std::string text(const Bytes& bytes) { return std::string{as_text(bytes)}; }

}  // namespace

TEST_CASE("a file that is cut while it is open has less to read, and says so", "[base]") {
    const TemporaryFolder folder;
    const std::string path = folder.put("a", std::string(100'000, 'x'));
    const RawFile file{path};
    fs::resize_file(path, 10);
    std::array<char, 20> room{};
    CHECK(file.read(0, room) == 10);
    CHECK(file.read(50'000, room) == 0);
    CHECK(file.size() == 100'000);
    CHECK_FALSE(file.stamp_now().same_content(file.stamp()));
    CHECK_THROWS_WITH(file.bytes(0, 20), Contains("cut short since it was opened, at byte 10"));
    CHECK_THROWS_AS(base::whole_file(file), Error);
}

TEST_CASE("a file whose name another takes goes on giving its own bytes", "[base]") {
    const TemporaryFolder folder;
    const std::string path = folder.put("a", "old");
    const RawFile file{path};
    fs::rename(folder.put("b", "new one"), path);
    CHECK(text(base::whole_file(file)) == "old");
    CHECK(file.stamp_now().same_content(file.stamp()));
    CHECK_FALSE(base::stamp_of(path)->same_file(file.stamp()));
    fs::remove(path);
    CHECK_FALSE(base::stamp_of(path));
}

TEST_CASE("who writes to a file is seen", "[base]") {
    const TemporaryFolder folder;
    const std::string path = folder.put("a", "abc");
    const RawFile file{path};
    CHECK_FALSE(file.is_being_written());
    const int writer = ::open(path.c_str(), O_WRONLY);
    CHECK(file.is_being_written());
    ::close(writer);
    CHECK_FALSE(file.is_being_written());
}

TEST_CASE("what is no regular file is refused without waiting for it", "[base]") {
    const TemporaryFolder folder;
    const std::string pipe = folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_WITH(RawFile{pipe}, Contains("is not a regular file"));
    CHECK_THROWS_WITH(RawFile{folder.path()}, Contains("is not a regular file"));
    CHECK_THROWS_WITH(RawFile{"/nowhere/a"}, "/nowhere/a: No such file or directory");
}

TEST_CASE("links within a folder are followed, and those that lead out of it refused", "[base]") {
    const TemporaryFolder folder;
    const std::string tiles = folder / "tiles";
    folder.put("tiles/0/0", "tile");
    folder.put("secret", "secret");
    fs::create_symlink("0", folder / "tiles/0/1");
    fs::create_symlink("../../secret", folder / "tiles/0/2");
    fs::create_symlink("/etc/passwd", folder / "tiles/0/3");
    fs::create_symlink(folder.path(), folder / "tiles/1");
    CHECK(text(base::whole_file(*RawFile::within(tiles, "0/1"))) == "tile");
    CHECK_FALSE(RawFile::within(tiles, "0/9"));
    CHECK_FALSE(RawFile::within(tiles, "0/0/9"));
    for (const char* name : {"0/2", "0/3", "1/secret", "../secret"}) {
        CAPTURE(name);
        CHECK_THROWS_WITH(RawFile::within(tiles, name), Contains("leads out of its folder"));
    }
}

TEST_CASE("bytes that are in memory are read without waiting", "[base]") {
    const TemporaryFolder folder;
    const RawFile file{folder.put("a", "0123456789")};
    std::array<char, 4> room{};
    if (const auto got = file.read_from_memory(3, room)) {  // Not every file system can tell.
        CHECK(*got == 4);
        CHECK(std::string_view{room.data(), 4} == "3456");
    }
    CHECK_FALSE(file.read_from_memory(8, room));
}
