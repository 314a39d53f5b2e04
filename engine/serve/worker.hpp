// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/catalog.hpp"
#include "engine/serve/guests.hpp"
#include "engine/serve/hands.hpp"
#include "engine/serve/server.hpp"

#include <memory>
#include <string>

namespace tamga::serve {

/// What every connection of a server looks at.
struct Site {
    const Catalog& catalog;
    ServerSettings settings;
    std::string own_host;  ///< "127.0.0.1:8080", for clients too old to send a Host.
    Hands& hands;
    Guests& guests;
};

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

    /// Talks with the client at the other end of the guest's descriptor, a connected TCP socket,
    /// and closes it; or turns it away, whatever it asks. Requires a guest of the site's, which
    /// ends.
    void adopt(Guest& guest);

    /// Closes the connections on which nothing is under way; the others end with their response.
    void drain();
    /// True when drain() was called and the last connection has ended.
    bool drained() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::serve
