// SPDX-License-Identifier: MIT
#include "engine/base/files/pending_output.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/file_attributes.hpp"
#include "engine/base/files/output_file.hpp"
#include "tests/temporary_folder.hpp"

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

namespace tamga::base {
namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("A file is there when it is whole, and not at all before", "[output]") {
    const TemporaryFolder folder;
    {
        OutputFile file{folder / "a.txt"};
        file.write(as_bytes("half"));
        CHECK_FALSE(fs::exists(folder / "a.txt"));
    }
    CHECK(folder.names() == Names{});
    OutputFile file{folder / "a.txt"};
    file.write(as_bytes("all"));
    file.commit();
    CHECK(content_of(folder / "a.txt") == "all");
    CHECK(folder.names() == Names{"a.txt"});
}

TEST_CASE("Nobody can guess the name of a file that is being written", "[output]") {
    const TemporaryFolder folder;
    PendingOutput first{folder / "a.txt"};
    PendingOutput second{folder / "a.txt"};
    first.make_file();
    second.make_file();
    CHECK(first.path() != second.path());
    CHECK(first.path().find(std::to_string(::getpid())) == std::string::npos);
    CHECK(fs::path{first.path()}.filename().string().size() >=
          std::string{"a.txt.tmp"}.size() + 12);
}

TEST_CASE("A name as long as a name can be is written, too", "[output]") {
    const TemporaryFolder folder;
    const std::string name(255, 'n');
    OutputFile file{folder / name};
    file.commit();
    CHECK(folder.names() == Names{name});
}

TEST_CASE("What replaces a file has its mode, and a link is replaced, not what it leads to",
          "[output]") {
    const TemporaryFolder folder;
    const std::string old = folder.put("old.txt", "old");
    ::chmod(old.c_str(), 0600);
    fs::create_symlink(old, folder / "link.txt");
    write_output(folder / "link.txt", "new");
    CHECK(content_of(old) == "old");
    CHECK(content_of(folder / "link.txt") == "new");
    CHECK_FALSE(fs::is_symlink(folder / "link.txt"));
    CHECK(fs::status(folder / "link.txt").permissions() == fs::perms{0600});
}

TEST_CASE("A file that turns up during the work is kept, if it is to be kept", "[output]") {
    const TemporaryFolder folder;
    OutputFile file{folder / "a.txt"};
    file.write(as_bytes("ours"));
    folder.put("a.txt", "theirs");
    CHECK_THROWS_AS(file.commit(Flush::now, Existing::kept), Error);
    CHECK(content_of(folder / "a.txt") == "theirs");
}

TEST_CASE("A folder takes the place of another, which is left to whoever replaced it", "[output]") {
    const TemporaryFolder folder;
    fs::create_directory(folder / "out");
    std::ofstream{folder / "out/old"} << "old";
    PendingOutput pending{(folder / "out") + "/"};
    pending.make_folder();
    std::ofstream{pending.path() + "/new"} << "new";
    pending.commit();
    CHECK(content_of(folder / "out/new") == "new");
    CHECK(content_of(pending.path() + "/old") == "old");
}

TEST_CASE("What is there is an output only with force, links that lead nowhere included",
          "[output]") {
    const TemporaryFolder folder;
    const std::string there = folder.put("there", "");
    fs::create_symlink("nowhere", folder / "link");
    for (const std::string& path : {there, folder / "link"}) {
        CHECK_THROWS_WITH(check_output(path, false),
                          path + ": is already there; --force replaces it");
        CHECK_NOTHROW(check_output(path, true));
    }
    ::mkfifo((folder / "pipe").c_str(), 0600);
    CHECK_THROWS_WITH(check_output(folder / "pipe", true),
                      Catch::EndsWith("is a device or a pipe, and no file to replace"));
    CHECK_THROWS_AS(check_output("/dev/null", true), Error);
    CHECK_NOTHROW(check_output("/dev/null", false, OutputKind::stream));
    CHECK_NOTHROW(check_output(folder / "pipe", false, OutputKind::stream));
}

TEST_CASE("An output is no input, by no name", "[output]") {
    const TemporaryFolder folder;
    const std::string input = folder.put("in.csv", "1");
    fs::create_hard_link(input, folder / "hard.csv");
    fs::create_symlink(input, folder / "soft.csv");
    fs::create_directory(folder / "out");
    std::ofstream{folder / "out/in.csv"} << "2";
    const std::array inputs{std::string{"-"}, std::string{}, input, folder / "out/in.csv"};
    for (const char* name :
         {"in.csv", "./in.csv", "out/../in.csv", "hard.csv", "soft.csv", "out", "out/"}) {
        INFO(name);
        CHECK_THROWS_AS(check_apart("-o", folder / name, inputs), Error);
    }
    CHECK_NOTHROW(check_apart("-o", folder / "other.csv", inputs));
    CHECK_THROWS_AS(check_apart("-o", "./nowhere.csv", std::array{std::string{"nowhere.csv"}}),
                    Error);
    CHECK_NOTHROW(check_apart("-o", "/dev/stdout", inputs));
}

TEST_CASE("A file can have the mode, times and extended attributes of another", "[output]") {
    const TemporaryFolder folder;
    const std::string from = folder.put("from", "");
    ::chmod(from.c_str(), 0640);
    const std::array<struct timespec, 2> times{{{1000, 1}, {2000, 5}}};
    ::utimensat(AT_FDCWD, from.c_str(), times.data(), 0);
    const bool extended = ::setxattr(from.c_str(), "user.author", "me", 2, 0) == 0;
    OutputFile to{folder / "to"};
    to.write(as_bytes("content"));
    copy_attributes(from, to.descriptor());
    to.commit();
    struct stat about {};
    REQUIRE(::stat((folder / "to").c_str(), &about) == 0);
    CHECK((about.st_mode & 07777) == 0640);
    CHECK(about.st_mtim.tv_sec == 2000);
    CHECK(about.st_mtim.tv_nsec == 5);
    std::array<char, 8> value{};
    const bool has_it =
        ::getxattr((folder / "to").c_str(), "user.author", value.data(), value.size()) == 2;
    CHECK(has_it == extended);  // Not every file system has them.
}

}  // namespace tamga::base
