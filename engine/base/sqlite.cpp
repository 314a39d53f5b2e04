// SPDX-License-Identifier: MIT
#include "engine/base/sqlite.hpp"

#include "engine/base/error.hpp"

#include <sqlite3.h>

#include <utility>

namespace tamga::base {
namespace {

void check(int result, sqlite3* database) {
    if (result != SQLITE_OK) {
        throw Error{Fault::system, sqlite3_errmsg(database)};
    }
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) : database_{database} {
    check(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &handle_, nullptr),
          database);
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement::Statement(Statement&& other) noexcept
    : database_{other.database_}, handle_{std::exchange(other.handle_, nullptr)} {}

Statement& Statement::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(handle_, parameter, value), database_);
    return *this;
}

Statement& Statement::bind(int parameter, double value) {
    check(sqlite3_bind_double(handle_, parameter, value), database_);
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    check(sqlite3_bind_text64(handle_, parameter, text.data(), text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8),
          database_);
    return *this;
}

Statement& Statement::bind(int parameter, ByteView blob) {
    check(sqlite3_bind_blob64(handle_, parameter, blob.data(), blob.size(), SQLITE_TRANSIENT),
          database_);
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    check(sqlite3_bind_null(handle_, parameter), database_);
    return *this;
}

bool Statement::step() {
    const int result = sqlite3_step(handle_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) {
        throw Error{Fault::system, sqlite3_errmsg(database_)};
    }
    return result == SQLITE_ROW;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() { sqlite3_reset(handle_); }

int Statement::columns() const { return sqlite3_column_count(handle_); }
std::string Statement::column_name(int column) const {
    return sqlite3_column_name(handle_, column);
}
bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}
bool Statement::is_integer(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_INTEGER;
}
bool Statement::is_real(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_FLOAT;
}
bool Statement::is_blob(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_BLOB;
}
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_, column); }

std::string_view Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return data == nullptr
               ? std::string_view{}
               : std::string_view{data,
                                  static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

ByteView Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

Database::Database(const std::string& path, Mode mode) {
    const int flags =
        mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int result = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (result != SQLITE_OK) {
        const std::string why = sqlite3_errmsg(handle_);
        sqlite3_close(handle_);
        throw Error{Fault::input, path + ": " + why};
    }
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::execute(const std::string& sql) {
    check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), handle_);
}

}  // namespace tamga::base
