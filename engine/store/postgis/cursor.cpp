// SPDX-License-Identifier: MIT
#include "engine/store/postgis/cursor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::store::postgis {
namespace {

std::size_t size_of(const Result& rows) {
    std::size_t bytes = 0;
    for (int row = 0; row < rows.rows(); ++row) {
        for (int column = 0; column < rows.columns(); ++column) {
            bytes += rows.text(row, column).size();
        }
    }
    return bytes;
}

}  // namespace

Cursor::Cursor(Connection& connection, const std::string& query,
               std::span<const std::string> parameters, Values values)
    : connection_{connection}, values_{values}, name_{connection.next_name()} {
    connection_.run(fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", name_, query), parameters);
    fetch(0);
}

Cursor::~Cursor() {
    if (connection_.is_in_transaction() && !connection_.has_failed()) {
        try {
            connection_.run("CLOSE " + name_);
        } catch (const Error&) {  // It goes with the transaction.
        }
    }
}

/// Few at first, as nobody knows how large they are; then as many as take a megabyte or so.
std::size_t Cursor::next_count() const {
    constexpr std::size_t first = 16;
    constexpr std::size_t most = 8192;
    constexpr std::size_t wanted_bytes = std::size_t{1} << 20;
    if (asked_ == 0) {
        return first;
    }
    const std::size_t each = bytes_ / asked_ + 1;
    return std::clamp<std::size_t>(wanted_bytes / each, 1, std::min(most, asked_ * 8));
}

void Cursor::fetch(std::size_t count) {
    rows_.reset();
    rows_.emplace(
        connection_.run(fmt::format("FETCH FORWARD {} FROM {}", count, name_), {}, values_));
    asked_ = count;
    bytes_ = size_of(*rows_);
    row_ = -1;
}

bool Cursor::next() {
    if (++row_ < rows_->rows()) {
        return true;
    }
    if (asked_ > static_cast<std::size_t>(rows_->rows())) {
        return false;
    }
    fetch(next_count());
    return ++row_ < rows_->rows();
}

}  // namespace tamga::store::postgis
