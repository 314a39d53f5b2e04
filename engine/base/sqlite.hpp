// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tamga::base {

/// One prepared statement. Parameters and columns count from 1 and from 0, as in SQLite.
/// Every member may throw Error{Fault::system} with SQLite's own message, or because the process
/// was asked to stop.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, double value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, ByteView blob);
    Statement& bind_null(int parameter);

    /// True while there is a row to read.
    bool step();
    /// Runs to the end and makes the statement ready for the next values.
    void run();
    void reset();

    int columns() const;
    std::string column_name(int column) const;
    bool is_null(int column) const;
    bool is_integer(int column) const;
    bool is_real(int column) const;
    bool is_blob(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// Valid until the next step().
    std::string_view text(int column) const;
    ByteView blob(int column) const;

private:
    sqlite3* database_;
    sqlite3_stmt* handle_ = nullptr;
};

/// An SQLite database, open for as long as the object lives.
class Database {
public:
    enum class Mode { read_only, create };

    /// Throws Error{Fault::input} if the file is not there or is not a database. Never waits, as
    /// opening a pipe would.
    Database(const std::string& path, Mode mode);
    /// A database whose file has this content, to be read only. Requires that the content stays.
    explicit Database(ByteView content);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Statement prepare(std::string_view sql) { return {handle_, sql}; }
    /// Runs one or more statements that return nothing.
    void execute(const std::string& sql);

    /// For a file that anybody may have made, whose views say what a query does: no recursion, no
    /// functions but a few that are cheap, nothing longer than `longest_value` bytes, and only
    /// reading.
    void distrust(std::size_t longest_value);
    /// From now on SQLite may take so many steps; then statements throw Error{Fault::input}. A row
    /// that is read takes some ten, one of a join some thirty.
    void allow_steps(std::uint64_t steps) noexcept { allowance_->steps = steps; }
    /// From now on SQLite may take so long; then the same. A page that the disk keeps back counts,
    /// but is waited for.
    void allow_time(std::chrono::milliseconds time) noexcept {
        allowance_->deadline = std::chrono::steady_clock::now() + time;
    }
    /// While it lives, neither SIGTERM nor what was allowed ends a statement.
    class Unlimited {
    public:
        explicit Unlimited(Database& database) noexcept;
        ~Unlimited();
        Unlimited(const Unlimited&) = delete;
        Unlimited& operator=(const Unlimited&) = delete;

    private:
        Database& database_;
    };
    /// True if the time that was allowed is over.
    bool out_of_time() const noexcept {
        return std::chrono::steady_clock::now() >= allowance_->deadline;
    }

    /// For a library that adds to a connection (SpatiaLite).
    sqlite3* handle() const noexcept { return handle_; }

    /// What the handler that SQLite calls between steps looks at.
    struct Allowance {
        std::uint64_t steps = std::numeric_limits<std::uint64_t>::max();
        std::chrono::steady_clock::time_point deadline =
            std::chrono::steady_clock::time_point::max();
    };

private:
    void heed_limits() noexcept;

    sqlite3* handle_ = nullptr;
    std::unique_ptr<Allowance> allowance_ = std::make_unique<Allowance>();
};

}  // namespace tamga::base
