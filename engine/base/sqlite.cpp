// SPDX-License-Identifier: MIT
#include "engine/base/sqlite.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <new>
#include <thread>
#include <utility>

namespace tamga::base {
namespace {

/// How many steps SQLite takes between two calls of the handler.
constexpr int steps_between = 100;

/// How long a file may be locked: another program writes what it has changed in less.
constexpr std::chrono::seconds longest_wait{2};

[[noreturn]] void fail(int result, sqlite3* database) {
    if (result == SQLITE_INTERRUPT) {
        stop_if_interrupted();
        throw Error{Fault::input,
                    "reading takes far more steps, or longer, than a file of this size needs; "
                    "perhaps one of its views has no end"};
    }
    if (result == SQLITE_AUTH) {
        throw Error{Fault::input, std::string{sqlite3_errmsg(database)} +
                                      "; a view of a foreign file may choose and join, no more"};
    }
    if (result == SQLITE_BUSY) {
        stop_if_interrupted();
        const char* const path = sqlite3_db_filename(database, "main");
        throw Error{Fault::input,
                    fmt::format("{}: is locked by another program, which did not let go of it "
                                "within {} seconds",
                                path == nullptr ? "" : path, longest_wait.count())};
    }
    throw Error{Fault::system, sqlite3_errmsg(database)};
}

/// SQLite asks this while another program has the file, for the `tries`th time; 0 gives up.
int wait_for_lock(void*, int tries) {
    constexpr std::chrono::milliseconds pause{10};
    if (interrupted() || tries * pause >= longest_wait) {
        return 0;
    }
    std::this_thread::sleep_for(pause);
    return 1;
}

void check(int result, sqlite3* database) {
    if (result != SQLITE_OK) {
        fail(result, database);
    }
}

/// SQLite stops if the answer is not 0.
int between_steps(void* allowance) {
    using Clock = std::chrono::steady_clock;
    auto& [left, deadline] = *static_cast<Database::Allowance*>(allowance);
    const bool late = deadline != Clock::time_point::max() && Clock::now() >= deadline;
    if (interrupted() || left < steps_between || late) {
        return 1;
    }
    left -= steps_between;
    return 0;
}

/// Functions whose answer is no longer than what they are asked about, in little time.
bool is_cheap(std::string_view function) {
    constexpr std::array<std::string_view, 17> names{
        "abs", "avg",    "coalesce", "count", "iif",    "ifnull", "instr", "length", "max",
        "min", "nullif", "round",    "sum",   "substr", "total",  "trim",  "typeof"};
    return std::ranges::any_of(names, [&](std::string_view name) {
        return sqlite3_strnicmp(name.data(), function.data(), static_cast<int>(function.size())) ==
                   0 &&
               name.size() == function.size();
    });
}

/// What our own checks ask for besides tables.
bool is_harmless(std::string_view pragma) {
    return pragma == "table_info" || pragma == "index_list" || pragma == "index_info" ||
           pragma == "quick_check";
}

/// SQLite asks this for every action of a statement that it compiles, those of views included.
int allow_reading(void*, int action, const char* first, const char* second, const char*,
                  const char*) {
    const auto text = [](const char* words) {
        return std::string_view{words == nullptr ? "" : words};
    };
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_READ:
            return SQLITE_OK;
        case SQLITE_UPDATE:  // So it asks about tables that exist for one statement.
            return text(first) == "sqlite_master" ? SQLITE_OK : SQLITE_DENY;
        case SQLITE_FUNCTION:
            return is_cheap(text(second)) ? SQLITE_OK : SQLITE_DENY;
        case SQLITE_PRAGMA:
            return is_harmless(text(first)) ? SQLITE_OK : SQLITE_DENY;
        default:
            return SQLITE_DENY;
    }
}

void require_regular_file(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode)) {
        throw Error{Fault::input, path + ": is not a regular file"};
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
        fail(result, database_);
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
    require_regular_file(path);
    const int flags =
        mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int result = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
    if (result != SQLITE_OK) {
        const std::string why = sqlite3_errmsg(handle_);
        sqlite3_close(handle_);
        throw Error{Fault::input, path + ": " + why};
    }
    sqlite3_busy_handler(handle_, wait_for_lock, nullptr);
    heed_limits();
}

Database::Database(ByteView content) {
    if (sqlite3_open(":memory:", &handle_) != SQLITE_OK) {
        sqlite3_close(handle_);
        throw std::bad_alloc{};
    }
    auto* bytes = const_cast<unsigned char*>(content.data());  // Read only, by the flag.
    const auto size = static_cast<sqlite3_int64>(content.size());
    sqlite3_deserialize(handle_, "main", bytes, size, size, SQLITE_DESERIALIZE_READONLY);
    heed_limits();
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::heed_limits() noexcept {
    sqlite3_progress_handler(handle_, steps_between, between_steps, allowance_.get());
}

Database::Unlimited::Unlimited(Database& database) noexcept : database_{database} {
    sqlite3_progress_handler(database_.handle_, 0, nullptr, nullptr);
}

Database::Unlimited::~Unlimited() { database_.heed_limits(); }

void Database::execute(const std::string& sql) {
    check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), handle_);
}

void Database::distrust(std::size_t longest_value) {
    for (const int off : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
        sqlite3_db_config(handle_, off, 0, nullptr);
    }
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    constexpr std::array<std::pair<int, int>, 7> limits{{{SQLITE_LIMIT_SQL_LENGTH, 100'000},
                                                         {SQLITE_LIMIT_COLUMN, 200},
                                                         {SQLITE_LIMIT_EXPR_DEPTH, 100},
                                                         {SQLITE_LIMIT_COMPOUND_SELECT, 20},
                                                         {SQLITE_LIMIT_VDBE_OP, 25'000},
                                                         {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
                                                         {SQLITE_LIMIT_ATTACHED, 0}}};
    for (const auto& [what, most] : limits) {
        sqlite3_limit(handle_, what, most);
    }
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, static_cast<int>(longest_value));
    // The file itself may wish for a cache of any size.
    execute("PRAGMA query_only = 1; PRAGMA cell_size_check = 1; PRAGMA cache_size = -8000");
    sqlite3_set_authorizer(handle_, allow_reading, nullptr);
}

}  // namespace tamga::base
