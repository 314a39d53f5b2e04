// SPDX-License-Identifier: MIT
#pragma once

#include "engine/place/build.hpp"
#include "engine/place/gazetteer.hpp"
#include "tests/source_folder.hpp"
#include "tests/temporary_folder.hpp"

#include <string>

/// The gazetteer of fixtures/place, built once.
inline const tamga::place::Gazetteer& small_gazetteer() {
    static const tamga::place::Gazetteer gazetteer = [] {
        const tamga::TemporaryFolder folder;  // It goes, and what is mapped stays.
        const std::string path = folder / "gazetteer";
        tamga::place::build_gazetteer(tamga::in_source("fixtures/place"), path);
        return tamga::place::Gazetteer{path};
    }();
    return gazetteer;
}
