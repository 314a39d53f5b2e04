// SPDX-License-Identifier: MIT
#include "engine/place/key_builder.hpp"

#include "engine/base/error.hpp"
#include "engine/place/fold.hpp"

#include <algorithm>

namespace tamga::place {
namespace {

/// A place has a name in its best role only; "Saudi" is who is from there, not a spelling.
bool comes_first(const Posting& a, const Posting& b) {
    const auto order = [](NameRole role) {
        return role == NameRole::demonym ? 1 : 2 * static_cast<int>(role);
    };
    return a.place != b.place ? a.place < b.place : order(a.role) < order(b.role);
}

}  // namespace

void KeyBuilder::gather() {
    for (const RawName& name : raw_.names) {
        const std::string key = fold(name.name);
        // A town without inhabitants or letters is no town.
        if (!key.empty() && key.size() <= KeyTable::longest_key) {
            entries_[key].postings.push_back({name.place, name.role});
        }
    }
    for (std::uint32_t i = 0; i < raw_.places.size(); ++i) {
        const std::string key = fold(raw_.places[i].iso);
        if (!key.empty() && raw_.places[i].position) {
            entries_[key].postings.push_back({i, NameRole::abbreviation});
        }
    }
    keys_ = entries_.size();
    for (const auto& [word, bits] : raw_.words) {
        if (!word.empty()) {
            entries_[word].bits |= bits;
        }
    }
}

/// "new" is no name, but "new york" starts with it: whoever looks up word by word goes on.
void KeyBuilder::mark_prefixes() {
    std::vector<std::string> prefixes;
    for (const auto& [key, entry] : entries_) {
        for (std::size_t space = key.find(' '); space != std::string::npos;
             space = key.find(' ', space + 1)) {
            prefixes.push_back(key.substr(0, space));
        }
    }
    for (const std::string& prefix : prefixes) {
        entries_[prefix].bits |= key_continues;
    }
}

/// How likely a place is meant by its name alone, before anything else is known. Countries come
/// first; a capital is named as often as a town four times its size, a unit as one of a quarter.
double KeyBuilder::importance(std::uint32_t index) const {
    const RawPlace& place = raw_.places[index];
    const double population = 1.0 + place.population;
    switch (place.kind) {
        case Kind::country:
            return 1e12 + population;
        case Kind::admin1:
            return population / 4;
        case Kind::admin2:
            return population / 16;
        case Kind::feature:
            return place.code == "CONT" ? 1e12 : 5e5;
        case Kind::town:
            break;
    }
    return place.code == "PPLC"    ? 4 * population + 4000
           : place.code == "PPLA"  ? 2 * population + 2000
           : place.code == "PPLA2" ? population + 1000
                                   : population;
}

void KeyBuilder::rank(std::vector<Posting>& places) const {
    std::ranges::sort(places, comes_first);
    const auto same = std::ranges::unique(places, {}, &Posting::place);
    places.erase(same.begin(), same.end());
    struct Ranked {
        Posting posting;
        double importance = 0;
    };
    std::vector<Ranked> ranked;
    for (const Posting& posting : places) {
        ranked.push_back({posting, importance(posting.place)});
    }
    // A unit that is called like a town in it is meant less often than the town: Osh, Naryn.
    for (Ranked& unit : ranked) {
        const Kind kind = raw_.places[unit.posting.place].kind;
        if (kind != Kind::admin1 && kind != Kind::admin2) {
            continue;
        }
        for (const Ranked& town : ranked) {
            const PlaceRecord& record = records_[town.posting.place];
            const bool is_inside =
                raw_.places[town.posting.place].kind == Kind::town &&
                (record.admin1 == unit.posting.place || record.admin2 == unit.posting.place);
            if (is_inside) {
                unit.importance = std::min(unit.importance, town.importance * 0.999);
            }
        }
    }
    std::ranges::sort(ranked, [](const Ranked& a, const Ranked& b) {
        return a.importance != b.importance ? a.importance > b.importance
                                            : a.posting.place < b.posting.place;
    });
    std::ranges::transform(ranked, places.begin(), &Ranked::posting);
}

void KeyBuilder::put(const std::string& key, const Entry& entry) {
    const std::uint64_t hash = KeyHash::of(key);
    KeySieve::add(sieve, hash);
    std::size_t at = KeyTable::slot(hash, slots.size());
    for (std::size_t step = 1; slots[at].text != 0; ++step) {
        if (step == KeyTable::most_steps) {
            throw Error{Fault::input, "too many names have one hash; were they made to?"};
        }
        at = at + 1 == slots.size() ? 0 : at + 1;
    }
    const std::size_t count = std::min<std::size_t>(entry.postings.size(), 0xFFFF);
    slots[at] = {.text = strings_.add(key),
                 .postings = static_cast<std::uint32_t>(postings.size()),
                 .hash = static_cast<std::uint32_t>(hash >> 32),
                 .count = static_cast<std::uint16_t>(count),
                 .bits = entry.bits};
    for (std::size_t i = 0; i < count; ++i) {
        postings.push_back(entry.postings[i].packed());
    }
}

void KeyBuilder::build() {
    gather();
    mark_prefixes();
    slots.resize(entries_.size() * 3 / 2 + 1);
    for (auto& [key, entry] : entries_) {
        rank(entry.postings);
        put(key, entry);
    }
}

}  // namespace tamga::place
