// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_writer.hpp"

#include "engine/base/text.hpp"
#include "tools/tamga/cli/answer_table.hpp"
#include "tools/tamga/cli/answer_values.hpp"
#include "tools/tamga/cli/geometry_text.hpp"

#include <map>
#include <ostream>

namespace tamga::cli {
namespace {

class Csv final : public AnswerWriter {
public:
    using AnswerWriter::AnswerWriter;

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
    void end() override {}
};

class GeoJson final : public AnswerWriter {
public:
    using AnswerWriter::AnswerWriter;

    void begin() override { out() << R"({"type":"FeatureCollection","features":[)"; }
    void add(const model::FeatureView& row) override {
        out() << separator_ << R"({"type":"Feature","properties":)" << json_object(row, columns())
              << R"(,"geometry":)" << geojson_geometry(row) << "}";
        separator_ = ",\n";
    }
    void end() override { out() << "\n]}\n"; }

private:
    const char* separator_ = "\n";
};

class Json final : public AnswerWriter {
public:
    using AnswerWriter::AnswerWriter;

    void begin() override { out() << "["; }
    void add(const model::FeatureView& row) override {
        out() << separator_ << json_object(row, columns());
        separator_ = ",\n";
    }
    void end() override { out() << "\n]\n"; }

private:
    const char* separator_ = "\n";
};

}  // namespace

AnswerFormat answer_format(const std::string& name) {
    static const std::map<std::string, AnswerFormat> formats{{"table", AnswerFormat::table},
                                                             {"csv", AnswerFormat::csv},
                                                             {"geojson", AnswerFormat::geojson}};
    return formats.at(name);
}

std::unique_ptr<AnswerWriter> answer_writer(AnswerFormat format, std::vector<store::Column> columns,
                                            std::ostream& out) {
    switch (format) {
        case AnswerFormat::csv:
            return std::make_unique<Csv>(std::move(columns), out);
        case AnswerFormat::geojson:
            return std::make_unique<GeoJson>(std::move(columns), out);
        case AnswerFormat::json:
            return std::make_unique<Json>(std::move(columns), out);
        case AnswerFormat::table:
            break;
    }
    return std::make_unique<AnswerTable>(std::move(columns), out);
}

}  // namespace tamga::cli
