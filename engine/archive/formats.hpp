// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"

#include <memory>
#include <string>

// What create() and open() choose from. Whether the output may be replaced was checked before.
namespace tamga::archive {

std::unique_ptr<Writer> pmtiles_writer(const std::string& path, std::pmr::memory_resource* memory);
std::unique_ptr<Writer> mbtiles_writer(const std::string& path, std::pmr::memory_resource* memory);
std::unique_ptr<Writer> directory_writer(const std::string& path,
                                         std::pmr::memory_resource* memory);

std::unique_ptr<Reader> pmtiles_reader(const std::string& path);
std::unique_ptr<Reader> mbtiles_reader(const std::string& path);
std::unique_ptr<Reader> directory_reader(const std::string& path);

}  // namespace tamga::archive
