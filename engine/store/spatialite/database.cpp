// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/database.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/shared_library.hpp"
#include "engine/store/spatialite/allowed_functions.hpp"

#include <sqlite3.h>  // spatialite.h needs it and does not include it.

#include <spatialite.h>

#include <cstdlib>
#include <string_view>

namespace tamga::store {
namespace {

/// SpatiaLite's functions. It brings fifty libraries along.
struct SpatialiteLibrary {
    base::SharedLibrary library{TAMGA_SPATIALITE};
    TAMGA_FUNCTION(spatialite_alloc_connection);
    TAMGA_FUNCTION(spatialite_init_ex);
    TAMGA_FUNCTION(spatialite_cleanup_ex);
};

const SpatialiteLibrary& spatialite() {
    static const SpatialiteLibrary library;
    return library;
}

/// SQLite asks this for every action of a statement it compiles: what is not in the list is denied.
/// The file is open read-only; the R-tree module compiles statements that would write when a table
/// of its kind is first read.
int allow_reading(void*, int action, const char*, const char* name, const char*, const char*) {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_READ:
        case SQLITE_RECURSIVE:
        case SQLITE_INSERT:
        case SQLITE_UPDATE:
        case SQLITE_DELETE:
            return SQLITE_OK;
        case SQLITE_FUNCTION:
            return is_allowed_function(name == nullptr ? "" : name) ? SQLITE_OK : SQLITE_DENY;
        default:
            return SQLITE_DENY;
    }
}

/// SpatiaLite decides by the environment whether a connection gets functions for files.
void* new_connection() {
    ::unsetenv("SPATIALITE_SECURITY");
    return spatialite().spatialite_alloc_connection();
}

}  // namespace

void SpatialDatabase::Closer::operator()(void* connection) const {
    spatialite().spatialite_cleanup_ex(connection);
}

SpatialDatabase::SpatialDatabase(const std::string& path, base::Database::Mode mode)
    : connection_{new_connection()}, database_{path, mode} {
    spatialite().spatialite_init_ex(database_.handle(), connection_.get(), 0);
    if (mode == base::Database::Mode::create) {
        // Nobody else has the file, and it is thrown away if the work does not come to its end; so
        // there is no journal that could stay behind either.
        database_.execute(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
            "PRAGMA cache_size = -131072");
        call("InitSpatialMetaData(1, 'WGS84_ONLY')");
    }
}

void SpatialDatabase::call(const std::string& function) {
    base::stop_if_interrupted();
    {
        // SpatiaLite goes through a table until there is no row: where a row is refused it begins
        // anew, for ever.
        const base::Database::Unlimited whole{database_};
        base::Statement statement = database_.prepare("SELECT " + function);
        if (!statement.step() || statement.integer(0) != 1) {
            throw Error{Fault::system, "SpatiaLite refused " + function};
        }
    }
    base::stop_if_interrupted();
}

void SpatialDatabase::stop() noexcept { sqlite3_interrupt(database_.handle()); }

void SpatialDatabase::forbid_all_but_reading() {
    constexpr int longest_value = 128 << 20;
    constexpr sqlite3_int64 most_memory = 256 << 20;
    sqlite3* const handle = database_.handle();
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, longest_value);
    sqlite3_hard_heap_limit64(most_memory);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (sqlite3_set_authorizer(handle, allow_reading, nullptr) != SQLITE_OK) {
        throw Error{Fault::system, sqlite3_errmsg(handle)};
    }
}

bool is_one_reading_statement(SpatialDatabase& database, const std::string& sql) {
    sqlite3_stmt* handle = nullptr;
    const char* rest = nullptr;
    sqlite3* connection = database.database().handle();
    if (sqlite3_prepare_v2(connection, sql.c_str(), -1, &handle, &rest) != SQLITE_OK) {
        throw Error{Fault::usage, sqlite3_errmsg(connection)};
    }
    const bool reads =
        handle != nullptr && sqlite3_stmt_readonly(handle) != 0 && sqlite3_column_count(handle) > 0;
    sqlite3_finalize(handle);
    const std::string_view left{rest};
    return reads && left.find_first_not_of("; \t\r\n") == std::string_view::npos;
}

}  // namespace tamga::store
