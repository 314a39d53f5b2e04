// SPDX-License-Identifier: MIT
#include "engine/store/postgis/connection.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/base/shared_library.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <poll.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <utility>
#include <vector>

namespace tamga::store::postgis {
namespace {

/// PostgreSQL's client, which brings Kerberos and LDAP along.
struct Libpq {
    base::SharedLibrary library{TAMGA_LIBPQ};
    TAMGA_FUNCTION(PQcancel);
    TAMGA_FUNCTION(PQclear);
    TAMGA_FUNCTION(PQconnectdbParams);
    TAMGA_FUNCTION(PQconninfoFree);
    TAMGA_FUNCTION(PQconninfoParse);
    TAMGA_FUNCTION(PQconsumeInput);
    TAMGA_FUNCTION(PQerrorMessage);
    TAMGA_FUNCTION(PQfinish);
    TAMGA_FUNCTION(PQflush);
    TAMGA_FUNCTION(PQfname);
    TAMGA_FUNCTION(PQfreeCancel);
    TAMGA_FUNCTION(PQftype);
    TAMGA_FUNCTION(PQgetCancel);
    TAMGA_FUNCTION(PQgetResult);
    TAMGA_FUNCTION(PQgetisnull);
    TAMGA_FUNCTION(PQgetlength);
    TAMGA_FUNCTION(PQgetvalue);
    TAMGA_FUNCTION(PQisBusy);
    TAMGA_FUNCTION(PQnfields);
    TAMGA_FUNCTION(PQntuples);
    TAMGA_FUNCTION(PQputCopyData);
    TAMGA_FUNCTION(PQputCopyEnd);
    TAMGA_FUNCTION(PQresultErrorField);
    TAMGA_FUNCTION(PQresultStatus);
    TAMGA_FUNCTION(PQsendQueryParams);
    TAMGA_FUNCTION(PQserverVersion);
    TAMGA_FUNCTION(PQsetNoticeReceiver);
    TAMGA_FUNCTION(PQsocket);
    TAMGA_FUNCTION(PQstatus);
    TAMGA_FUNCTION(PQtransactionStatus);
};

const Libpq& libpq() {
    static const Libpq library;
    return library;
}

/// Without the line end that libpq's messages have, and in one line.
std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        line += c == '\n' || c == '\t' ? ' ' : c;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/// A class of SQLSTATE whose errors are not of what was asked: the server is at its limits, ends, or
/// lets nobody in.
bool is_of_the_server(std::string_view state) {
    constexpr std::array<std::string_view, 9> classes{"08", "28", "40", "53", "54",
                                                      "55", "57", "58", "XX"};
    return std::ranges::find(classes, state.substr(0, 2)) != classes.end();
}

std::uint64_t big_endian(const char* bytes) {
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) {
        number = number << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return number;
}

void ignore_notice(void*, const PGresult*) {}

}  // namespace

void Result::Closer::operator()(pg_result* handle) const { libpq().PQclear(handle); }
int Result::rows() const { return libpq().PQntuples(handle_.get()); }
int Result::columns() const { return libpq().PQnfields(handle_.get()); }
std::string_view Result::name(int column) const { return libpq().PQfname(handle_.get(), column); }
std::uint32_t Result::type(int column) const { return libpq().PQftype(handle_.get(), column); }
bool Result::is_null(int row, int column) const {
    return libpq().PQgetisnull(handle_.get(), row, column) != 0;
}
std::string_view Result::text(int row, int column) const {
    return {libpq().PQgetvalue(handle_.get(), row, column),
            static_cast<std::size_t>(libpq().PQgetlength(handle_.get(), row, column))};
}
ByteView Result::bytes(int row, int column) const { return as_bytes(text(row, column)); }
std::int64_t Result::integer(int row, int column) const {
    return static_cast<std::int64_t>(big_endian(text(row, column).data()));
}
double Result::real(int row, int column) const {
    return std::bit_cast<double>(big_endian(text(row, column).data()));
}

void Connection::Closer::operator()(pg_conn* handle) const { libpq().PQfinish(handle); }
void Connection::Closer::operator()(pg_cancel* handle) const { libpq().PQfreeCancel(handle); }

Connection::Connection(const std::string& address) : address_{read_address(address)} {
    open();
    prepare_session();
}

Connection::~Connection() = default;

void Connection::open() {
    // What libpq says of an address that it cannot read holds parts of it, and a password may be one.
    PQconninfoOption* const parts = libpq().PQconninfoParse(address_.for_libpq.c_str(), nullptr);
    if (parts == nullptr) {
        throw Error{Fault::usage,
                    address_.shown +
                        ": is no address that PostgreSQL's library understands: "
                        "postgresql://user:password@host:port/database?parameter=value, with "
                        "what is no letter or digit of a name or password as percent and a "
                        "number (%40 for @)"};
    }
    libpq().PQconninfoFree(parts);
    const bool is_patient = std::getenv("PGCONNECT_TIMEOUT") != nullptr;
    const std::array<const char*, 5> names{"client_encoding", "fallback_application_name",
                                           is_patient ? "dbname" : "connect_timeout",
                                           is_patient ? nullptr : "dbname", nullptr};
    const char* const text = address_.for_libpq.c_str();
    const std::array<const char*, 5> values{"UTF8", "tamga", is_patient ? text : "10",
                                            is_patient ? nullptr : text, nullptr};
    handle_.reset(libpq().PQconnectdbParams(names.data(), values.data(), 1));
    if (libpq().PQstatus(handle_.get()) != CONNECTION_OK) {
        fail(nullptr);
    }
    libpq().PQsetNoticeReceiver(handle_.get(), ignore_notice, nullptr);
    cancel_.reset(libpq().PQgetCancel(handle_.get()));
}

void Connection::prepare_session() {
    for (const char* setting :
         {"lock_timeout = '10s'", "idle_in_transaction_session_timeout = 0",
          "extra_float_digits = 1", "DateStyle = 'ISO'", "cursor_tuple_fraction = 1"}) {
        run("SET " + std::string{setting});
    }
    constexpr int checks_clients = 140'000;
    if (libpq().PQserverVersion(handle_.get()) >= checks_clients) {
        run("SET client_connection_check_interval = '1s'");
    }
    const Result postgis =
        run("SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n "
            "ON n.oid = e.extnamespace WHERE e.extname = 'postgis'");
    if (postgis.rows() == 0) {
        fail(Fault::input,
             "the database has no PostGIS; whoever may do so runs CREATE EXTENSION postgis in it");
    }
    postgis_ = postgis.text(0, 0);
    const Result schema = run("SELECT current_schema()");
    schema_ = !address_.schema.empty() ? address_.schema : std::string{schema.text(0, 0)};
}

void Connection::use_schema(bool make_it) {
    if (schema_.empty()) {
        fail(Fault::usage, "no schema of the search path is there; ?schema=NAME names one");
    }
    if (run("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", std::array{schema_})
            .rows() == 0) {
        if (!make_it) {
            fail(Fault::input, "the database has no schema '" + schema_ + "'");
        }
        run("CREATE SCHEMA " + quoted(schema_));
    }
    run(fmt::format("SET search_path = {}, {}", quoted(postgis_), quoted(schema_)));
}

std::string Connection::table(const std::string& name) const {
    return quoted(schema_) + "." + quoted(name);
}

/// Until the server has answered, or the process was asked to stop.
void Connection::wait() {
    while (libpq().PQisBusy(handle_.get()) != 0) {
        constexpr int moment_ms = 100;
        libpq().PQflush(handle_.get());
        pollfd ready{.fd = libpq().PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
        ::poll(&ready, 1, moment_ms);
        if (base::interrupted()) {
            stop();
            base::stop_if_interrupted();
        }
        if (ready.revents != 0 && libpq().PQconsumeInput(handle_.get()) == 0) {
            fail(nullptr);
        }
    }
}

/// The last result of a statement, after which the session takes the next.
Result Connection::finished() {
    Result last{nullptr};
    pg_result* failed = nullptr;
    for (;;) {
        wait();
        pg_result* const result = libpq().PQgetResult(handle_.get());
        if (result == nullptr) {
            break;
        }
        const auto status = libpq().PQresultStatus(result);
        if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
            libpq().PQclear(std::exchange(failed, result));
        } else {
            last = Result{result};
            if (status == PGRES_COPY_IN) {
                break;
            }
        }
    }
    if (failed != nullptr) {
        const Result kept{failed};
        fail(failed);
    }
    return last;
}

Result Connection::run(const std::string& sql, std::span<const std::string> parameters,
                       Values values) {
    std::vector<const char*> texts;
    for (const std::string& parameter : parameters) {
        texts.push_back(parameter.c_str());
    }
    if (libpq().PQsendQueryParams(handle_.get(), sql.c_str(), static_cast<int>(texts.size()),
                                  nullptr, texts.data(), nullptr, nullptr,
                                  values == Values::binary ? 1 : 0) == 0) {
        fail(nullptr);
    }
    return finished();
}

void Connection::copy(const std::string& sql, const Feed& feed) {
    run(sql);
    feed([&](ByteView bytes) {
        base::stop_if_interrupted();
        if (libpq().PQputCopyData(handle_.get(), as_text(bytes).data(),
                                  static_cast<int>(bytes.size())) != 1) {
            fail(nullptr);
        }
    });
    if (libpq().PQputCopyEnd(handle_.get(), nullptr) != 1) {
        fail(nullptr);
    }
    finished();
}

bool Connection::is_in_transaction() const {
    return libpq().PQtransactionStatus(handle_.get()) != PQTRANS_IDLE;
}

bool Connection::has_failed() const {
    return libpq().PQtransactionStatus(handle_.get()) == PQTRANS_INERROR;
}

void Connection::stop() noexcept {
    std::array<char, 256> ignored{};
    libpq().PQcancel(cancel_.get(), ignored.data(), ignored.size());
}

void Connection::fail(Fault fault, const std::string& reason) const {
    throw Error{fault, address_.shown + ": " + reason};
}

void Connection::fail(const pg_result* result) {
    const auto field = [&](int code) {
        const char* const text =
            result == nullptr ? nullptr : libpq().PQresultErrorField(result, code);
        return text == nullptr ? std::string{} : one_line(text);
    };
    const std::string state = field(PG_DIAG_SQLSTATE);
    if (result == nullptr || state.empty()) {
        const bool was_there = cancel_ != nullptr;
        fail(Fault::system, (was_there ? "the server went away: " : "") +
                                one_line(libpq().PQerrorMessage(handle_.get())));
    }
    if (state == "55P03") {  // Of what the server tells, one has to know that it is a lock.
        fail(Fault::system,
             "another program has locked what is needed, and did not let go of it "
             "within 10 s: " +
                 field(PG_DIAG_MESSAGE_PRIMARY));
    }
    std::string reason = field(PG_DIAG_MESSAGE_PRIMARY);
    for (const int more : {PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT}) {
        const std::string text = field(more);
        reason += text.empty() ? "" : "; " + text;
    }
    fail(is_of_the_server(state) ? Fault::system : Fault::input, reason);
}

}  // namespace tamga::store::postgis
