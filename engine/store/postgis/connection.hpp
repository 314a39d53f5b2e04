// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/base/error.hpp"
#include "engine/store/postgis/address.hpp"
#include "engine/store/sql_text.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct pg_cancel;
struct pg_conn;
struct pg_result;

namespace tamga::store::postgis {

/// How the server writes the values of an answer.
enum class Values : std::uint8_t { text, binary };

/// Rows that the server has sent. Values in binary are read as what the statement makes of them.
class Result {
public:
    explicit Result(pg_result* handle) : handle_{handle} {}

    int rows() const;
    int columns() const;
    std::string_view name(int column) const;
    std::uint32_t type(int column) const;  ///< The type's number in the server.
    bool is_null(int row, int column) const;
    std::string_view text(int row, int column) const;
    ByteView bytes(int row, int column) const;
    std::int64_t integer(int row, int column) const;  ///< A binary int8.
    double real(int row, int column) const;           ///< A binary float8.

private:
    struct Closer {
        void operator()(pg_result* handle) const;
    };
    std::unique_ptr<pg_result, Closer> handle_;
};

/// A session in a database that has PostGIS.
///
/// Every member throws Error, which starts with the address, where the server refuses
/// (Fault::input), where it is gone or not to be reached (Fault::system), and where the process was
/// asked to stop. A lock that another session holds is waited for ten seconds.
class Connection {
public:
    explicit Connection(const std::string& address);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs one statement. Parameters are texts; the statement says of what type.
    Result run(const std::string& sql, std::span<const std::string> parameters = {},
               Values values = Values::text);

    /// Sends what `feed` hands out, piece by piece, as the rows of "COPY ... FROM STDIN".
    using Feed = std::function<void(const std::function<void(ByteView)>& send)>;
    void copy(const std::string& sql, const Feed& feed);

    bool is_in_transaction() const;
    bool has_failed() const;  ///< The transaction has, and answers nothing any more.

    /// Ends the statement that runs on another thread.
    void stop() noexcept;

    /// The schema that the address names, or the first of the search path; the tables are in it.
    const std::string& schema() const noexcept { return schema_; }
    /// From now on names without a schema are looked up in PostGIS's and then in ours.
    void use_schema(bool make_it);
    /// The name of a table, in quotes and with its schema.
    std::string table(const std::string& name) const;
    /// For the names of cursors.
    std::string next_name() { return "tamga_" + std::to_string(++names_); }

private:
    void open();
    void prepare_session();
    void wait();
    Result finished();
    [[noreturn]] void fail(const pg_result* result);
    [[noreturn]] void fail(Fault fault, const std::string& reason) const;

    Address address_;
    struct Closer {
        void operator()(pg_conn* handle) const;
        void operator()(pg_cancel* handle) const;
    };
    std::unique_ptr<pg_conn, Closer> handle_;
    std::unique_ptr<pg_cancel, Closer> cancel_;
    std::string schema_;
    std::string postgis_;  ///< The schema of PostGIS.
    int names_ = 0;
};

}  // namespace tamga::store::postgis
