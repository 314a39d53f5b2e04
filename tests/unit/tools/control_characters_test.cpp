// SPDX-License-Identifier: MIT
//
// What a terminal would obey never comes out of a listing or a message, whichever file it is in.
#include "tests/temporary_folder.hpp"
#include "tests/unit/tools/printed.hpp"
#include "tools/tamga/cli/printable_output.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>
#include <string_view>

namespace {

using tamga::tests::Printed;
using tamga::tests::run_tool;

/// Clears the screen, as C0 and as C1; turns the direction of writing.
const std::string evil = "\x1b[2J\xc2\x9b\x32J\xe2\x80\xae";

/// A gazetteer, tables and a text that are full of them, in a folder of their own.
class Folder {
public:
    Folder() {
        folder_.put("tables/places.tsv",
                    "key\tid\tkind\tcode\tcountry\tadmin1\tiso\tname\tlat\tlon\tpopulation\n"
                    "KG\t1\tcountry\tPCLI\tKG\t\tKG\tKyrgyzstan" +
                        evil +
                        "\t41\t74\t9\n"
                        "T\t5\ttown\tPPL\tKG\t\t\tOsh" +
                        evil + "\t41\t74\t9\n");
        folder_.put("tables/names.tsv", "key\tname\trole\nT\tOsh\tname\n");
        folder_.put("tables/sources.tsv",
                    "name\tlicence\twhat\nA" + evil + "\tB" + evil + "\tC" + evil + "\n");
        folder_.put("points.csv", "na" + std::string{"\xe2\x80\xae"} + "me,lat,lon\nOsh" + evil +
                                      ",41,74\nB" + evil + ",95,74\n" + evil + ",x" + evil +
                                      ",y\n");
        folder_.put("routes.csv", "from,to,n\nOsh,Nowhere" + evil + ",3\nOsh,Osh,4\n");
        folder_.put("story" + evil + ".txt", "She went to Osh.\n");
    }

    std::string operator/(const std::string& name) const { return folder_ / name; }

private:
    tamga::TemporaryFolder folder_;
};

/// Runs a command, of which nothing may come that a terminal obeys.
Printed checked(const std::vector<std::string>& words) {
    Printed printed = run_tool(words);
    INFO(printed.out << printed.err);
    for (const std::string& text : {printed.out, printed.err}) {
        for (const std::string_view raw : {"\x1b", "\xc2\x9b", "\xe2\x80\xae"}) {
            CHECK(text.find(raw) == text.npos);
        }
    }
    return printed;
}

}  // namespace

TEST_CASE("no listing and no message sends a control character of a file to a terminal", "[cli]") {
    const Folder folder;
    const std::string gazetteer = folder / "g.tamga";
    const std::string store = folder / "s.sqlite";
    const std::string tiles = folder / "t.pmtiles";
    const std::string points = folder / "points.csv";
    const std::string escaped = "Osh\\u001b[2J\\u009b2J\\u202e";
    REQUIRE(run_tool({"gazetteer", "build", folder / "tables", "-o", gazetteer}).status == 0);

    CHECK_THAT(checked({"gazetteer", "find", "Osh", "-g", gazetteer}).out,
               Catch::Contains(escaped));
    checked({"gazetteer", "find", "Osh", "--json", "-g", gazetteer});
    checked({"gazetteer", "find", "xyz" + evil, "-g", gazetteer});
    CHECK_THAT(checked({"gazetteer", "info", gazetteer}).out, Catch::Contains("A\\u001b[2J"));
    CHECK_THAT(checked({"where", "41,74", "-g", gazetteer}).out, Catch::Contains(escaped));
    checked({"where", "41,74", "--json", "-g", gazetteer});
    checked({"where", evil + "41", "-g", gazetteer});
    checked({"locate", evil + "41,74", "41" + evil, "--gazetteer", gazetteer});
    CHECK_THAT(checked({"ingest", points, "-o", store, "--json"}).err,
               Catch::Contains("\\u001b[2J"));
    const Printed near = checked({"query", store, "near", "--at", "41,74", "--within", "1km"});
    CHECK_THAT(near.out, Catch::Contains(escaped) && Catch::Contains("na\\u202eme"));
    checked({"query", store, "near", "--at", "41,74", "--within", "1km", "--json"});
    checked({"query", store, "sql", "select '" + evil + "' as \"" + evil + "\""});
    checked({"bake", points, "-z", "1", "-o", tiles, "-v"});
    checked({"bake", points, "-z", "1", "-o", tiles, "-f", "--json"});
    checked({"inspect", tiles});
    checked({"decode", tiles});
    checked({"ingest", "--routes", folder / "routes.csv", "--origin", "from", "--destination", "to",
             "--weight", "n", "--gazetteer", gazetteer, "-o", folder / "r.sqlite"});
    for (const char* format : {"jsonl", "geojson", "brat"}) {
        checked({"geotag", "text", folder / ("story" + evil + ".txt"), "--format", format,
                 "--gazetteer", gazetteer});
    }
    const Printed page = run_tool({"geotag", "text", folder / ("story" + evil + ".txt"), "--format",
                                   "html", "--gazetteer", gazetteer});
    CHECK(page.out.find('\x1b') == page.out.npos);  // The rest is HTML's own matter.
    checked({"geotag", "photos", folder / ("story" + evil + ".txt")});
}

TEST_CASE("a message is made printable line by line, wherever it was cut", "[cli]") {
    std::ostringstream screen;
    {
        tamga::cli::PrintableOutput buffer{screen};
        std::ostream out{&buffer};
        out << "Жо\xd0"
            << "\xbb\tis\x1b";
        CHECK(screen.str().empty());
        out << "[31m\nnext";
        CHECK(screen.str() == "Жол\tis\\u001b[31m\n");
        out << std::flush;
        CHECK(screen.str() == "Жол\tis\\u001b[31m\nnext");
        out << "\x9b";
    }
    CHECK(screen.str() == "Жол\tis\\u001b[31m\nnext\ufffd");
}
