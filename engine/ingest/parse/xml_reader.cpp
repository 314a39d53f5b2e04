// SPDX-License-Identifier: MIT
//
// The door to expat.
#include "engine/ingest/parse/xml_reader.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/text.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <vector>

namespace tamga::ingest {
namespace {

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

using Parser = std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)>;

class Reader {
public:
    explicit Reader(XmlHandler& handler)
        : handler_{handler}, parser_{XML_ParserCreate(nullptr), &XML_ParserFree} {
        if (!parser_) {
            throw std::bad_alloc{};
        }
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_open, on_close);
        XML_SetCharacterDataHandler(parser_.get(), on_text);
        XML_SetEntityDeclHandler(parser_.get(),
                                 [](void* user, auto...) { self(user).refuse_entities(); });
        XML_SetUnknownEncodingHandler(parser_.get(), on_encoding, nullptr);
    }

    void run(std::string_view document, const std::string& name) {
        // Some writers begin with an empty line, which the standard does not allow.
        const auto first = std::min(document.find_first_not_of(base::white_space), document.size());
        const auto skipped = std::ranges::count(document.substr(0, first), '\n');
        document.remove_prefix(first);
        XML_Status status = XML_STATUS_OK;
        do {  // In parts, since sizes are ints there.
            constexpr std::size_t part = std::size_t{1} << 30;
            const auto size = std::min(document.size(), part);
            const bool last = size == document.size();
            status = XML_Parse(parser_.get(), document.data(), static_cast<int>(size), last);
            document.remove_prefix(size);
        } while (status == XML_STATUS_OK && !document.empty());
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        if (status != XML_STATUS_OK) {
            const auto code = XML_GetErrorCode(parser_.get());
            const auto line = XML_GetCurrentLineNumber(parser_.get());
            throw Error{
                Fault::input,
                fmt::format("{}:{}: {}", name, line + static_cast<XML_Size>(skipped),
                            has_entities_ ? "declares entities, of which few bytes can stand for "
                                            "many, and is not read"
                                          : reason(code))};
        }
    }

private:
    static std::string reason(XML_Error code) {
        const bool early = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                           code == XML_ERROR_PARTIAL_CHAR;
        return fmt::format("is no well-formed XML: {}{}", XML_ErrorString(code),
                           early ? " (the file ends early; is it all there?)" : "");
    }

    static Reader& self(void* user) { return *static_cast<Reader*>(user); }

    /// Nothing may be thrown through the parser, which is C.
    template <class Work>
    void guarded(const Work& work) {
        if (failure_) {
            return;
        }
        try {
            base::stop_if_interrupted();
            work();
        } catch (...) {
            failure_ = std::current_exception();
            XML_StopParser(parser_.get(), XML_FALSE);
        }
    }

    static void on_open(void* user, const char* name, const char** attributes) {
        Reader& reader = self(user);
        reader.guarded([&] {
            reader.text_.clear();
            reader.attributes_.clear();
            for (const char** at = attributes; *at != nullptr; at += 2) {
                reader.attributes_.emplace_back(without_prefix(at[0]), at[1]);
            }
            reader.handler_.open(without_prefix(name), reader.attributes_);
        });
    }

    static void on_close(void* user, const char* name) {
        Reader& reader = self(user);
        reader.guarded([&] {
            reader.handler_.close(without_prefix(name), base::trimmed(reader.text_));
            reader.text_.clear();
        });
    }

    static void on_text(void* user, const char* text, int size) {
        Reader& reader = self(user);
        reader.guarded([&] { reader.text_.append(text, static_cast<std::size_t>(size)); });
    }

    /// An entity may stand for more and more of others.
    void refuse_entities() {
        has_entities_ = true;
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    /// Any encoding of single bytes will do: what is read is ASCII.
    static int on_encoding(void* /*data*/, const char* /*name*/, XML_Encoding* encoding) {
        for (int i = 0; i < 256; ++i) {
            encoding->map[i] = i < 128 ? i : 0xFFFD;
        }
        encoding->data = nullptr;
        encoding->convert = nullptr;
        encoding->release = nullptr;
        return XML_STATUS_OK;
    }

    XmlHandler& handler_;
    Parser parser_;
    std::string text_;
    std::vector<XmlHandler::Attribute> attributes_;
    std::exception_ptr failure_;
    bool has_entities_ = false;
};

}  // namespace

void read_xml(std::string_view document, const std::string& name, XmlHandler& handler) {
    Reader{handler}.run(document, name);
}

}  // namespace tamga::ingest
