// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_explanation.hpp"

#include "tools/tamga/cli/lines.hpp"

#include <fmt/format.h>

namespace tamga::cli {
namespace {

std::string text_or_null(const std::string& text) {
    return text.empty() ? "null" : json_string(text);
}

}  // namespace

std::string explanation_json(const Explained& explained, std::span<const std::string> notes) {
    std::string caveats;
    for (const std::string& note : notes) {
        caveats += (caveats.empty() ? "" : ",") + json_string(note);
    }
    const store::Explanation& found = explained.found;
    const bool is_statement = found.layer.empty();
    return fmt::format(
        R"({{"question":{},"answers":{},"method":{},"layer":{},"index":{},"candidates":{},)"
        R"("rows":{},"seconds":{{"asking":{:.6f},"writing":{:.6f}}},"caveats":[{}]}})",
        json_string(explained.question), json_string(explained.answers),
        is_statement ? "null"
                     : json_string("geodesics on WGS 84; areas have edges as drawn in longitude "
                                   "and latitude"),
        text_or_null(found.layer), text_or_null(found.index),
        is_statement ? "null" : fmt::format("{}", found.candidates), explained.rows,
        explained.asking_s, explained.writing_s, caveats);
}

}  // namespace tamga::cli
