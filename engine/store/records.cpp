// SPDX-License-Identifier: MIT
#include "engine/store/records.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/database_address.hpp"
#include "engine/ingest/pipeline.hpp"
#include "engine/store/backends.hpp"
#include "engine/store/reader.hpp"
#include "engine/store/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace tamga::store {
namespace {

constexpr std::array every_kind{Kind::points, Kind::lines, Kind::polygons, Kind::routes};
constexpr std::array routes_only{Kind::routes};

/// The rows of layers, a block of them at a time.
class Records {
public:
    Records(Reader& reader, std::vector<Layer> layers, bool table)
        : reader_{reader}, layers_{std::move(layers)}, table_{table} {}

    /// The next block; none if there are no more.
    ingest::Job next() {
        constexpr std::size_t rows_at_a_time = 4096;
        constexpr std::size_t positions_at_a_time = 1 << 16;
        auto batch =
            std::make_shared<ingest::Batch>();  // Shared: a std::function has to be copyable.
        while (batch->features.size() + batch->tally.bad < rows_at_a_time &&
               batch->features.positions() < positions_at_a_time) {
            const Row* const row = next_row();
            if (row == nullptr) {
                break;
            }
            add(*row, *batch);
        }
        if (batch->tally.read == 0) {
            return {};
        }
        return [batch] { return std::move(*batch); };
    }

private:
    /// Goes on to the next layer where one ends.
    const Row* next_row() {
        for (;;) {
            if (rows_ == nullptr && layer_ == layers_.size()) {
                return nullptr;
            }
            if (rows_ == nullptr) {
                rows_ = reader_.rows(layers_[layer_++], {});
            }
            if (const Row* const row = rows_->next()) {
                return row;
            }
            rows_.reset();
        }
    }

    void add(const Row& row, ingest::Batch& batch) {
        ++batch.tally.read;
        ++record_;
        model::Features& features = batch.features;
        const model::Shape shape = table_ ? model::Shape::none : rows_->geometry(features);
        if (shape == model::Shape::none && !table_) {
            batch.tally.refuse(record_, "no geometry");
            features.discard();
            return;
        }
        add_values(row, features);
        features.commit({.shape = shape, .record = record_});
    }

    void add_values(const Row& row, model::Features& features) const {
        const bool routes = layers_[layer_ - 1].kind == Kind::routes;
        const auto& columns = rows_->columns();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i] == "fid") {
                continue;
            }
            model::Value value = row.values[i];
            if (routes && columns[i] == "weight") {
                const auto exact = whole(row.weight);
                value = exact ? model::Value{*exact}
                              : model::Value{features.keep(to_string(row.weight))};
            } else if (const auto* text = std::get_if<std::string_view>(&value)) {
                value = features.keep(*text);
            }
            features.attribute(columns[i], value);
        }
    }

    Reader& reader_;
    std::vector<Layer> layers_;
    bool table_;
    std::size_t layer_ = 0;  ///< The one after that of rows_.
    std::unique_ptr<Rows> rows_;
    std::uint64_t record_ = 0;
};

std::vector<Layer> wanted_layers(const Reader& reader, const ingest::Source& source) {
    if (source.table) {
        return {reader.layer(source.layer, routes_only)};
    }
    if (!source.layer.empty()) {
        return {reader.layer(source.layer, every_kind)};
    }
    return reader.layers();
}

std::string note_of_several(const std::vector<Layer>& layers) {
    std::string together;
    for (const Layer& layer : layers) {
        together +=
            fmt::format("{}'{}' ({})", together.empty() ? "" : ", ", layer.name, layer.features);
    }
    return fmt::format("{} layers were read together: {}; --source-layer chooses one",
                       layers.size(), together);
}

ingest::Summary read(Reader& reader, const ingest::Source& source, const ingest::Work& work) {
    const std::vector<Layer> layers = wanted_layers(reader, source);
    Records records{reader, layers, source.table};
    ingest::Summary summary = ingest::run(
        source, {.next = [&] { return records.next(); }, .release = [](std::size_t) {}}, work);
    if (layers.size() > 1) {
        summary.notes.push_back(note_of_several(layers));
    }
    return summary;
}

}  // namespace

ingest::Summary read_records(const ingest::Source& source, const ingest::Work& work) {
    if (!source.crs.empty()) {
        throw Error{Fault::usage, fmt::format("{}: a store is in WGS 84; a CRS does not go with it",
                                              base::without_password(source.path))};
    }
    const auto reader = open(source.path);
    return in_context(base::without_password(source.path),
                      [&] { return read(*reader, source, work); });
}

}  // namespace tamga::store
