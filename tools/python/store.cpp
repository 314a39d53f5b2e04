// SPDX-License-Identifier: MIT
#include "tools/python/store.hpp"

#include "engine/base/error.hpp"
#include "engine/model/wkb.hpp"
#include "engine/store/query.hpp"
#include "tools/python/beside.hpp"
#include "tools/python/column.hpp"
#include "tools/tamga/cli/options.hpp"
#include "tools/tamga/commands/questions.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace tamga::python {
namespace {

namespace py = pybind11;

struct Asked {
    const store::Question* question = nullptr;
    store::QuestionWords words;
};

Asked parsed(const std::vector<std::string>& words) {
    Asked asked;
    std::string name;
    cli::Options options;
    cli::add_asking(options, name, asked.words);
    options.parse(words);
    asked.question = &cli::question_named(name);
    cli::check_asked(*asked.question, asked.words);
    return asked;
}

/// The single type where there is one part.
model::GeometryType type_of(const model::FeatureView& feature) {
    using Type = model::GeometryType;
    const auto one_of = [](std::ptrdiff_t count, Type one, Type several) {
        return count == 1 ? one : several;
    };
    switch (feature.shape) {
        case model::Shape::lines:
            return one_of(std::ssize(feature.parts), Type::line, Type::multi_line);
        case model::Shape::polygons:
            return one_of(std::ranges::count(feature.parts, false, &model::Part::hole),
                          Type::polygon, Type::multi_polygon);
        case model::Shape::points:
        case model::Shape::none:
            break;
    }
    return one_of(std::ssize(feature.positions), Type::point, Type::multi_point);
}

/// Well-known binary; nothing of a feature that is nowhere.
Bytes wkb_of(const model::FeatureView& feature) {
    Bytes wkb;
    if (feature.shape != model::Shape::none) {
        const model::GeometryType type = type_of(feature);
        model::append_number(wkb, model::wkb_little_endian);
        model::append_number(wkb, static_cast<std::uint32_t>(type));
        model::append_wkb_body(wkb, feature, type);
    }
    return wkb;
}

/// An answer's rows as columns.
struct Table {
    std::vector<std::string> names = {};
    std::vector<Column> columns = {};
    std::vector<Bytes> geometries = {};
    std::vector<std::string> notes = {};

    void read(store::Answer& answer) {
        for (const store::Column& column : answer.columns()) {
            names.push_back(column.name);
            columns.emplace_back(column.is_decimal);
        }
        for (model::Features rows = answer.next(); !rows.empty(); rows = answer.next()) {
            for (std::size_t i = 0; i < rows.size(); ++i) {
                add(rows[i]);
            }
        }
        notes = answer.notes();
    }

private:
    void add(const model::FeatureView& row) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            columns[i].add(row.attributes[i].value);
        }
        geometries.push_back(wkb_of(row));
    }
};

py::object bytes_or_none(const Bytes& wkb) {
    const std::string_view text = as_text(wkb);
    return wkb.empty() ? py::object{py::none()} : py::object{py::bytes(text.data(), text.size())};
}

}  // namespace

Store::Store(const std::string& address) {
    run_beside([&] { reader_ = store::open(address); });
}

py::list Store::layers() const {
    py::list all;
    for (const store::Layer& layer : reader_->layers()) {
        py::dict one;
        one["name"] = layer.name;
        one["kind"] = store::name_of(layer.kind);
        one["features"] = layer.features;
        one["source"] = layer.source;
        all.append(one);
    }
    return all;
}

py::dict Store::ask(const std::vector<std::string>& words, bool geometry) {
    Table table;
    run_beside([&] {
        Asked asked = parsed(words);
        asked.words.wanted.geometry = geometry;
        in_context(asked.question->name,
                   [&] { table.read(*asked.question->ask(*reader_, asked.words)); });
    });
    py::dict columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns[py::str(table.names[i])] = table.columns[i].arrays();
    }
    py::list geometries;
    for (const Bytes& wkb : table.geometries) {
        geometries.append(bytes_or_none(wkb));
    }
    py::dict answer;
    answer["columns"] = columns;
    answer["geometry"] = geometries;
    answer["notes"] = py::cast(table.notes);
    return answer;
}

py::list questions() {
    py::list all;
    for (const store::Question& question : store::questions) {
        all.append(py::make_tuple(question.name, question.help));
    }
    return all;
}

}  // namespace tamga::python
