// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/table/journey.hpp"
#include "engine/route/table/measure.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tamga::route {

/// What became of the rows of a table of journeys, and of their weight: all = journeys + aggregates
/// + unresolved + bad.
struct RowSums {
    struct Sum {
        std::uint64_t rows = 0;
        Weight weight;

        void add(Weight more) {
            ++rows;
            weight += more;
        }
    };
    Sum all;
    Sum journeys;
    Sum aggregates;  ///< World, Africa, Unknown: what others say already, or nobody knows where.
    Sum unresolved;  ///< A place was not found.
    Sum bad;         ///< A value is missing or makes no sense; the weight is often not known.
};

/// Keeps the accounts of tables of journeys: each row is in one of the sums, and what a user should
/// know of those that are no journeys is said once, with file and line.
class JourneyAccounts {
public:
    /// With `strict` a row that is no journey, and of no aggregate, is an error.
    explicit JourneyAccounts(bool strict = false) : strict_{strict} {}

    /// The table that the next rows are of.
    void begin(const std::string& path) { path_ = path; }
    /// Throws Error{Fault::input} if it is strict and the row is bad.
    void add(const JourneyReading& reading, std::uint64_t record);

    /// Of all rows; the weights are those of all periods.
    const RowSums& sums() const noexcept { return sums_; }
    /// The rows of all periods, and the weights that count.
    RowSums sums(const Measuring& measuring) const;
    /// By period.
    const std::map<std::string, RowSums>& periods() const noexcept { return periods_; }
    /// With the latest period of which there are journeys.
    Measuring measuring(Measure measure) const;

    /// A name that leads to no place.
    struct Lost {
        std::string name;
        std::uint64_t rows = 0;
        Weight weight;
        std::uint64_t first = 0;                     ///< The first of its rows.
        std::string reason;                          ///< "'Atlantis' is not a position, and ..."
        std::map<std::string, Weight> periods = {};  ///< The weight in each.
    };
    /// The heaviest first, then in the order of names; with the weights that count.
    std::vector<Lost> unresolved(const Measuring& measuring = {}) const {
        return listed(unresolved_, measuring);
    }
    std::vector<Lost> aggregates(const Measuring& measuring = {}) const {
        return listed(aggregates_, measuring);
    }

    /// A row that is bad, with its reason.
    struct BadRow {
        std::string path;
        std::uint64_t record = 0;
        std::string reason;
    };
    /// The first of each kind, in input order; those of places that were not found are not among
    /// them.
    const std::vector<BadRow>& first_bad() const noexcept { return first_bad_; }

    /// What is to be said of all rows together, in sentences.
    std::vector<std::string> notes(const Measuring& measuring = {}) const;

private:
    using Names = std::map<std::string, Lost>;
    void add_journey(const Journey& journey, std::uint64_t record);
    void add_bad(const BadJourney& bad, std::uint64_t record);
    static void add_name(Names& names, const BadJourney& bad, std::uint64_t record);
    static std::vector<Lost> listed(const Names& names, const Measuring& measuring);

    bool strict_;
    std::string path_;
    RowSums sums_;
    std::map<std::string, RowSums> periods_;
    Names unresolved_;
    Names aggregates_;
    std::vector<BadRow> first_bad_;
    std::map<BadJourney::Kind, RowSums::Sum> by_kind_;
    std::uint64_t rounded_ = 0;
    RowSums::Sum untimed_;
    std::string first_untimed_;
};

/// Which columns a table has, to be asked about those that are named and are not there.
class ColumnCheck {
public:
    explicit ColumnCheck(const JourneyColumns& columns);

    /// Looks at rows until all columns were met. A copy may look at a part of the table.
    void add(const model::Features& batch);
    void add(const ColumnCheck& other);

    /// Throws Error{Fault::input} that lists the columns there are if one was met in no row, or if
    /// there was no row at all. (A file of lines may have no columns.)
    void require(const std::string& path) const;

private:
    std::map<std::string, std::string> missing_;  ///< By column, what it was to say.
    std::vector<std::string> columns_;            ///< As they were met first.
    std::set<std::string, std::less<>> met_;
    std::uint64_t rows_ = 0;
};

}  // namespace tamga::route
