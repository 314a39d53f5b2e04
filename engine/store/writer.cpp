// SPDX-License-Identifier: MIT
#include "engine/store/writer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace tamga::store {
namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Nothing is made, not even beside it, where the output is refused.
std::string checked(std::string path, bool force) {
    base::check_output(path, force);
    return path;
}

}  // namespace

Writer::Writer(std::string path, bool force) : pending_{checked(std::move(path), force)} {
    pending_.make_file();
    database_ = std::make_unique<SpatialDatabase>(pending_.path(), base::Database::Mode::create);
    base::Database& database = database_->database();
    database.execute("BEGIN");
    create_layer_table(database);
}

void Writer::check_name(const std::string& name) {
    const std::string known = lower(name);
    if (std::ranges::find(names_, known) != names_.end()) {
        throw Error{Fault::usage, "there are two layers '" + name +
                                      "' (case does not count); name one with -L NAME:FILE"};
    }
    for (const char* prefix : {"tamga_", "sqlite_", "idx_"}) {
        if (known.starts_with(prefix)) {
            throw Error{Fault::usage, "a layer's name cannot start with " + std::string{prefix}};
        }
    }
    auto taken = database_->database().prepare("SELECT 1 FROM sqlite_schema WHERE lower(name) = ?");
    taken.bind(1, std::string_view{known});
    if (name.empty() || taken.step()) {
        throw Error{Fault::usage, "a layer cannot be called '" + name + "'"};
    }
}

void Writer::note_name(const std::string& wanted, ingest::Summary& summary) {
    if (const std::string name = name_in_store(wanted); name != wanted) {
        summary.notes.push_back("layer '" + wanted + "' is called '" + name +
                                "' in the store: SpatiaLite has no quotes in names");
    }
}

void Writer::register_layer(const Layer& layer) {
    names_.push_back(lower(layer.name));
    add_layer_row(database_->database(), layer);
}

void Writer::commit() {
    database_->database().execute("COMMIT");
    database_.reset();
    pending_.commit();
}

}  // namespace tamga::store
