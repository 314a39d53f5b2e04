// SPDX-License-Identifier: MIT
#pragma once

#include "engine/place/build.hpp"
#include "engine/place/gazetteer.hpp"
#include "tests/source_folder.hpp"

#include <filesystem>
#include <string>

#include <unistd.h>

/// The gazetteer of fixtures/place, built once.
inline const tamga::place::Gazetteer& small_gazetteer() {
    static const tamga::place::Gazetteer gazetteer = [] {
        const std::string path = std::filesystem::temp_directory_path() /
                                 ("tamga-small-gazetteer-" + std::to_string(getpid()));
        tamga::place::build_gazetteer(tamga::in_source("fixtures/place"), path);
        tamga::place::Gazetteer result{path};
        std::filesystem::remove(path);  // What is mapped stays.
        return result;
    }();
    return gazetteer;
}
