// SPDX-License-Identifier: MIT
//
// What comments and READMEs cite is there: a file by its name, or by as much of its path as the
// text gives, and what a link leads to.
#include <catch2/catch.hpp>

#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path root{tamga::in_source("")};

/// The files of the repository, by their paths in it. What is built, downloaded or installed is in
/// other folders.
std::vector<std::string> repository_files() {
    std::vector<std::string> found{"README.md", "CMakePresets.json", "LICENSE"};
    for (const char* folder : {"engine", "tools", "tests", "styles", "fixtures"}) {
        for (const auto& entry : fs::recursive_directory_iterator{root / folder}) {
            const std::string path = fs::relative(entry.path(), root).string();
            if (entry.is_regular_file() && path.find("node_modules/") == std::string::npos) {
                found.push_back(path);
            }
        }
    }
    return found;
}

std::vector<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::vector<std::string> found;
    for (std::sregex_iterator at{text.begin(), text.end(), pattern}, end; at != end; ++at) {
        found.push_back((*at)[1]);
    }
    return found;
}

/// Somebody else's file: the address of a host comes first.
bool is_address(const std::string& name) {
    const std::size_t slash = name.find('/');
    return slash != std::string::npos && name.substr(0, slash).find('.') != std::string::npos &&
           !name.starts_with('.');
}

/// The files that the comments of a source name.
std::vector<std::string> cited_in_comments(const std::string& source) {
    static const std::regex file{R"(\b(\w[\w./-]*\.(?:[ch]pp|md|mjs|sh|py))\b)"};
    std::vector<std::string> found;
    std::istringstream lines{source};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t comment = line.find("//");
        if (comment != std::string::npos) {
            const auto some = matches(line.substr(comment), file);
            std::ranges::remove_copy_if(some, std::back_inserter(found), is_address);
        }
    }
    return found;
}

/// The files that a page of Markdown names in backticks, and where its own links lead.
std::vector<std::string> cited_in_page(const std::string& page, const std::string& folder) {
    static const std::regex file{R"(`([\w./-]+\.(?:[ch]pp|md|mjs|sh|py))`)"};
    static const std::regex path{R"(`((?:engine|tools|tests|styles|fixtures)/[\w./-]+)`)"};
    static const std::regex link{R"(\]\(([^):#]+)\))"};
    std::vector<std::string> found = matches(page, file);
    for (const std::string& each : matches(page, path)) {
        found.push_back(each);
    }
    for (const std::string& each : matches(page, link)) {
        found.push_back((fs::path{folder} / each).lexically_normal().string());
    }
    return found;
}

bool is_there(const std::vector<std::string>& files, std::string cited) {
    while (cited.ends_with('/')) {
        cited.pop_back();
    }
    return std::ranges::any_of(files, [&](const std::string& file) {
        return file == cited || file.ends_with('/' + cited) || file.starts_with(cited + '/');
    });
}

/// Does a word of that name with a bracket behind it stand in the text?
bool calls(const std::string& text, const std::string& name) {
    for (auto at = text.find(name + '('); at != std::string::npos;
         at = text.find(name + '(', at + 1)) {
        if (at == 0 ||
            (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 && text[at - 1] != '_')) {
            return true;
        }
    }
    return false;
}

}  // namespace

TEST_CASE("the files that comments and READMEs cite exist", "[layout]") {
    const auto files = repository_files();
    for (const std::string& file : files) {
        const bool is_source = file.starts_with("engine/") && file.ends_with("pp");
        const bool is_page = file.ends_with("README.md");
        if (!is_source && !is_page) {
            continue;
        }
        const std::string text = tamga::content_of(root / file);
        const auto cited = is_page ? cited_in_page(text, fs::path{file}.parent_path().string())
                                   : cited_in_comments(text);
        for (const std::string& name : cited) {
            INFO(file << " cites " << name);
            CHECK(is_there(files, name));
        }
    }
}

TEST_CASE("a citation of a file that is not there is found", "[layout]") {
    const std::vector<std::string> files{"engine/tile/clip.hpp", "engine/README.md"};
    CHECK(is_there(files, "clip.hpp"));
    CHECK(is_there(files, "tile/clip.hpp"));
    CHECK(is_there(files, "engine/tile/"));
    CHECK_FALSE(is_there(files, "lip.hpp"));
    CHECK_FALSE(is_there(files, "geo/clip.hpp"));
    using Names = std::vector<std::string>;
    CHECK(cited_in_comments("#include \"a.hpp\"\nint a;  // See b/c.hpp, and d.cpp.\n") ==
          Names{"b/c.hpp", "d.cpp"});
    CHECK(cited_in_page("`a.cpp` and `tools/x/y`, [z](../z.md), [web](https://a.b/c)", "engine") ==
          Names{"a.cpp", "tools/x/y", "z.md"});
}

TEST_CASE("the functions that the engine's README names exist", "[layout]") {
    std::string sources;
    for (const std::string& path : repository_files()) {
        const bool is_ours = path.starts_with("engine/") || path.starts_with("tools/");
        if (is_ours && (path.ends_with(".hpp") || path.ends_with(".cpp"))) {
            sources += tamga::content_of(root / path);
        }
    }
    static const std::regex function{R"(`(?:\w+::)*(\w+)\(\)`)"};
    const auto named = matches(tamga::content_of(root / "engine/README.md"), function);
    CHECK(named.size() > 50);
    for (const std::string& name : named) {
        INFO("engine/README.md names " << name << "()");
        CHECK(calls(sources, name));
    }
}
