// SPDX-License-Identifier: MIT
#include "engine/serve/guests.hpp"

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cstddef>
#include <iterator>

namespace tamga::serve {
namespace {

/// Looked at for one to shed: each takes a call of the system. Others that wait have unread bytes
/// only for a moment.
constexpr int most_looked_at = 64;

bool has_unread_bytes(int descriptor) {
    int size = 0;
    return ::ioctl(descriptor, FIONREAD, &size) == 0 && size > 0;
}

std::size_t size_of(const GuestQueue& queue) { return queue.waiting.size() + queue.busy.size(); }

bool may_wait(Guest::Phase phase) {
    return phase == Guest::Phase::waiting || phase == Guest::Phase::parting;
}

}  // namespace

bool Guests::make_room(Clock::time_point now) {
    const std::lock_guard lock{mutex_};
    const bool room =
        size_of(all_) < static_cast<std::size_t>(limits_.all) || shed_one_of(all_, now);
    crowded_ = !room;
    return room;
}

Guest* Guests::welcome(int descriptor, const ClientAddress& address, Clock::time_point now) {
    const std::lock_guard lock{mutex_};
    GuestQueue* own = own_queue(address);
    if (own != nullptr && size_of(*own) >= static_cast<std::size_t>(limits_.of_one_address) &&
        !shed_one_of(*own, now)) {
        return nullptr;
    }
    own = own_queue(address);  // Shedding its only one has ended its queue.
    Guest& guest = guests_.emplace_back();
    guest.descriptor = descriptor;
    guest.address = address;
    guest.self = std::prev(guests_.end());
    guest.waiting_since = now;
    guest.phase = Guest::Phase::waiting;
    guest.in_all = all_.waiting.insert(all_.waiting.end(), &guest);
    if (own != nullptr) {
        guest.own = own;
        guest.in_own = own->waiting.insert(own->waiting.end(), &guest);
    }
    return &guest;
}

Guest* Guests::turn_away(int descriptor, int status) {
    const std::lock_guard lock{mutex_};
    if (leaving_ >= most_leaving) {
        return nullptr;
    }
    ++leaving_;
    Guest& guest = guests_.emplace_back();
    guest.descriptor = descriptor;
    guest.refusal = status;
    guest.self = std::prev(guests_.end());
    guest.phase = Guest::Phase::leaving;
    return &guest;
}

void Guests::await_change(std::chrono::milliseconds most) {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, most);
}

void Guests::waits(Guest& guest) {
    const std::lock_guard lock{mutex_};
    if (guest.phase == Guest::Phase::busy) {
        guest.waiting_since = Clock::now();
        move(guest, Guest::Phase::waiting);
    }
}

bool Guests::asks(Guest& guest) {
    const std::lock_guard lock{mutex_};
    if (guest.phase == Guest::Phase::waiting) {
        move(guest, Guest::Phase::busy);
    }
    return guest.phase != Guest::Phase::leaving;
}

void Guests::parts(Guest& guest) {
    const std::lock_guard lock{mutex_};
    if (guest.phase != Guest::Phase::leaving) {
        move(guest, Guest::Phase::parting);
        changed_.notify_one();
    }
}

void Guests::leaves(Guest& guest) {
    const std::lock_guard lock{mutex_};
    if (guest.phase == Guest::Phase::leaving) {
        --leaving_;
    } else {
        take_out(guest);
    }
    guests_.erase(guest.self);
    changed_.notify_one();
}

/// Null where connections of one address are not counted.
GuestQueue* Guests::own_queue(const ClientAddress& address) {
    const bool counted =
        limits_.of_one_address > 0 && (limits_.counts_loopback || !address.is_loopback());
    return counted ? &of_address_[address] : nullptr;
}

bool Guests::shed_one_of(GuestQueue& queue, Clock::time_point now) {
    if (leaving_ >= most_leaving) {
        return false;  // Their descriptors are not free yet.
    }
    int looked_at = 0;
    for (Guest* guest : queue.waiting) {
        const bool parting = guest->phase == Guest::Phase::parting;
        if (!parting && now - guest->waiting_since < time_to_ask) {
            return false;  // Those behind it came later.
        }
        if (parting || !has_unread_bytes(guest->descriptor)) {
            shed(*guest);
            return true;
        }
        if (++looked_at == most_looked_at) {
            return false;
        }
    }
    return false;
}

/// Its worker reads the end of the conversation, and closes.
void Guests::shed(Guest& guest) {
    ::shutdown(guest.descriptor, SHUT_RDWR);
    take_out(guest);
    guest.phase = Guest::Phase::leaving;
    ++leaving_;
}

void Guests::take_out(Guest& guest) {
    const bool waiting = may_wait(guest.phase);
    (waiting ? all_.waiting : all_.busy).erase(guest.in_all);
    if (guest.own == nullptr) {
        return;
    }
    (waiting ? guest.own->waiting : guest.own->busy).erase(guest.in_own);
    if (size_of(*guest.own) == 0) {
        of_address_.erase(guest.address);
    }
    guest.own = nullptr;
}

void Guests::move(Guest& guest, Guest::Phase to) {
    const bool from_waiting = may_wait(guest.phase);
    const auto move_in = [&](GuestQueue& queue, std::list<Guest*>::iterator place) {
        auto& from = from_waiting ? queue.waiting : queue.busy;
        auto& into = may_wait(to) ? queue.waiting : queue.busy;
        into.splice(to == Guest::Phase::parting ? into.begin() : into.end(), from, place);
    };
    move_in(all_, guest.in_all);
    if (guest.own != nullptr) {
        move_in(*guest.own, guest.in_own);
    }
    guest.phase = to;
}

}  // namespace tamga::serve
