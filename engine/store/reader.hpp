// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/answer.hpp"
#include "engine/store/explanation.hpp"
#include "engine/store/layer.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tamga::store {

class Rows;
struct Scan;

/// A store that is asked; what it can be asked is in query.hpp. Used by one thread at a time, also
/// through its answers; stop() alone is for another. What a damaged or hostile store can make it do
/// is bounded.
class Reader {
public:
    virtual ~Reader() = default;
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// In the order in which they were added.
    virtual const std::vector<Layer>& layers() const = 0;

    /// The layer of that name, or the only one of these kinds.
    /// Throws Error{Fault::usage} if there is none, if there are several, or if it is of another
    /// kind.
    const Layer& layer(const std::string& name, std::span<const Kind> kinds) const;

    /// The rows of a layer that questions are asked about.
    virtual std::unique_ptr<Rows> rows(const Layer& layer, const Scan& scan) = 0;

    /// Whether a route of a layer that has periods is of exactly this one.
    virtual bool has_period(const Layer& layer, const std::string& period) = 0;
    /// Its periods, or the first `most` that are found.
    virtual std::vector<std::string> periods(const Layer& layer, std::size_t most) = 0;

    /// What a statement in the language of the store's database answers. See run_sql().
    virtual std::unique_ptr<Answer> statement(const std::string& sql, const Wanted& wanted) = 0;

    /// Ends what is being asked on another thread.
    virtual void stop() noexcept = 0;

    /// How what it was asked is being answered. Whoever selects rows adds to it.
    Explanation& explanation() noexcept { return explanation_; }

private:
    /// What a layer that somebody calls `name` is called in this store.
    virtual std::string stored_name(const std::string& name) const = 0;

    Explanation explanation_;
};

/// Opens a store by where it is. Throws Error{Fault::input} if it is missing or is not a store.
std::unique_ptr<Reader> open(const std::string& address);

}  // namespace tamga::store
