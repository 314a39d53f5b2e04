// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tamga::store {

class Reader;
class Writer;

/// What a store may lie in: all that is different is behind its reader and its writer.
struct Backend {
    std::string_view scheme;  ///< How addresses of its stores begin; empty: they are files.
    /// Whether a store lies there. Waits for nothing, and throws nothing of what is none.
    bool (*holds)(const std::string& address);
    std::unique_ptr<Reader> (*reader)(const std::string& address);
    std::unique_ptr<Writer> (*writer)(const std::string& address, bool force);
    void (*reindex)(const std::string& address);
};

// What the rows are made of.
bool is_postgis(const std::string& address);
std::unique_ptr<Reader> postgis_reader(const std::string& address);
std::unique_ptr<Writer> postgis_writer(const std::string& address, bool force);
void postgis_reindex(const std::string& address);
bool is_spatialite(const std::string& path);
std::unique_ptr<Reader> spatialite_reader(const std::string& path);
std::unique_ptr<Writer> spatialite_writer(const std::string& path, bool force);
void spatialite_reindex(const std::string& path);

}  // namespace tamga::store
