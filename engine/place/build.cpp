// SPDX-License-Identifier: MIT
#include "engine/place/build.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/output_file.hpp"
#include "engine/base/json.hpp"
#include "engine/ingest/read.hpp"
#include "engine/place/area_builder.hpp"
#include "engine/place/fold.hpp"
#include "engine/place/key_builder.hpp"
#include "engine/place/near_cells.hpp"
#include "engine/place/place_tables.hpp"
#include "engine/place/string_pool.hpp"
#include "engine/place/town_tree.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>

namespace tamga::place {
namespace {

namespace fs = std::filesystem;

/// Not a town of today: part of a larger one, abandoned, destroyed, historical.
bool is_town_of_today(const RawPlace& place) {
    return place.kind == Kind::town && place.code != "PPLX" && place.code != "PPLQ" &&
           place.code != "PPLW" && place.code != "PPLH" && place.code != "PPLCH";
}

class Builder {
public:
    explicit Builder(std::string folder) : folder_{std::move(folder)} {}

    void read() {
        read_places(path("places.tsv"), raw_);
        if (is_there("towns.txt")) {
            read_geonames(path("towns.txt"), raw_);
        }
        if (is_there("names.tsv")) {
            read_names(path("names.tsv"), raw_);
        }
        if (is_there("words.tsv")) {
            read_words(path("words.tsv"), raw_);
        }
        if (is_there("centres.tsv")) {
            read_centres(path("centres.tsv"), raw_);
        }
        link();
        place_units();
        leave_out_lost();
    }

    void write(const std::string& output) {
        place_records();
        KeyBuilder keys{raw_, records_, strings_};
        keys.build();
        const std::vector<TownNode> towns = town_nodes();
        const NearLists near = near_lists(TownTree{towns}, towns);
        const std::vector<CentreRecord> centre_points = centres();
        AreaBuilder areas;
        read_areas(areas);
        report_.places = records_.size();
        report_.names = keys.postings.size();
        report_.keys = keys.size();
        report_.areas = areas.areas.size();

        FileHeader header;
        base::OutputFile file{output};
        file.write(as_file_bytes(std::span{&header, 1}));
        const auto put = [&](Section which, ByteView bytes) {
            const Bytes padding((8 - file.size() % 8) % 8);
            file.write(padding);
            header.sections[static_cast<std::size_t>(which)] = {file.size(), bytes.size()};
            file.write(bytes);
        };
        put(Section::metadata, as_bytes(metadata()));
        put(Section::places, as_file_bytes(std::span{records_}));
        put(Section::strings, as_bytes(strings_.text()));
        put(Section::keys, as_file_bytes(std::span{keys.slots}));
        put(Section::sieve, as_file_bytes(std::span{keys.sieve}));
        put(Section::postings, as_file_bytes(std::span{keys.postings}));
        put(Section::towns, as_file_bytes(std::span{towns}));
        put(Section::cells, as_file_bytes(std::span{areas.cells}));
        put(Section::cell_parts, as_file_bytes(std::span{areas.parts}));
        put(Section::vertices, as_file_bytes(std::span{areas.vertices}));
        put(Section::areas, as_file_bytes(std::span{areas.areas}));
        put(Section::centres, as_file_bytes(std::span{centre_points}));
        put(Section::near_cells, as_file_bytes(std::span{near.starts}));
        put(Section::near_nodes, as_file_bytes(std::span{near.nodes}));
        file.write_at(0, as_file_bytes(std::span{&header, 1}));
        report_.bytes = file.size();
        file.commit();
    }

    BuildReport report() const { return report_; }

private:
    template <class T>
    static ByteView as_file_bytes(std::span<T> items) {
        return {reinterpret_cast<const std::uint8_t*>(items.data()), items.size_bytes()};
    }

    std::string path(const char* name) const { return fs::path{folder_} / name; }

    bool is_there(const char* name) {
        const bool there = fs::exists(path(name));
        if (!there) {
            report_.missing.emplace_back(name);
        }
        return there;
    }

    std::uint32_t index_of(const std::string& key) const {
        const auto found = raw_.by_key.find(key);
        return found == raw_.by_key.end() ? no_place : found->second;
    }

    void link() {
        records_.resize(raw_.places.size());
        for (std::size_t i = 0; i < records_.size(); ++i) {
            const RawPlace& place = raw_.places[i];
            records_[i].country = index_of(place.country);
            records_[i].admin1 = index_of(place.admin1);
            records_[i].admin2 = place.admin2.empty() ? no_place : index_of(place.admin2);
        }
    }

    /// A unit without a point of its own lies in the middle of its towns, and has at least as many
    /// inhabitants as they have together.
    void place_units() {
        struct Sum {
            double lon = 0;
            double lat = 0;
            double towns = 0;
            std::uint64_t population = 0;
        };
        std::vector<Sum> sums(raw_.places.size());
        for (std::size_t i = 0; i < raw_.places.size(); ++i) {
            const RawPlace& town = raw_.places[i];
            if (town.kind != Kind::town) {
                continue;
            }
            for (const std::uint32_t unit : {records_[i].admin1, records_[i].admin2}) {
                if (unit != no_place) {
                    sums[unit].lon += town.position->lon;
                    sums[unit].lat += town.position->lat;
                    sums[unit].towns += 1;
                    sums[unit].population += town.code == "PPLX" ? 0 : town.population;
                }
            }
        }
        for (std::size_t i = 0; i < raw_.places.size(); ++i) {
            RawPlace& unit = raw_.places[i];
            if (sums[i].towns > 0 && !unit.position) {
                unit.position = {.lon = sums[i].lon / sums[i].towns,
                                 .lat = sums[i].lat / sums[i].towns};
            }
            if (unit.population == 0) {
                unit.population =
                    static_cast<std::uint32_t>(std::min<std::uint64_t>(sums[i].population, 4e9));
            }
        }
    }

