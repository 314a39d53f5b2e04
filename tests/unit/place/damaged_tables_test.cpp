// SPDX-License-Identifier: MIT
//
// Tables for a gazetteer that make no sense somewhere: the error names the file and the line.
#include "engine/base/error.hpp"
#include "engine/place/build.hpp"
#include "engine/place/place_tables.hpp"
#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace tamga;
using namespace tamga::place;
namespace fs = std::filesystem;

namespace {

/// A copy of the folder fixtures/place whose files can be replaced.
class Tables {
public:
    Tables() { fs::copy(in_source("fixtures/place"), folder_.path(), fs::copy_options::recursive); }

    std::string path(const std::string& name) const { return folder_ / name; }
    void write(const std::string& name, std::string_view text) const { folder_.put(name, text); }
    /// What building says, less the folder.
    std::string refusal() const {
        try {
            build_gazetteer(folder_.path(), folder_ / "out.tamga");
            return "";
        } catch (const Error& error) {
            const std::string message = error.what();
            CHECK(error.fault() == Fault::input);
            CHECK_FALSE(fs::exists(folder_ / "out.tamga"));
            return message.starts_with(folder_.path()) ? message.substr(folder_.path().size() + 1)
                                                       : message;
        }
    }

private:
    TemporaryFolder folder_ = {};
};

std::string town(const std::string& name, const std::string& lat, const std::string& lon) {
    return "7\t" + name + "\t" + name + "\t\t" + lat + "\t" + lon +
           "\tP\tPPL\tKG\t\t08\t\t\t\t100\t\t\tAsia/Bishkek\t2024-01-01\n";
}

std::string area(const std::string& ring) {
    return R"({"type":"Feature","properties":{"key":"KG"},"geometry":{"type":"Polygon",)"
           R"("coordinates":[)" +
           ring + "]}}\n";
}

}  // namespace

TEST_CASE("a table with a row that makes no sense is refused with file and line", "[place]") {
    const Tables tables;
    const std::string sound = content_of(tables.path("towns.txt"));
    const auto lines = std::ranges::count(sound, '\n');
    const auto with_town = [&](const std::string& row) {
        tables.write("towns.txt", sound + row);
        return tables.refusal();
    };
    const std::string where = "towns.txt:" + std::to_string(lines + 1) + ": ";
    CHECK(with_town(town("Nowhere", "", "")) == where + "a town without a position");
    CHECK(with_town(town("Far", "91", "0")) == where + "position 91,0 is not on Earth");
    CHECK(with_town(town("Far", "nan", "0")) == where + "position nan,0 is not on Earth");
    CHECK(with_town(town("\xFF", "41", "74")) == where + "the row is not UTF-8");
    CHECK(with_town("7\tShort\n") == where + "2 columns instead of 19; columns are parted by tabs");
    tables.write("towns.txt", sound);
    tables.write("sources.tsv", "name\tlicence\twhat\nX\t\xC3\tY\n");
    CHECK(tables.refusal() == "sources.tsv:2: the row is not UTF-8");
}

TEST_CASE("a polygon beyond the Earth is refused with file and line", "[place]") {
    const Tables tables;
    tables.write("areas.geojsonl",
                 area("[[0,0],[9,0],[9,9],[0,0]]") + area("[[-190,0],[-170,0],[-170,9],[-190,0]]"));
    const std::string refusal = tables.refusal();
    // However longitudes beyond 180 are read, what is built has none.
    CHECK((refusal.empty() || refusal.starts_with("areas.geojsonl:2: ")));
}

TEST_CASE("a table that is damaged anywhere is read, or refused with file and line", "[place]") {
    using Read = void (*)(const std::string&, RawPlaces&);
    const std::vector<std::pair<const char*, Read>> readers{{"places.tsv", read_places},
                                                            {"towns.txt", read_geonames},
                                                            {"names.tsv", read_names},
                                                            {"words.tsv", read_words},
                                                            {"centres.tsv", read_centres}};
    const Tables tables;
    std::mt19937 random{14};
    std::size_t refused = 0;
    for (const auto& [name, read] : readers) {
        const std::string sound = content_of(tables.path(name));
        for (int trial = 0; trial < 200; ++trial) {
            std::string text = sound;
            for (int edit = 0; edit < 3; ++edit) {
                text[random() % text.size()] = "\t\n\x00\xFF-9e,\"\x1B"[random() % 10];
            }
            tables.write(name, text.substr(0, random() % 2 == 0 ? text.size() : random() % 4000));
            RawPlaces into;
            into.add({.key = "KG", .name = "Kyrgyzstan", .kind = Kind::country});
            try {
                read(tables.path(name), into);
            } catch (const Error& error) {
                CAPTURE(name, trial, error.what());
                CHECK(std::string{error.what()}.starts_with(tables.path(name) + ":"));
                ++refused;
            }
        }
    }
    CHECK(refused > 100);
}
