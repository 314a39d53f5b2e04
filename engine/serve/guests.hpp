// SPDX-License-Identifier: MIT
#pragma once

#include "engine/serve/client_address.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <unordered_map>

namespace tamga::serve {

struct Guest;

/// The connections that may be shed, the first to go at the front, and those that may not.
struct GuestQueue {
    std::list<Guest*> waiting{};
    std::list<Guest*> busy{};
};

/// One connection. Its worker looks at the first two members, the rest is for Guests.
struct Guest {
    enum class Phase { busy, waiting, parting, leaving };

    int descriptor = -1;
    int refusal = 0;  ///< The status to turn it away with; 0 if it is served.

    Phase phase = Phase::busy;
    std::chrono::steady_clock::time_point waiting_since{};
    GuestQueue* own = nullptr;  ///< Of its address; null if those are not counted.
    ClientAddress address{};
    std::list<Guest*>::iterator in_all{};
    std::list<Guest*>::iterator in_own{};
    std::list<Guest>::iterator self{};
};

/// All connections of a server, how many there may be, and who goes when there are more: the one
/// that has waited the longest for a request, at once and by the thread that accepts. Never shed
/// are connections with a request under way, or with bytes that nobody has read yet, and those that
/// have waited for less than `time_to_ask`. A request is under way when all of its head has come:
/// half a head holds no place.
class Guests {
public:
    using Clock = std::chrono::steady_clock;

    /// A request follows the connection by less than this, however far the client is: it need not
    /// wait for an answer.
    static constexpr auto time_to_ask = std::chrono::milliseconds{250};
    /// Connections on their way out, told so or not yet closed; each still has a descriptor.
    static constexpr int most_leaving = 32;

    struct Limits {
        int all = 1;
        int of_one_address = 0;  ///< 0: any number.
        bool counts_loopback = false;
    };

    /// To be called before anybody comes.
    void set_limits(const Limits& limits) { limits_ = limits; }

    // For the thread that accepts.

    /// True if there is a place for one more; sheds the one that must go for it.
    bool make_room(Clock::time_point now = Clock::now());
    /// A guest in the place that there is, to be served; null if its address has too many, all of
    /// which are busy. Requires that make_room() was true just now.
    Guest* welcome(int descriptor, const ClientAddress& address,
                   Clock::time_point now = Clock::now());
    /// A guest to be told so; null if too many are being told.
    Guest* turn_away(int descriptor, int status);
    /// To be called while nobody is at the door.
    void nobody_came() noexcept { crowded_ = false; }
    /// Returns when somebody has left or is about to, or after `most`.
    void await_change(std::chrono::milliseconds most);

    // For the workers. A guest is waiting from waits() to asks().

    void waits(Guest& guest);
    /// False if it was shed: nothing can be sent to it any more.
    bool asks(Guest& guest);
    /// It has all that it will get, and is only to hang up: whoever comes may have its place.
    void parts(Guest& guest);
    /// To be called before the descriptor is closed. Ends the guest.
    void leaves(Guest& guest);
    /// True while somebody stands at the door for whom there is no place: who is served now should
    /// not stay.
    bool is_crowded() const noexcept { return crowded_; }

private:
    GuestQueue* own_queue(const ClientAddress& address);
    bool shed_one_of(GuestQueue& queue, Clock::time_point now);
    void shed(Guest& guest);
    void take_out(Guest& guest);
    void move(Guest& guest, Guest::Phase to);

    Limits limits_;
    std::atomic<bool> crowded_ = false;  // Workers look at it after each response.

    std::mutex mutex_;  // Of what follows: one thread accepts, the workers tell what happens.
    std::condition_variable changed_;
    std::list<Guest> guests_;
    GuestQueue all_;
    std::unordered_map<ClientAddress, GuestQueue, ClientAddressHash> of_address_;
    int leaving_ = 0;
};

}  // namespace tamga::serve
