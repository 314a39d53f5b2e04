// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/catalog.hpp"
#include "engine/serve/hands.hpp"
#include "engine/serve/server.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace tamga::serve {

/// What every connection of a server looks at.
struct Site {
    const Catalog& catalog;
    ServerSettings settings;
    std::string own_host;  ///< "127.0.0.1:8080", for clients too old to send a Host.
    Hands& hands;
    /// Open now, and told that there are too many. Raised by the thread that accepts, and lowered
    /// by those that close.
    std::atomic<int>& connections;
    std::atomic<int>& turned_away;
};

enum class Treatment { serve, turn_away };

/// A thread that holds the conversations with its share of the clients. A connection belongs to one
/// worker for its whole life, so that workers share nothing but the site. It never reads from a
/// disk that lets it wait, and never packs or unpacks: the site's hands do.
class Worker {
public:
    /// Starts the thread. `site` must outlive the worker.
    explicit Worker(const Site& site);
    /// Ends every conversation at once, and the thread. Requires that the hands have nothing under
    /// way.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Talks with the client at the other end of `descriptor`, a connected TCP socket, and closes
    /// it; or says that there are too many, whatever it asks. Requires that the site has counted
    /// it.
    void adopt(int descriptor, Treatment treatment);

    /// Closes the connection that has waited the longest for a request, or has not finished one:
    /// for room.
    void shed();

    /// Closes the connections on which nothing is under way; the others end with their response.
    void drain();
    /// True when drain() was called and the last connection has ended.
    bool drained() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::serve
