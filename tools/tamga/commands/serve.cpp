// SPDX-License-Identifier: MIT
//
// tamga serve: tile sets over HTTP. Checks the line, opens everything, prints the address on stdout
// and serves until it is told to stop.
#include "engine/serve/server.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/size.hpp"
#include "engine/serve/address_list.hpp"
#include "engine/serve/http/printable.hpp"
#include "tools/tamga/cli/common.hpp"
#include "tools/tamga/commands/commands.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <mutex>
#include <ostream>
#include <thread>

namespace fs = std::filesystem;

namespace tamga::cli {
namespace {

struct Settings {
    std::vector<std::string> paths;
    std::vector<std::string> styles;
    std::string host = "127.0.0.1";
    int port = 8080;
    std::string public_url;
    std::string cors = "*";
    std::optional<int> threads;
    int connections = 10'000;
    std::optional<int> connections_per_address;
    std::string memory;
    std::optional<std::string> viewer;
    bool trust_proxy = false;
    bool quiet = false;
    bool verbose = false;
};

/// The viewer of the source tree that the program was built in, or the installed one.
std::optional<std::string> built_viewer() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    for (fs::path folder = program.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        for (const char* place : {"share/tamga/viewer", "tools/viewer/dist"}) {
            if (fs::is_regular_file(folder / place / "index.html", error)) {
                return (folder / place).string();
            }
        }
    }
    return std::nullopt;
}

/// "NAME:FILE", or "FILE", which is called what the file is called; style.json after its folder.
void add_style(const std::string& word, serve::Catalog& catalog) {
    const auto colon = word.find(':');
    const bool named = colon != word.npos && !fs::exists(word);
    const fs::path file = named ? word.substr(colon + 1) : word;
    const fs::path stem = file.stem() == "style"
                              ? fs::absolute(file).lexically_normal().parent_path().filename()
                              : file.stem();
    catalog.add_style(named ? word.substr(0, colon) : stem.string(), file.string());
}

serve::Catalog open_catalog(const Settings& settings) {
    serve::Catalog catalog{settings.memory.empty() ? serve::Catalog::usual_memory
                                                   : in_context("--memory", [&] {
                                                         return base::size_bytes(settings.memory);
                                                     })};
    for (const std::string& path : settings.paths) {
        catalog.add_path(path);
    }
    for (const std::string& style : settings.styles) {
        add_style(style, catalog);
    }
    if (const auto viewer = settings.viewer ? settings.viewer : built_viewer()) {
        catalog.add_viewer(*viewer);
    }
    return catalog;
}

serve::ServerSettings server_settings(const Settings& settings) {
    if (settings.port < 0 || settings.port > 65535) {
        throw Error{Fault::usage,
                    "--port " + std::to_string(settings.port) + " is outside 0..65535"};
    }
    const int all = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int threads = settings.threads.value_or(all);
    if (threads < 1 || threads > 1024) {
        throw Error{Fault::usage, "--threads " + std::to_string(threads) + " is outside 1..1024"};
    }
    if (settings.connections < 1) {
        throw Error{Fault::usage,
                    "--connections " + std::to_string(settings.connections) + " is not at least 1"};
    }
    if (settings.connections_per_address.value_or(0) < 0) {
        throw Error{Fault::usage, "--connections-per-address " +
                                      std::to_string(*settings.connections_per_address) +
                                      " is below 0; 0 is any number"};
    }
    serve::ServerSettings server;
    server.most_connections = settings.connections;
    server.most_of_one_address = settings.connections_per_address;
    server.host = settings.host;
    server.port = static_cast<std::uint16_t>(settings.port);
    server.threads = threads;
    server.front.cors_origin = serve::cors_origin(settings.cors);
    server.front.trust_proxy = settings.trust_proxy;
    if (!settings.public_url.empty()) {
        server.front.public_url = serve::public_url(settings.public_url);
    }
    return server;
}

/// As many open files as the system lets us have: each connection is one.
void allow_connections() {
    ::rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
}

void list(const serve::Catalog& catalog, std::ostream& err) {
    for (const auto& [name, tile_set] : catalog.tile_sets()) {
        const auto edition = tile_set.edition();
        const auto& about = edition->reader->description();
        err << "tile set " << serve::printable(name) << ", zoom " << about.min_zoom << " to "
            << about.max_zoom << '\n';
    }
    for (const auto& [name, style] : catalog.styles()) {
        err << "style " << serve::printable(name) << '\n';
    }
    if (catalog.assets().empty()) {
        err << "no viewer: it is not built; the page at / says how\n";
    }
}

int run(const Settings& settings, Io& io) {
    serve::ServerSettings server_options = server_settings(settings);
    std::mutex writing;  // Workers finish requests at the same time; io.err is one stream.
    if (settings.verbose) {
        server_options.log = [&](const serve::LogLine& line) {
            const std::lock_guard lock{writing};
            io.err << line.client << ' ' << serve::printable(line.method) << ' '
                   << serve::printable(line.target) << ' ' << line.status << ' ' << line.bytes
                   << " B " << line.time.count() << " us" << std::endl;
        };
    }
    if (!settings.quiet) {
        server_options.tell = [&](const std::string& news) {
            const std::lock_guard lock{writing};
            io.err << "tile set " << serve::printable(news) << std::endl;
        };
    }
    allow_connections();
    const serve::Catalog catalog = open_catalog(settings);
    serve::Server server{catalog, std::move(server_options)};
    if (!settings.quiet) {
        list(catalog, io.err);
    }
    io.out << server.address() << '/' << std::endl;
    if (!server.run(base::interrupted)) {
        // A thread waits for a disk or a database that does not answer; nothing here may wait for
        // it.
        std::_Exit(0);
    }
    return 0;
}

void define(Options& options, Settings& settings) {
    options.operands(
        "TILESET", settings.paths, 1,
        "Tile sets (" + archive::listed_endings() + ", tile directories), or folders of them.");
    options.option({"--host", "ADDRESS", "Address to listen on (127.0.0.1: only this machine)."},
                   settings.host);
    options.option({"-p,--port", "N", "Port to listen on; 0 takes any free one (8080)."},
                   settings.port);
    options.option({"--style", "[NAME:]FILE",
                    "A MapLibre style to serve as /styles/NAME.json, its sources led to the tile "
                    "sets of the same name here. May be given several times."},
                   settings.styles);
    options.option({"--viewer", "DIR", "The built viewer (found beside the program)."},
                   settings.viewer);
    options.option({"--public-url", "URL",
                    "Address that clients see, for the URLs in answers (the request's Host)."},
                   settings.public_url);
    options.flag(
        "--trust-proxy", settings.trust_proxy,
        "Believe X-Forwarded-Host, -Proto and -Prefix. Only behind a proxy that sets them.");
    options.option(
        {"--cors", "ORIGIN", "Web pages that may read the answers: *, one origin, or none (*)."},
        settings.cors);
    options.option({"--threads", "N", "Threads (as many as processors)."}, settings.threads);
    options.option({"--connections", "N",
                    "Most connections at once (10000; fewer if the system allows fewer open "
                    "files). Over it the one that has waited the longest for a request, and for "
                    "250 ms at least, is closed; if none does, more get 503."},
                   settings.connections);
    options.option({"--connections-per-address", "N",
                    "Most connections of one address, or of one IPv6 network of 64 bits; 0 is any "
                    "number (1000, or half of all if that is less; with --trust-proxy 0). Over it "
                    "one of its own is closed in the same way, or it gets 429. Addresses of this "
                    "machine are not counted."},
                   settings.connections_per_address);
    options.option({"--memory", "SIZE",
                    "Most memory for answers under way, before 503 (256M); a quarter as much is "
                    "for tiles asked for of late."},
                   settings.memory);
    add_quiet(options, settings.quiet);
    options.flag("-v,--verbose", settings.verbose,
                 "Say more on stderr: one line for each request.");
}

constexpr std::string_view example =
    R"(Example: tamga serve journeys.pmtiles --style styles/journeys/style.json
Then open the address it prints.

Addresses:
)";

constexpr std::string_view rules =
    R"([] may be left out. Methods are GET and HEAD where none is named; others get 405. Where
no parameter is listed, a query (?v=3) is ignored.

A tile set that is replaced on disk is taken up within a second; one that is written to in
place gets 503 meanwhile. Limits of a request: a head of 16 KiB, an address of 8 KiB, 100
fields, no body; 30 s to send it, and as much to take each part of the answer, at 4 KiB/s or
faster. A tile has at most 32 MiB as it is stored and 64 MiB unpacked, or 500; it is not read
before --memory has room for it. A database that takes more than 2 s for a tile gets 503, and is
not asked again for 10 s. Tiles packed with brotli or zstd are sent as they are, or 406.)";

/// What --help and the manual page end with.
std::string_view closing_words() {
    static const std::string words =
        std::string{example} + serve::address_list() + std::string{rules};
    return words;
}

}  // namespace

Command serve_command() {
    return {.name = "serve",
            .summary = "Serve tile sets, their styles and a viewer over HTTP.",
            .example = closing_words(),
            .define = [](Options& options) -> Run {
                auto settings = std::make_shared<Settings>();
                define(options, *settings);
                return [settings](Io& io) { return run(*settings, io); };
            }};
}

}  // namespace tamga::cli
