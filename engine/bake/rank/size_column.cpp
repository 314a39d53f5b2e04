// SPDX-License-Identifier: MIT
#include "engine/bake/rank/size_column.hpp"

#include "engine/bake/table/conversion.hpp"
#include "engine/mvt/decode.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <string_view>

namespace tamga::bake {
namespace {

/// Words in the name of a column that holds sizes; those of the earlier rows are preferred.
constexpr std::array words_of_sizes = {
    std::array<std::string_view, 6>{"population", "pop", "people", "inhabitants", "persons",
                                    "residents"},
    std::array<std::string_view, 6>{"weight", "count", "passengers", "visitors", "magnitude",
                                    "total"}};
constexpr std::array<std::string_view, 3> words_of_ranks = {"scalerank", "rank", "labelrank"};

struct SizeColumn {
    std::uint16_t key = 0;
    bool is_rank = false;
};

/// Whether one of the words stands in a name, between what is no letter: "pop_max", "POP2020".
template <class Words>
bool has_word(std::string_view name, const Words& words) {
    std::string folded{" "};
    for (const char c : name) {
        const auto lower = static_cast<char>(c | 0x20);
        folded += lower >= 'a' && lower <= 'z' ? lower : ' ';
    }
    folded += ' ';
    return std::ranges::any_of(words, [&](std::string_view word) {
        return folded.find(" " + std::string{word} + " ") != std::string::npos;
    });
}

/// Columns that hold numbers only, in most features.
std::vector<std::uint16_t> number_columns(const RankedLayer& layer) {
    std::vector<std::uint16_t> keys;
    const auto& fields = layer.table.stats.fields();
    for (std::size_t key = 0; key < fields.size(); ++key) {
        const Field& field = fields[key];
        if (field.texts + field.booleans == 0 && field.min < field.max &&
            field.numbers * 2 > layer.table.rows.size()) {
            keys.push_back(static_cast<std::uint16_t>(key));
        }
    }
    std::ranges::sort(keys, {}, [&](std::uint16_t key) { return layer.key_names[key]; });
    return keys;
}

double value_under(const FeatureRow& row, std::uint16_t key) {
    const ByteView message = attribute_under({row.attributes, row.attribute_bytes}, key);
    const auto number = message.empty() ? std::nullopt : as_real(mvt::value_of(message));
    return number.value_or(-std::numeric_limits<double>::infinity());
}

/// Sizes are skewed: of towns the mean is far above the median. Numbers that are spread evenly, as
/// those of rows, are not.
bool is_skewed(const FeatureTable& table, std::uint16_t key) {
    constexpr std::size_t most = 1 << 14;
    const std::size_t step = table.rows.size() / most + 1;
    std::vector<double> sample;
    for (std::size_t i = 0; i < table.rows.size(); i += step) {
        const double value = value_under(table.rows[i], key);
        if (value < 0 && std::isfinite(value)) {
            return false;
        }
        if (std::isfinite(value)) {
            sample.push_back(value);
        }
    }
    if (sample.empty()) {
        return false;
    }
    const auto middle = sample.begin() + std::ssize(sample) / 2;
    std::nth_element(sample.begin(), middle, sample.end());
    const double mean =
        std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
    return mean > 1.5 * *middle;
}

std::optional<SizeColumn> size_column(const RankedLayer& layer) {
    const std::vector<std::uint16_t> keys = number_columns(layer);
    for (const auto& words : words_of_sizes) {
        for (const std::uint16_t key : keys) {
            if (has_word(layer.key_names[key], words) && is_skewed(layer.table, key)) {
                return SizeColumn{key, false};
            }
        }
    }
    for (const std::uint16_t key : keys) {
        if (has_word(layer.key_names[key], words_of_ranks)) {
            return SizeColumn{key, true};
        }
    }
    return std::nullopt;
}

}  // namespace

void choose_size_column(RankedLayer& layer) {
    const bool is_open = layer.plan.keep == plan::Keep::automatic && layer.plan.keep_by.empty() &&
                         layer.plan.kind != plan::Kind::story && !layer.plan.clusters.wanted() &&
                         !layer.route;
    if (!is_open || layer.table.rows.empty() ||
        layer.table.rows.front().shape != model::Shape::points) {
        return;
    }
    const auto column = size_column(layer);
    if (!column || layer.table.has(model::Shape::lines) ||
        layer.table.has(model::Shape::polygons)) {
        return;
    }
    auto& values = layer.table.keep_values;
    values.resize(layer.table.rows.size());
    using Range = oneapi::tbb::blocked_range<std::size_t>;
    oneapi::tbb::parallel_for(Range{0, values.size(), 4096}, [&](const Range& range) {
        Pace pace{layer.table.storage};
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            pace.step();
            const double value = value_under(layer.table.rows[i], column->key);
            values[i] = column->is_rank && std::isfinite(value) ? -value : value;
        }
    });
    layer.plan.keep = plan::Keep::heaviest;
    layer.plan.keep_by = layer.key_names[column->key];
    layer.size_was_found = true;
}

}  // namespace tamga::bake
