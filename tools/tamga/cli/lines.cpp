// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/lines.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <istream>
#include <nlohmann/json.hpp>

namespace tamga::cli {
namespace {

void for_each_stdin_line(std::istream& in, const std::function<void(const std::string&)>& use) {
    for (std::string line; std::getline(in, line);) {
        base::stop_if_interrupted("; what was printed before is complete");
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        use(line);
    }
    if (in.bad()) {
        throw Error{Fault::system, "standard input cannot be read"};
    }
}

}  // namespace

void for_each_line(const std::vector<std::string>& words, Io& io,
                   const std::function<void(const std::string&)>& use) {
    for (const std::string& word : words) {
        if (word == "-") {
            for_each_stdin_line(io.in, use);
        } else {
            use(word);
        }
    }
}

std::string json_string(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace tamga::cli
