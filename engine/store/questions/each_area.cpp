// SPDX-License-Identifier: MIT
#include "engine/store/questions/each_area.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace tamga::store {
namespace {

class EachArea final : public Answer {
public:
    EachArea(Reader& reader, const Layer& layer, InAreas found, const Wanted& wanted)
        : Answer{columns_of(reader, layer, found), std::move(found.notes), wanted},
          reader_{reader},
          layer_{layer},
          found_{std::move(found)} {}

private:
    static Selection listed(Reader& reader, const Layer& layer, std::span<const InArea> rows) {
        Scan scan{.reach = Scan::Reach::listed};
        for (const InArea& row : rows) {
            scan.fids.push_back(row.fid);
        }
        return {reader, layer, {}, std::move(scan)};
    }

    static std::vector<Column> columns_of(Reader& reader, const Layer& layer,
                                          const InAreas& found) {
        std::vector<Column> columns{found.called};
        for (const Column& column : listed(reader, layer, {}).columns()) {
            columns.push_back(column);
        }
        for (const std::string& name : found.further) {
            columns.push_back({.name = name});
        }
        return columns;
    }

    bool add_next(Batch& batch) override {
        constexpr std::size_t at_a_time = 1000;
        if (at_ == found_.rows.size()) {
            return false;
        }
        if (at_ % at_a_time == 0) {
            const auto rest = std::span<const InArea>{found_.rows}.subspan(at_);
            some_.emplace(listed(reader_, layer_, rest.first(std::min(rest.size(), at_a_time))));
        }
        if (some_->next() == nullptr) {
            throw Error{Fault::input,
                        "a row of layer '" + layer_.name + "' has gone while the store was asked"};
        }
        const InArea& row = found_.rows[at_++];
        batch.value(std::string_view{found_.names[row.area]});
        some_->add_values(batch);
        for (const model::Value& value : row.further) {
            batch.value(value);
        }
        some_->end_row(batch);
        return true;
    }

    Reader& reader_;
    const Layer& layer_;
    InAreas found_;
    std::size_t at_ = 0;
    std::optional<Selection> some_;
};

}  // namespace

std::unique_ptr<Answer> each_area(Reader& reader, const Layer& layer, InAreas found,
                                  const Wanted& wanted) {
    std::ranges::stable_sort(found.rows, {}, [](const InArea& row) {
        return std::pair{row.area, row.fid};
    });
    return std::make_unique<EachArea>(reader, layer, std::move(found), wanted);
}

std::vector<std::string> names_of(const NamedAreas& areas) {
    std::vector<std::string> names;
    for (const NamedArea& area : areas.areas) {
        names.push_back(area.name);
    }
    return names;
}

}  // namespace tamga::store
