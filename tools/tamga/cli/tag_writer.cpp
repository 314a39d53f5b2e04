// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/tag_writer.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/base/printable.hpp"
#include "engine/base/text.hpp"
#include "tools/tamga/cli/html_page.hpp"
#include "tools/tamga/cli/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <stdexcept>

namespace tamga::cli {
namespace {

std::string_view text_of(const TaggedText& tagged, const geotag::Tag& tag) {
    return tagged.text.substr(tag.begin, tag.end - tag.begin);
}

std::string_view sentence_of(const TaggedText& tagged, const geotag::Tag& tag) {
    return tagged.text.substr(tag.sentence_begin, tag.sentence_end - tag.sentence_begin);
}

/// The members that GeoJSON's properties and JSON lines share.
std::string members(const TaggedText& tagged, const geotag::Tag& tag, const TagFacts& facts,
                    bool with_position) {
    const std::string position =
        with_position ? fmt::format(R"("lat":{},"lon":{},)", tag.position.lat, tag.position.lon)
                      : "";
    return fmt::format(
        R"("file":{},"start":{},"end":{},"text":{},"name":{},{}"id":{},"kind":"{}","country":{},"admin1":{},"precision":"{}","confidence":{:.3f})",
        json_string(tagged.file), tag.first_character, tag.end_character,
        json_string(text_of(tagged, tag)), json_string(facts.name), position,
        facts.id == 0 ? "null" : std::to_string(facts.id), facts.kind,
        facts.country.empty() ? "null" : json_string(facts.country),
        facts.admin1.empty() ? "null" : json_string(facts.admin1), tag.precision, tag.confidence);
}

class LinesWriter : public TagWriter {
public:
    LinesWriter(std::ostream& out, const place::Gazetteer& gazetteer)
        : out_{out}, gazetteer_{gazetteer} {}

    void write(const TaggedText& tagged) override {
        for (const geotag::Tag& tag : tagged.tags) {
            base::stop_if_interrupted("; what was written stays");
            out_ << '{' << members(tagged, tag, facts_of(tag, gazetteer_), true) << "}\n";
        }
    }

private:
    std::ostream& out_;
    const place::Gazetteer& gazetteer_;
};

class GeojsonWriter : public TagWriter {
public:
    GeojsonWriter(std::ostream& out, const place::Gazetteer& gazetteer)
        : out_{out}, gazetteer_{gazetteer} {}

    void write(const TaggedText& tagged) override {
        for (const geotag::Tag& tag : tagged.tags) {
            base::stop_if_interrupted("; what was written stays");
            out_
                << (first_ ? head : ",\n")
                << fmt::format(
                       R"({{"type":"Feature","properties":{{{},"sentence":{}}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}})",
                       members(tagged, tag, facts_of(tag, gazetteer_), false),
                       json_string(sentence_of(tagged, tag)), tag.position.lon, tag.position.lat);
            first_ = false;
        }
    }
    void finish() override { out_ << (first_ ? head : "") << (first_ ? "]}\n" : "\n]}\n"); }

private:
    static constexpr const char* head = "{\"type\":\"FeatureCollection\",\"features\":[\n";

    std::ostream& out_;
    const place::Gazetteer& gazetteer_;
    bool first_ = true;
};

class CsvWriter : public TagWriter {
public:
    CsvWriter(std::ostream& out, const place::Gazetteer& gazetteer)
        : out_{out}, gazetteer_{gazetteer} {
        out_ << "file,start,end,text,name,lat,lon,id,kind,country,admin1,precision,confidence\n";
    }

    void write(const TaggedText& tagged) override {
        for (const geotag::Tag& tag : tagged.tags) {
            base::stop_if_interrupted("; what was written stays");
            const TagFacts facts = facts_of(tag, gazetteer_);
            out_ << fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{:.3f}\n",
                                base::csv_cell(tagged.file), tag.first_character, tag.end_character,
                                base::csv_cell(text_of(tagged, tag)), base::csv_cell(facts.name),
                                tag.position.lat, tag.position.lon,
                                facts.id == 0 ? "" : std::to_string(facts.id), facts.kind,
                                base::csv_cell(facts.country), base::csv_cell(facts.admin1),
                                tag.precision, tag.confidence);
        }
    }

private:
    std::ostream& out_;
    const place::Gazetteer& gazetteer_;
};

/// brat's stand-off annotations (https://brat.nlplab.org/standoff.html): a text-bound one for each
/// name and a normalisation to GeoNames.
class BratWriter : public TagWriter {
public:
    BratWriter(std::ostream& out, const place::Gazetteer& gazetteer)
        : out_{out}, gazetteer_{gazetteer} {}

    void write(const TaggedText& tagged) override {
        std::size_t number = 0;
        std::size_t reference = 0;
        for (const geotag::Tag& tag : tagged.tags) {
            base::stop_if_interrupted("; what was written stays");
            const TagFacts facts = facts_of(tag, gazetteer_);
            std::string text{text_of(tagged, tag)};
            std::ranges::replace(text, '\n', ' ');
            out_ << fmt::format("T{}\t{} {} {}\t{}\n", ++number, facts.kind, tag.first_character,
                                tag.end_character, base::printable(text));
            if (facts.id != 0 && !tag.is_coordinate) {
                out_ << fmt::format("N{}\tReference T{} GeoNames:{}\t{}\n", ++reference, number,
                                    facts.id, base::printable(facts.name));
            }
        }
    }

private:
    std::ostream& out_;
    const place::Gazetteer& gazetteer_;
};

}  // namespace

TagFacts facts_of(const geotag::Tag& tag, const place::Gazetteer& gazetteer) {
    TagFacts facts;
    facts.kind = tag.is_coordinate ? "coordinate" : tag.precision;
    if (!tag.place) {
        return facts;
    }
    facts.name = tag.place->name;
    facts.id = tag.place->id;
    if (const auto country = gazetteer.country_of(*tag.place)) {
        facts.country = country->iso;
    }
    if (const auto unit = gazetteer.admin1_of(*tag.place)) {
        facts.admin1 = unit->name;
    }
    return facts;
}

std::unique_ptr<TagWriter> tag_writer(const std::string& format, std::ostream& out,
                                      const place::Gazetteer& gazetteer) {
    if (format == "geojson") {
        return std::make_unique<GeojsonWriter>(out, gazetteer);
    }
    if (format == "jsonl") {
        return std::make_unique<LinesWriter>(out, gazetteer);
    }
    if (format == "csv") {
        return std::make_unique<CsvWriter>(out, gazetteer);
    }
    if (format == "brat") {
        return std::make_unique<BratWriter>(out, gazetteer);
    }
    if (format == "html") {
        return html_page(out, gazetteer);
    }
    throw std::out_of_range{format};
}

}  // namespace tamga::cli
