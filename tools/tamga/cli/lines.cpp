// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/lines.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/base/json.hpp"
#include "engine/base/printable.hpp"

#include <nlohmann/json.hpp>

#include <istream>

namespace tamga::cli {
namespace {

void stop_if_interrupted() { base::stop_if_interrupted("; what was printed before is complete"); }

}  // namespace

bool next_line(std::istream& in, std::string& line) {
    using Traits = std::istream::traits_type;
    stop_if_interrupted();
    line.clear();
    std::streambuf& from = *in.rdbuf();
    for (std::size_t size = 1;; ++size) {
        const auto next = from.sbumpc();
        if (Traits::eq_int_type(next, Traits::eof())) {
            return !line.empty();
        }
        if (next == '\n') {
            break;
        }
        if (line.size() <= longest_line) {
            line += Traits::to_char_type(next);
        }
        if (size % (std::size_t{1} << 20) == 0) {
            stop_if_interrupted();
        }
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    return true;
}

void for_each_line(const std::vector<std::string>& words, Io& io,
                   const std::function<void(const std::string&)>& use) {
    for (const std::string& word : words) {
        if (word == "-") {
            for (std::string line; next_line(io.in, line);) {
                use(line);
            }
        } else {
            use(word);
        }
    }
}

std::string json_string(std::string_view text) {
    return base::printable(base::json_text(nlohmann::json(text)));
}

}  // namespace tamga::cli
