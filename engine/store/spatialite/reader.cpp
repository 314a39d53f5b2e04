// SPDX-License-Identifier: MIT
#include "engine/store/reader.hpp"

#include "engine/store/backends.hpp"
#include "engine/store/spatialite/layer_table.hpp"
#include "engine/store/spatialite/rows.hpp"
#include "engine/store/spatialite/statement.hpp"

namespace tamga::store {
namespace {

class SpatialiteReader final : public Reader {
public:
    explicit SpatialiteReader(const std::string& path)
        : database_{checked_store(path), base::Database::Mode::read_only},
          layers_{store::layers(database_.database())} {
        database_.forbid_all_but_reading();
    }

    const std::vector<Layer>& layers() const override { return layers_; }

    std::unique_ptr<Rows> rows(const Layer& layer, const Scan& scan) override {
        return spatialite_rows(database_, layer, scan);
    }

    bool has_period(const Layer& layer, const std::string& period) override {
        auto found =
            database_.database().prepare("SELECT 1 FROM " + rows_table(layer) + " WHERE time = ?");
        return found.bind(1, std::string_view{period}).step();
    }

    std::vector<std::string> periods(const Layer& layer, std::size_t most) override {
        auto found = database_.database().prepare("SELECT DISTINCT time FROM " + rows_table(layer) +
                                                  " WHERE time IS NOT NULL LIMIT ?");
        found.bind(1, static_cast<std::int64_t>(most));
        std::vector<std::string> periods;
        while (found.step()) {
            periods.emplace_back(found.text(0));
        }
        return periods;
    }

    std::unique_ptr<Answer> statement(const std::string& sql, const Wanted& wanted) override {
        return spatialite_statement(database_, sql, wanted);
    }

    void stop() noexcept override { database_.stop(); }

private:
    std::string rows_table(const Layer& layer) {
        const std::string table = layer.kind == Kind::routes ? layer.name + "_routes" : layer.name;
        require_table(database_.database(), layer.name, table);
        return quoted(table);
    }

    std::string stored_name(const std::string& name) const override { return name_in_store(name); }

    SpatialDatabase database_;
    std::vector<Layer> layers_;
};

}  // namespace

std::unique_ptr<Reader> spatialite_reader(const std::string& path) {
    return std::make_unique<SpatialiteReader>(path);
}

}  // namespace tamga::store
