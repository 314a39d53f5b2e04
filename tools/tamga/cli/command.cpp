// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/command.hpp"

#include <algorithm>

namespace tamga::cli {

std::vector<std::string> groups() {
    std::vector<std::string> result;
    for (const Command& command : commands()) {
        const auto space = command.name.find(' ');
        const std::string group{command.name.substr(0, space)};
        if (space != std::string_view::npos && std::ranges::count(result, group) == 0) {
            result.push_back(group);
        }
    }
    return result;
}

std::vector<std::string> members(std::string_view group) {
    std::vector<std::string> result;
    const std::string start = std::string{group} + ' ';
    for (const Command& command : commands()) {
        if (command.name.starts_with(start)) {
            result.emplace_back(command.name.substr(start.size()));
        }
    }
    return result;
}

std::string dashed(std::string_view name) {
    std::string result{name};
    std::ranges::replace(result, ' ', '-');
    return result;
}

}  // namespace tamga::cli
