// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.hpp"
#include "engine/plan/map.hpp"
#include "engine/plan/toml_node.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tamga::plan {

/// One table of a map.toml, with the words for an error in it. `what` is what a value is called
/// there.
class Table {
public:
    /// `outer` is the table that `node` was found in, and `example` shows how it is written.
    /// Throws Error{Fault::input} if it is no table. Keeps a reference to `node`,
    /// which must outlive this.
    Table(const Node& node, const Table& outer, const std::string& what, const char* example);
    /// The file itself.
    Table(const Node& root, std::string file);

    [[noreturn]] void fail(const Node& at, const std::string& why) const;

    /// What a key's value is given to.
    using Take = std::function<void(const Node&)>;
    using Keys = std::vector<std::pair<std::string, Take>>;
    /// Gives each value to its key's taker; an unknown key is an error.
    void read(const Keys& keys) const;

    const Node& node() const { return node_; }
    const Node::Members& members() const { return std::get<Node::Members>(node_.value); }

    std::string text(const Node& node, const std::string& what) const;
    std::vector<std::string> texts(const Node& node, const std::string& what) const;
    double number(const Node& node, const std::string& what) const;
    bool flag(const Node& node, const std::string& what) const;
    int whole(const Node& node, const std::string& what) const;
    std::uint64_t count(const Node& node, const std::string& what) const;
    ZoomSpan zooms(const Node& node, const std::string& what = "zoom") const;

    /// A path as it is from where the program runs: paths are relative to the file.
    std::string beside(const std::string& path) const;

    /// What `named` answers. A wrong word is the file's fault here, not the command line's.
    template <class Named>
    auto word(const Node& node, const Named& named) const {
        try {
            return named();
        } catch (const Error& error) {
            fail(node, error.what());
        }
    }

    /// Takers that put a value into `target`.
    Take into(std::string& target, const std::string& key) const;
    Take path_into(std::string& target, const std::string& key) const;

private:
    const Node& node_;
    std::string file_;
};

}  // namespace tamga::plan
