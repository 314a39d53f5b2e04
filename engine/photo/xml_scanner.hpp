// SPDX-License-Identifier: MIT
//
// Inside photo: XML as far as track logs use it, quickly and without a tree.
#pragma once

#include <optional>
#include <string_view>

namespace tamga::photo {

/// Goes through tags and the text between them. Comments, declarations and CDATA marks are skipped;
/// names come without their prefixes; entities stay as they are, since numbers and times have none.
/// What is not well-formed ends the document early.
class XmlScanner {
public:
    explicit XmlScanner(std::string_view text) : rest_{text} {}

    enum class Kind { open, close, empty, end };  ///< <a>, </a>, <a/>, nothing more.

    /// Goes to the next tag.
    Kind next();

    std::string_view name() const noexcept { return name_; }  ///< Of the tag.
    /// What stood between the tag before and this one, without spaces around it.
    std::string_view text() const noexcept { return text_; }
    /// The value of an attribute of this tag, without its quotes.
    std::optional<std::string_view> attribute(std::string_view name) const;

private:
    std::string_view rest_;
    std::string_view text_;
    std::string_view name_;
    std::string_view attributes_;
};

}  // namespace tamga::photo