    /// A district that no town says it is in lies where the town it is called after does; if there
    /// is none, nobody can say where it is, and it is left out of names and positions alike.
    void leave_out_lost() {
        std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> towns;
        for (std::uint32_t i = 0; i < raw_.places.size(); ++i) {
            if (raw_.places[i].kind == Kind::town) {
                towns.emplace(std::pair{records_[i].admin1, fold(raw_.places[i].name)}, i);
            }
        }
        for (std::uint32_t i = 0; i < raw_.places.size(); ++i) {
            RawPlace& unit = raw_.places[i];
            if (unit.position || unit.kind == Kind::town) {
                continue;
            }
            const auto town = towns.find({records_[i].admin1, fold(unit.name)});
            if (town != towns.end()) {
                unit.position = raw_.places[town->second].position;
            }
        }
        std::erase_if(raw_.names,
                      [&](const RawName& name) { return !raw_.places[name.place].position; });
    }

    void place_records() {
        for (std::size_t i = 0; i < records_.size(); ++i) {
            const RawPlace& place = raw_.places[i];
            PlaceRecord& record = records_[i];
            const geo::LonLat at = place.position.value_or(geo::LonLat{});
            record.lon_e7 = static_cast<std::int32_t>(std::llround(at.lon * 1e7));
            record.lat_e7 = static_cast<std::int32_t>(std::llround(at.lat * 1e7));
            record.id = place.id;
            record.population = place.population;
            record.name = strings_.add(place.name);
            record.iso = strings_.add(place.iso);
            record.kind = static_cast<std::uint8_t>(place.kind);
            place.code.copy(record.code.data(), record.code.size() - 1);
        }
    }

    std::vector<TownNode> town_nodes() const {
        std::vector<TownNode> nodes;
        for (std::uint32_t i = 0; i < records_.size(); ++i) {
            if (is_town_of_today(raw_.places[i])) {
                nodes.push_back(TownTree::node(*raw_.places[i].position, i));
            }
        }
        TownTree::arrange(nodes);
        return nodes;
    }

    void read_areas(AreaBuilder& areas) {
        if (!is_there("areas.geojsonl")) {
            areas.build();
            return;
        }
        const std::string file = path("areas.geojsonl");
        for (const bool over : {false, true}) {
            ingest::read({.path = file, .strict = true}, [&](model::Features&& batch) {
                auto kept = std::make_shared<model::Features>(std::move(batch));
                return ingest::Finish{[&, kept] { add_areas(*kept, over, areas); }};
            });
        }
        areas.build();
    }

    void add_areas(const model::Features& batch, bool over, AreaBuilder& areas) const {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            std::string key;
            bool is_over = false;
            for (const auto& [name, value] : batch[i].attributes) {
                if (const auto* text = std::get_if<std::string_view>(&value);
                    text && name == "key") {
                    key = *text;
                }
                is_over = is_over || name == "over";
            }
            if (const std::uint32_t place = index_of(key); place != no_place && is_over == over) {
                in_context(fmt::format("{}:{}", path("areas.geojsonl"), batch[i].record),
                           [&] { areas.add(batch[i], place); });
            }
        }
    }

    std::vector<CentreRecord> centres() const {
        std::vector<CentreRecord> result;
        for (const auto& [place, at] : raw_.centres) {
            result.push_back({static_cast<std::int32_t>(std::llround(at.lon * 1e7)),
                              static_cast<std::int32_t>(std::llround(at.lat * 1e7)), place});
        }
        return result;
    }

    std::string metadata() {
        nlohmann::ordered_json result{{"sources", nlohmann::ordered_json::array()}};
        if (is_there("sources.tsv")) {
            for_each_row(path("sources.tsv"), true, [&](std::span<const std::string_view> row) {
                if (row.size() < 3) {
                    throw Error{Fault::input, "a source is its name, licence and what it gave"};
                }
                result["sources"].push_back(
                    {{"name", row[0]}, {"licence", row[1]}, {"what", row[2]}});
            });
        }
        result["missing"] = report_.missing;
        std::array<std::uint64_t, 5> kinds{};
        for (const RawPlace& place : raw_.places) {
            ++kinds[static_cast<std::size_t>(place.kind)];
        }
        for (const Kind kind :
             {Kind::country, Kind::admin1, Kind::admin2, Kind::town, Kind::feature}) {
            result["counts"][std::string{to_string(kind)}] = kinds[static_cast<std::size_t>(kind)];
        }
        result["counts"]["names"] = report_.names;
        result["counts"]["keys"] = report_.keys;
        result["counts"]["areas"] = report_.areas;
        return base::json_text(result);
    }

    std::string folder_;
    RawPlaces raw_;
    std::vector<PlaceRecord> records_;
    StringPool strings_;
    BuildReport report_;
};

}  // namespace

BuildReport build_gazetteer(const std::string& folder, const std::string& output) {
    Builder builder{folder};
    builder.read();
    builder.write(output);
    return builder.report();
}

}  // namespace tamga::place
