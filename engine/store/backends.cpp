// SPDX-License-Identifier: MIT
#include "engine/store/backends.hpp"

#include "engine/store/reader.hpp"
#include "engine/store/records.hpp"
#include "engine/store/writer.hpp"

#include <algorithm>

namespace tamga::store {
namespace {

/// Files last.
constexpr Backend rows[] = {
    {.scheme = "postgresql://",
     .holds = is_postgis,
     .reader = postgis_reader,
     .writer = postgis_writer,
     .reindex = postgis_reindex},
    {.scheme = "postgres://",
     .holds = is_postgis,
     .reader = postgis_reader,
     .writer = postgis_writer,
     .reindex = postgis_reindex},
    {.scheme = "",
     .holds = is_spatialite,
     .reader = spatialite_reader,
     .writer = spatialite_writer,
     .reindex = spatialite_reindex},
};

const Backend& backend_of(const std::string& address) {
    return *std::ranges::find_if(
        rows, [&](const Backend& one) { return address.starts_with(one.scheme); });
}

}  // namespace

bool is_store(const std::string& address) { return backend_of(address).holds(address); }

std::unique_ptr<Reader> open(const std::string& address) {
    return backend_of(address).reader(address);
}

std::unique_ptr<Writer> create(const std::string& address, bool force) {
    return backend_of(address).writer(address, force);
}

void reindex(const std::string& address) { backend_of(address).reindex(address); }

}  // namespace tamga::store
