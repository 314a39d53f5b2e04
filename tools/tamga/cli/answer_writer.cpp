// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_writer.hpp"

#include "engine/base/text.hpp"
#include "tools/tamga/cli/answer_table.hpp"
#include "tools/tamga/cli/answer_values.hpp"
#include "tools/tamga/cli/geometry_text.hpp"
#include "tools/tamga/cli/lines.hpp"

#include <ostream>

namespace tamga::cli {
namespace {

std::string geojson_feature(const model::FeatureView& row,
                            const std::vector<store::Column>& columns) {
    return R"({"type":"Feature","properties":)" + json_object(row, columns) + R"(,"geometry":)" +
           geojson_geometry(row) + "}";
}

class Csv final : public AnswerText {
public:
    using AnswerText::AnswerText;

    void begin() override {
        const char* separator = "";
        for (const store::Column& column : columns()) {
            out() << separator << base::csv_cell(column.name);
            separator = ",";
        }
        out() << '\n';
    }
    void add(const model::FeatureView& row) override {
        const char* separator = "";
        for (const model::Attribute& cell : row.attributes) {
            out() << separator << base::csv_cell(plain_text(cell.value));
            separator = ",";
        }
        out() << '\n';
    }
    void end(Notes) override {}
};

class GeoJson final : public AnswerText {
public:
    using AnswerText::AnswerText;

    void begin() override { out() << R"({"type":"FeatureCollection","features":[)"; }
    void add(const model::FeatureView& row) override {
        out() << separator_ << geojson_feature(row, columns());
        separator_ = ",\n";
    }
    void end(Notes notes) override {
        out() << "\n]";
        if (!notes.empty()) {
            out() << R"(,"notes":[)";
            for (std::size_t i = 0; i < notes.size(); ++i) {
                out() << (i == 0 ? "" : ",") << json_string(notes[i]);
            }
            out() << "]";
        }
        out() << "}\n";
    }

private:
    const char* separator_ = "\n";
};

class Json final : public AnswerText {
public:
    using AnswerText::AnswerText;

    void begin() override { out() << "["; }
    void add(const model::FeatureView& row) override {
        out() << separator_ << json_object(row, columns());
        separator_ = ",\n";
    }
    void end(Notes) override { out() << "\n]\n"; }

private:
    const char* separator_ = "\n";
};

class JsonLines final : public AnswerText {
public:
    using Line = std::string (*)(const model::FeatureView& row,
                                 const std::vector<store::Column>& columns);

    JsonLines(std::vector<store::Column> columns, std::ostream& out, Line line)
        : AnswerText{std::move(columns), out}, line_{line} {}

    void begin() override {}
    void add(const model::FeatureView& row) override { out() << line_(row, columns()) << '\n'; }
    void end(Notes) override {}

private:
    Line line_;
};

}  // namespace

std::unique_ptr<AnswerWriter> answer_writer(AnswerFormat format, std::vector<store::Column> columns,
                                            std::ostream& out, std::string temporary) {
    switch (format) {
        case AnswerFormat::csv:
            return std::make_unique<Csv>(std::move(columns), out);
        case AnswerFormat::geojson:
            return std::make_unique<GeoJson>(std::move(columns), out);
        case AnswerFormat::json:
            return std::make_unique<Json>(std::move(columns), out);
        case AnswerFormat::jsonl:
            return std::make_unique<JsonLines>(std::move(columns), out, &json_object);
        case AnswerFormat::geojsonl:
            return std::make_unique<JsonLines>(std::move(columns), out, &geojson_feature);
        case AnswerFormat::geopackage:
        case AnswerFormat::flatgeobuf:
        case AnswerFormat::table:
            break;
    }
    return std::make_unique<AnswerTable>(std::move(columns), out, std::move(temporary));
}

}  // namespace tamga::cli
