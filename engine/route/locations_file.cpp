// SPDX-License-Identifier: MIT
#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/locations.hpp"

#include <fmt/format.h>

#include <memory>

namespace tamga::route {

Locations read_locations(const std::string& path) {
    Locations locations;
    const auto add_all = [&](const model::Features& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            in_context(fmt::format("{}:{}", path, batch[i].record),
                       [&] { locations.add(batch[i]); });
        }
    };
    const ingest::Source source{.path = path, .table = true, .strict = true};
    ingest::read(source, [&](model::Features&& batch) -> ingest::Finish {
        // Shared, because a std::function has to be copyable.
        auto kept = std::make_shared<model::Features>(std::move(batch));
        return [&add_all, kept] { add_all(*kept); };
    });
    if (locations.empty()) {
        throw Error{Fault::input, path + ": no locations in it"};
    }
    return locations;
}

}  // namespace tamga::route
