// SPDX-License-Identifier: MIT
#include "tests/geotag/labelled_texts.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace fs = std::filesystem;

namespace tamga::tests {
namespace {

std::string content(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw std::runtime_error{path.string() + " cannot be read"};
    }
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::uint32_t characters(const std::string& text) {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void refer(LabelledName& name, const std::string& reference) {
    if (reference.starts_with("Position:")) {
        const std::string numbers = reference.substr(reference.find(':') + 1);
        name.position = geo::LonLat{.lon = std::stod(numbers.substr(numbers.find(',') + 1)),
                                    .lat = std::stod(numbers)};
    } else {
        name.reference = reference;
    }
}

/// brat's lines: "T1<tab>Place 4 7<tab>Osh" and "N1<tab>Reference T1 GeoNames:1527534<tab>Osh".
std::vector<LabelledName> annotations(const fs::path& path) {
    std::map<std::string, LabelledName> by_key;
    std::istringstream lines{content(path)};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t tab = line.find('\t');
        const std::size_t last = line.rfind('\t');
        std::istringstream middle{line.substr(tab + 1, last - tab - 1)};
        std::string word;
        middle >> word;
        if (line.starts_with("T")) {
            LabelledName& name = by_key[line.substr(0, tab)];
            middle >> name.first_character >> name.end_character;
            name.text = line.substr(last + 1);
        } else {
            middle >> word >> std::ws;
            std::string reference;
            std::getline(middle, reference);
            refer(by_key[word], reference);
        }
    }
    std::vector<LabelledName> names;
    for (auto& [key, name] : by_key) {
        names.push_back(std::move(name));
    }
    std::ranges::sort(names, {}, &LabelledName::first_character);
    return names;
}

LabelledTexts texts_of_folder(const fs::path& folder) {
    LabelledTexts texts;
    for (const auto& entry : fs::directory_iterator{folder}) {
        const fs::path& path = entry.path();
        if (path.extension() == ".txt") {
            texts.push_back({path.filename().string(), content(path),
                             annotations(fs::path{path}.replace_extension(".ann"))});
        }
    }
    std::ranges::sort(texts, {}, &LabelledText::title);
    return texts;
}

/// "New York=5128581 Osh=-": names in the order of the text, which may have spaces in them.
std::vector<LabelledName> listed_names(const std::string& places) {
    std::vector<LabelledName> names;
    for (std::size_t begin = 0; begin < places.size();) {
        const std::size_t sign = places.find('=', begin);
        const std::size_t end = std::min(places.find(' ', sign), places.size());
        const std::string id = places.substr(sign + 1, end - sign - 1);
        LabelledName& name = names.emplace_back();
        name.text = places.substr(begin, sign - begin);
        name.reference = id == "-" ? "" : "GeoNames:" + id;
        begin = end + 1;
    }
    return names;
}

/// Says where the names are, from the last to the first: in "Brooklyn Decker lives in Brooklyn" and
/// sentences like it the person comes first.
void locate(std::vector<LabelledName>& names, const std::string& text) {
    std::string before = text;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        const std::size_t at = before.rfind(name->text);
        if (at == std::string::npos) {
            throw std::runtime_error{"\"" + before + "\" has no " + name->text};
        }
        before.resize(at);
        name->first_character = characters(before);
        name->end_character = name->first_character + characters(name->text);
    }
}

LabelledTexts texts_of_table(const fs::path& table) {
    LabelledTexts texts;
    std::istringstream lines{content(table)};
    std::string line;
    std::getline(lines, line);
    for (int number = 2; std::getline(lines, line); ++number) {
        const std::size_t tab = line.find('\t');
        const std::string text = line.substr(0, tab);
        std::vector<LabelledName> names = listed_names(line.substr(tab + 1));
        locate(names, text);
        texts.push_back(
            {table.filename().string() + ":" + std::to_string(number), text, std::move(names)});
    }
    return texts;
}

}  // namespace

LabelledTexts labelled_texts(const fs::path& source) {
    return fs::is_directory(source) ? texts_of_folder(source) : texts_of_table(source);
}

Halves halves(LabelledTexts texts) {
    Halves result;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        (i % 2 == 0 ? result.fitted : result.held_out).push_back(std::move(texts[i]));
    }
    return result;
}

}  // namespace tamga::tests
