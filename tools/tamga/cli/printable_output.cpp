// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/printable_output.hpp"

#include "engine/base/printable.hpp"

#include <ostream>

namespace tamga::cli {

PrintableOutput::~PrintableOutput() { sync(); }

PrintableOutput::int_type PrintableOutput::overflow(int_type character) {
    if (!traits_type::eq_int_type(character, traits_type::eof())) {
        const char one = traits_type::to_char_type(character);
        xsputn(&one, 1);
    }
    return traits_type::not_eof(character);
}

std::streamsize PrintableOutput::xsputn(const char* text, std::streamsize size) {
    line_.append(text, static_cast<std::size_t>(size));
    if (const auto end = line_.rfind('\n'); end != std::string::npos) {
        out_ << base::printable_lines(std::string_view{line_}.substr(0, end + 1));
        line_.erase(0, end + 1);
    }
    return size;
}

int PrintableOutput::sync() {
    out_ << base::printable_lines(line_) << std::flush;
    line_.clear();
    return out_.good() ? 0 : -1;
}

}  // namespace tamga::cli
