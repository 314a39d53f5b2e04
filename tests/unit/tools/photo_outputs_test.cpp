// SPDX-License-Identifier: MIT
//
// What geotag photos writes, and what it leaves alone.
#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/tools/printed.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace {

using Catch::Matchers::Contains;
using tamga::content_of;
using tamga::in_source;
using tamga::TemporaryFolder;
using tamga::tests::Printed;
using tamga::tests::run_tool;

/// A photo without a position.
std::string photo_in(const TemporaryFolder& folder, const std::string& name) {
    fs::create_directories(fs::path{folder / name}.parent_path());
    fs::copy_file(in_source("fixtures/photos/noon.jpg"), folder / name);
    fs::permissions(folder / name, fs::perms{0644});
    return folder / name;
}

Printed tag(std::vector<std::string> words) {
    words.insert(words.begin(), {"geotag", "photos"});
    words.insert(words.end(), {"--track", in_source("fixtures/photos/walk.gpx")});
    return run_tool(words);
}

}  // namespace

TEST_CASE("a copy takes the place of no photo that was named, by no kind of link", "[photo]") {
    const TemporaryFolder folder;
    const std::string photo = photo_in(folder, "a/one.jpg");
    const std::string other = photo_in(folder, "a/two.jpg");
    const std::string before = content_of(photo);
    fs::create_directory(folder / "out");
    SECTION("a hard link") { fs::create_hard_link(other, folder / "out/one.jpg"); }
    SECTION("a symbolic link") { fs::create_symlink(other, folder / "out/one.jpg"); }
    SECTION("the folder is a link") {
        fs::remove(folder / "out");
        fs::create_directory_symlink(folder / "a", folder / "out");
    }
    const Printed answer = tag({photo, other, "-o", folder / "out", "--force"});
    CHECK(answer.status == 2);
    CHECK_THAT(answer.err, Contains("-o would replace"));
    CHECK(content_of(photo) == before);
    CHECK(content_of(other) == before);
}

TEST_CASE("a photo that is named by a link is copied under the link's name", "[photo]") {
    const TemporaryFolder folder;
    const std::string photo = photo_in(folder, "store/77.jpg");
    fs::create_symlink(photo, folder / "market.jpg");
    fs::create_directory(folder / "out");
    std::ofstream{folder / "out/77.jpg"} << "another's";
    CHECK(tag({folder / "market.jpg", "-o", folder / "out"}).status == 0);
    CHECK(content_of(folder / "out/77.jpg") == "another's");
    CHECK(fs::exists(folder / "out/market.jpg"));
}

TEST_CASE("two photos of one name are refused before anything is made", "[photo]") {
    const TemporaryFolder folder;
    const std::string a = photo_in(folder, "a/one.jpg");
    const std::string b = photo_in(folder, "b/one.jpg");
    const Printed answer = tag({a, b, "-o", folder / "out", "--force"});
    CHECK(answer.status == 2);
    CHECK_THAT(answer.err, Contains("two photos have this name: " + a + " and " + b));
    CHECK_FALSE(fs::exists(folder / "out"));
}

TEST_CASE("a photo that is named twice is handled once", "[photo]") {
    const TemporaryFolder folder;
    const std::string photo = photo_in(folder, "a/one.jpg");
    fs::create_symlink(photo, folder / "link.jpg");
    const Printed answer = tag({photo, folder / "a/../a/one.jpg", folder / "link.jpg", folder / "a",
                                "--in-place", "--json"});
    CHECK(answer.status == 0);
    CHECK(std::ranges::count(answer.out, '\n') == 1);
    CHECK_THAT(answer.err, Contains("link.jpg: is " + photo + ", and handled once"));
    CHECK(fs::is_symlink(folder / "link.jpg"));
}

TEST_CASE("a photo that is changed in place keeps all but its content", "[photo]") {
    const TemporaryFolder folder;
    const std::string photo = photo_in(folder, "one.jpg");
    const std::string before = content_of(photo);
    ::chmod(photo.c_str(), 0604);
    const bool root = ::geteuid() == 0;
    if (root) {
        REQUIRE(::chown(photo.c_str(), 1234, 4321) == 0);
    }
    const bool extended = ::setxattr(photo.c_str(), "user.author", "me", 2, 0) == 0;
    const std::array<struct timespec, 2> times{{{1'700'000'000, 1}, {1'600'000'000, 7}}};
    REQUIRE(::utimensat(AT_FDCWD, photo.c_str(), times.data(), 0) == 0);
    REQUIRE(tag({photo, "--in-place"}).status == 0);
    CHECK(content_of(photo) != before);
    struct stat about {};
    REQUIRE(::stat(photo.c_str(), &about) == 0);
    CHECK((about.st_mode & 07777) == 0604);
    CHECK(about.st_mtim.tv_sec == 1'600'000'000);
    CHECK(about.st_mtim.tv_nsec == 7);
    if (root) {
        CHECK(about.st_uid == 1234);
        CHECK(about.st_gid == 4321);
    }
    std::array<char, 8> value{};
    const bool kept = ::getxattr(photo.c_str(), "user.author", value.data(), value.size()) == 2;
    CHECK(kept == extended);
}

TEST_CASE("that a photo has other names is said, since they keep it as it was", "[photo]") {
    const TemporaryFolder folder;
    const std::string photo = photo_in(folder, "one.jpg");
    const std::string before = content_of(photo);
    fs::create_hard_link(photo, folder / "two.jpg");
    const Printed answer = tag({photo, "--in-place"});
    CHECK(answer.status == 0);
    CHECK_THAT(answer.err, Contains("had 2 names (hard links)"));
    CHECK(content_of(folder / "two.jpg") == before);
}
