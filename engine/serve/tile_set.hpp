// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/serve/http/negotiate.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace tamga::serve {

/// A database that takes longer for a tile gets a rest.
inline constexpr std::chrono::seconds longest_question{2};
inline constexpr std::chrono::seconds rest_time{10};

/// While a database rests nobody asks it, so that it does not keep all hands busy. Atomic, because
/// several hands ask at a time.
class Rest {
public:
    using Clock = std::chrono::steady_clock;

    void begin() noexcept { end_ = (Clock::now() + rest_time).time_since_epoch(); }
    bool lasts() const noexcept { return Clock::now().time_since_epoch() < end_.load(); }

private:
    std::atomic<Clock::duration> end_{Clock::duration::min()};
};

/// What a tile set is from one replacement to the next. Requests share it, so that an answer that
/// began with one edition ends with it.
struct Edition {
    std::uint64_t number = 0;  ///< No other of this process has it.
    std::unique_ptr<const archive::Reader> reader;
    /// By whose stamp a change is seen: the archive, or a folder's metadata.json. Nothing for a
    /// tile set that is no file.
    std::optional<base::RawFile> file{};
    std::string path{};              ///< Of `file`.
    std::string archive_tag{};       ///< Of the archive as a whole; empty if it is not given away.
    std::optional<Coding> coding{};  ///< Of all its tiles; nothing if each is to be looked at.
    std::string media_type{};        ///< Of all its tiles; empty likewise.
    std::string tilejson{};          ///< See documents.hpp.
    std::string catalog_entry{};
    std::unique_ptr<Rest> rest = std::make_unique<Rest>();

    /// True while everything that was read is of this edition: nobody has written to the file, and
    /// if another file took its name, it can still be read. Takes no reading.
    bool intact() const;
};

/// An edition of a tile set that is in memory or opened already. `file` makes it one that is given
/// away whole.
std::shared_ptr<const Edition> edition_of(const std::string& name,
                                          std::unique_ptr<const archive::Reader> reader,
                                          std::optional<base::RawFile> file = std::nullopt);

/// The tile set that lies at `path` now. Throws Error{Fault::input} if it cannot be read, if it is
/// written to meanwhile, or if its tiles are packed by a method that we do not know.
std::shared_ptr<const Edition> open_edition(const std::string& name, const std::string& path);

/// A tile set under its name, in the newest edition. Safe from several threads at once.
class TileSet {
public:
    using Open = std::function<std::shared_ptr<const Edition>()>;

    /// `open` opens the next edition; empty if there will be none.
    TileSet(std::shared_ptr<const Edition> first, Open open);

    std::shared_ptr<const Edition> edition() const;

    /// Takes up what has replaced the edition, once nobody has written to it for a moment. If that
    /// cannot be read, the edition stays. What the catalog holds is const; what lies on the disk is
    /// not, hence this is.
    void look_again() const;

    /// True if nothing has the name, but something had it a moment ago: it is being replaced.
    bool is_between_editions() const;

    /// What look_again() has found, for people; empty mostly.
    std::string take_news() const;

private:
    using Clock = std::chrono::steady_clock;

    void take_up() const;

    Open open_;
    mutable std::mutex holding_;  ///< Of `edition_` and `news_`, for a moment only.
    mutable std::shared_ptr<const Edition> edition_;
    mutable std::string news_;

    mutable std::mutex looking_;  ///< Of what follows, while an edition is opened.
    mutable std::optional<base::FileStamp> seen_;
    mutable Clock::time_point seen_since_{};
    mutable bool refused_ = false;  ///< What was seen is no tile set.
    mutable std::optional<Clock::time_point> missing_since_;
};

}  // namespace tamga::serve
