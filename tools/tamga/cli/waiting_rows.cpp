// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/waiting_rows.hpp"

#include "engine/base/files/mapped_file.hpp"

#include <cstdint>
#include <cstring>
#include <vector>

namespace tamga::cli {
namespace {

void append_size(std::string& to, std::size_t size) {
    const std::uint64_t number = size;
    to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::size_t taken_size(std::string_view& from) {
    std::uint64_t number = 0;
    std::memcpy(&number, from.data(), sizeof number);
    from.remove_prefix(sizeof number);
    return number;
}

/// The next row of `rows`, into `cells`.
void take_row(std::string_view& rows, std::vector<std::string_view>& cells) {
    cells.resize(taken_size(rows));
    for (std::string_view& cell : cells) {
        const std::size_t size = taken_size(rows);
        cell = rows.substr(0, size);
        rows.remove_prefix(size);
    }
}

}  // namespace

void WaitingRows::add(std::span<const std::string> cells) {
    append_size(rows_, cells.size());
    for (const std::string& cell : cells) {
        append_size(rows_, cell.size());
        rows_ += cell;
    }
    if (rows_.size() > most_bytes_) {
        if (!file_) {
            file_.emplace(folder_);
        }
        file_->append(as_bytes(rows_));
        rows_.clear();
    }
}

void WaitingRows::visit(const Visit& visit) const {
    constexpr std::size_t stretch = std::size_t{4} << 20;
    std::vector<std::string_view> cells;
    if (file_) {
        const base::MappedFile mapped{*file_};
        const std::size_t size = mapped.bytes().size();
        std::size_t forgotten = 0;
        for (std::string_view rest = as_text(mapped.bytes()); !rest.empty();) {
            take_row(rest, cells);
            visit(cells);
            if (size - rest.size() - forgotten >= stretch) {
                forgotten = size - rest.size();
                mapped.forget(forgotten);
            }
        }
    }
    for (std::string_view rest = rows_; !rest.empty();) {
        take_row(rest, cells);
        visit(cells);
    }
}

}  // namespace tamga::cli
