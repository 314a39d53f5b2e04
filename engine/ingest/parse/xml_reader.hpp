// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tamga::ingest {

/// What the tags of a document are told to. Names come without their prefixes.
class XmlHandler {
public:
    XmlHandler() = default;
    virtual ~XmlHandler() = default;
    XmlHandler(const XmlHandler&) = delete;
    XmlHandler& operator=(const XmlHandler&) = delete;

    using Attribute = std::pair<std::string_view, std::string_view>;

    virtual void open(std::string_view name, std::span<const Attribute> attributes) = 0;
    /// `text` is what stood since the tag before this one, without spaces around it.
    virtual void close(std::string_view name, std::string_view text) = 0;
};

/// Goes through a document by a parser that refuses what is not well-formed. A DOCTYPE is passed
/// over, nothing outside the document is ever read, and one that declares entities is refused,
/// since few bytes of them stand for many.
///
/// Throws Error{Fault::input}, starting with `name` and the line; what the handler throws; and as
/// base::stop_if_interrupted() does.
void read_xml(std::string_view document, const std::string& name, XmlHandler& handler);

}  // namespace tamga::ingest
