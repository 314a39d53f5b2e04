// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_writer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/printable.hpp"
#include "engine/store/geometry_blob.hpp"
#include "tools/tamga/cli/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>

namespace tamga::cli {
namespace {

using store::Answer;
using store::Cell;
using store::Row;

/// A double as it is, but never in the exponent form where a person or a CSV reader stumbles.
std::string text_of(double value) {
    const double size = std::abs(value);
    return size >= 1e-5 && size < 1e15 ? fmt::format("{}", value)
           : value == 0                ? "0"
                                       : fmt::format("{}", value);
}

struct PlainText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return text_of(value); }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(route::Weight value) const { return to_string(value); }
};

struct JsonText {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const {
        return std::isfinite(value) ? text_of(value) : "null";
    }
    std::string operator()(const std::string& value) const { return json_string(value); }
    std::string operator()(route::Weight value) const { return to_string(value); }
};

bool is_text(const Cell& cell) {
    return std::holds_alternative<std::string>(cell) ||
           std::holds_alternative<std::monostate>(cell);
}

/// How many characters a terminal shows, one a code point.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width, bool left) {
    const std::string space(width - std::min(width, width_of(text)), ' ');
    return left ? text + space : space + text;
}

/// The cells of a table as text, column by column as wide as they have to be.
class TextTable {
public:
    explicit TextTable(const Answer& answer) {
        std::vector<std::string> head = answer.columns;
        left_.assign(head.size(), true);
        widths_.assign(head.size(), 0);
        add(std::move(head));
        for (const Row& row : answer.rows) {
            std::vector<std::string> line;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                line.push_back(std::visit(PlainText{}, row.cells[i]));
                std::ranges::replace(line.back(), '\n', ' ');
                left_[i] = left_[i] && is_text(row.cells[i]);
            }
            add(std::move(line));
        }
    }

    void write(std::ostream& out) const {
        for (const auto& line : lines_) {
            std::string text;
            for (std::size_t i = 0; i < line.size(); ++i) {
                text += (i == 0 ? "" : "  ") + padded(line[i], widths_[i], left_[i]);
            }
            out << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
        }
    }

private:
    void add(std::vector<std::string> line) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            line[i] = base::printable(line[i]);
            widths_[i] = std::max(widths_[i], width_of(line[i]));
        }
        lines_.push_back(std::move(line));
    }

    std::vector<std::vector<std::string>> lines_;
    std::vector<std::size_t> widths_;
    std::vector<bool> left_;
};

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

template <class Items, class Text>
std::string joined(const Items& items, const Text& text) {
    std::string line;
    for (std::size_t i = 0; i < items.size(); ++i) {
        line += (i == 0 ? "" : ",") + text(items[i]);
    }
    return line;
}

void write_csv(const Answer& answer, std::ostream& out) {
    out << joined(answer.columns, csv_cell) << '\n';
    for (const Row& row : answer.rows) {
        out << joined(row.cells, [](const Cell& cell) {
            return csv_cell(std::visit(PlainText{}, cell));
        }) << '\n';
    }
}

std::string json_object(const Answer& answer, const Row& row) {
    std::string members;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        members += (i == 0 ? "" : ",") + json_string(answer.columns[i]) + ":" +
                   std::visit(JsonText{}, row.cells[i]);
    }
    return "{" + members + "}";
}

std::string json_positions(std::span<const geo::LonLat> positions) {
    return "[" +
           joined(positions,
                  [](geo::LonLat p) { return "[" + text_of(p.lon) + "," + text_of(p.lat) + "]"; }) +
           "]";
}

std::string json_ring(std::span<const geo::LonLat> ring) {
    std::vector<geo::LonLat> closed{ring.begin(), ring.end()};
    closed.push_back(ring.front());
    return json_positions(closed);
}

std::string json_polygons(const model::FeatureView& feature) {
    std::string text;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const bool begins = !feature.parts[i].hole;
        text += (i == 0 ? "[" : begins ? "],[" : ",") + json_ring(feature.part(i));
    }
    return "[" + text + "]]";
}

std::string json_lines(const model::FeatureView& feature) {
    std::string text;
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        text += (i == 0 ? "" : ",") + json_positions(feature.part(i));
    }
    return "[" + text + "]";
}

std::string json_geometry(const Bytes& geometry) {
    if (geometry.empty()) {
        return "null";
    }
    model::Features features;
    const model::Shape shape = store::decode_geometry(geometry, features);
    features.commit({.shape = shape, .record = 1});
    const model::FeatureView feature = features[0];
    const auto object = [](const std::string& type, const std::string& coordinates) {
        return R"({"type":")" + type + R"(","coordinates":)" + coordinates + "}";
    };
    if (shape == model::Shape::polygons) {
        return object("MultiPolygon", json_polygons(feature));
    }
    if (shape == model::Shape::lines && feature.parts.size() == 1) {
        return object("LineString", json_positions(feature.positions));
    }
    if (shape == model::Shape::lines) {
        return object("MultiLineString", json_lines(feature));
    }
    const std::string points = json_positions(feature.positions);
    return feature.positions.size() == 1 ? object("Point", points.substr(1, points.size() - 2))
                                         : object("MultiPoint", points);
}

void write_geojson(const Answer& answer, std::ostream& out) {
    out << "{\"type\":\"FeatureCollection\",\"features\":[";
    const char* separator = "\n";
    for (const Row& row : answer.rows) {
        out << separator << R"({"type":"Feature","properties":)" << json_object(answer, row)
            << R"(,"geometry":)" << json_geometry(row.geometry) << "}";
        separator = ",\n";
    }
    out << "\n]}\n";
}

void write_json(const Answer& answer, std::ostream& out) {
    out << "[";
    const char* separator = "\n";
    for (const Row& row : answer.rows) {
        out << separator << json_object(answer, row);
        separator = ",\n";
    }
    out << "\n]\n";
}

}  // namespace

AnswerFormat answer_format(const std::string& name) {
    static const std::map<std::string, AnswerFormat> formats{{"table", AnswerFormat::table},
                                                             {"csv", AnswerFormat::csv},
                                                             {"geojson", AnswerFormat::geojson}};
    return formats.at(name);
}

void write_answer(const Answer& answer, AnswerFormat format, std::ostream& out) {
    switch (format) {
        case AnswerFormat::table:
            return TextTable{answer}.write(out);
        case AnswerFormat::csv:
            return write_csv(answer, out);
        case AnswerFormat::geojson:
            return write_geojson(answer, out);
        case AnswerFormat::json:
            return write_json(answer, out);
    }
}

}  // namespace tamga::cli
