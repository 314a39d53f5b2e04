// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/sqlite.hpp"
#include "engine/store/sql_text.hpp"

#include <memory>
#include <string>

namespace tamga::store {

/// An SQLite database with SpatiaLite's functions and metadata in it.
class SpatialDatabase {
public:
    /// As base::Database. A database that is created gets SpatiaLite's tables.
    SpatialDatabase(const std::string& path, base::Database::Mode mode);

    base::Database& database() noexcept { return database_; }

    /// Runs a function that answers 1 when it worked ("CreateSpatialIndex('t', 'geom')").
    /// Throws Error{Fault::system} if it did not, or if the process was asked to stop, which is
    /// heard before and after it.
    void call(const std::string& function);

    /// Ends a statement that runs on another thread.
    void stop() noexcept;

    /// From now on statements can only look, and call what is_allowed_function() lets them: no
    /// attaching of files, no settings, no extensions. A value may have 128 MiB, and all SQLite's
    /// memory 256 MiB. Throws Error{Fault::system} if SQLite refuses.
    void forbid_all_but_reading();

private:
    struct Closer {
        void operator()(void* connection) const;
    };
    // Before the database: SpatiaLite's part is given back after the connection is closed.
    std::unique_ptr<void, Closer> connection_;
    base::Database database_;
};

/// True if `sql` is one statement that only reads, as SQLite sees it.
bool is_one_reading_statement(SpatialDatabase& database, const std::string& sql);

}  // namespace tamga::store
