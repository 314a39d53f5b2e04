// SPDX-License-Identifier: MIT
#pragma once

#include "tools/tamga/cli/tag_writer.hpp"

#include <iosfwd>
#include <memory>

namespace tamga::cli {

/// A page that shows itself without anything else: a map of the places with the meridians and
/// parallels, and the texts with the places marked and what is known of each.
std::unique_ptr<TagWriter> html_page(std::ostream& out, const place::Gazetteer& gazetteer);

}  // namespace tamga::cli
