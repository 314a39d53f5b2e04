// SPDX-License-Identifier: MIT
//
// GeoJSON on the fast path: one thread cuts the text into blocks of whole records, all threads
// parse blocks.
#include "engine/base/error.hpp"
#include "engine/ingest/geojson_parser.hpp"
#include "engine/ingest/parse/scan.hpp"
#include "engine/ingest/pipeline.hpp"
#include "engine/ingest/readers.hpp"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>

#include <memory>
#include <utility>
#include <vector>

namespace tamga::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t block_size = std::size_t{1} << 20;

/// What is cut off for one job. Without `records`, each line is one.
struct Block {
    std::string_view text = {};
    std::size_t begin = 0;
    std::uint64_t line = 1;  ///< Where `begin` is.
    std::vector<Range> records = {};
    std::shared_ptr<const geo::ToLonLat> crs =
        {};  // Shared: blocks outlive the cutter's current one.
};

/// A parser, and a place for the text at the file's end, after which nothing can be read.
struct Worker {
    GeojsonParser parser;
    std::string copy;
};

class GeojsonReader {
public:
    GeojsonReader(const Source& source, Input& input)
        : source_{source}, text_{input.text()}, records_{text_} {
        if (!source.crs.empty()) {
            set_crs(source.crs);
        }
    }

    Job next_lines();
    Job next_records();

private:
    void set_crs(const std::string& name);
    void follow_crs();
    Job job(Block block);
    Batch parse(const Block& block);
    void parse_line(std::string_view line, std::uint64_t number, const GeojsonTarget& target);
    void parse_record(std::string_view record, std::uint64_t line, const GeojsonTarget& target);
    [[noreturn]] void fail_at(std::size_t at, const Error& error) const;
    void check_last_line(std::size_t end) const;

    const Source& source_;
    std::string_view text_;
    JsonRecords records_;
    std::optional<Range> waiting_;  // A record of another CRS than the block before it.
    std::size_t at_ = 0;
    std::uint64_t line_ = 1;
    std::shared_ptr<const geo::ToLonLat> crs_;
    std::string_view crs_member_;
    tbb::enumerable_thread_specific<Worker> workers_;
};

void GeojsonReader::set_crs(const std::string& name) {
    auto crs = std::make_shared<const geo::ToLonLat>(name);
    crs_ = crs->identity() ? nullptr : std::move(crs);
}

/// Takes over the "crs" of a collection that was just entered, unless the user named one.
void GeojsonReader::follow_crs() {
    if (!source_.crs.empty() || records_.crs() == crs_member_) {
        return;
    }
    crs_member_ = records_.crs();
    const std::string name = crs_member_.empty() ? "" : crs_name(crs_member_);
    if (name.empty()) {
        crs_ = nullptr;
        return;
    }
    try {
        set_crs(name);
    } catch (const Error& error) {  // The file's fault here, not the command line's.
        throw Error{Fault::input, error.what()};
    }
}

void GeojsonReader::fail_at(std::size_t at, const Error& error) const {
    const std::uint64_t line = 1 + count_newlines(text_.substr(0, at));
    throw Error{error.fault(), fmt::format("{}:{}: {}", called(source_.path), line, error.what())};
}

Job GeojsonReader::job(Block block) {
    line_ += count_newlines(block.text);
    at_ = block.begin + block.text.size();
    return [this, block = std::move(block)] { return parse(block); };
}

Job GeojsonReader::next_lines() {
    if (at_ >= text_.size()) {
        return {};
    }
    std::size_t end = text_.size();
    if (text_.size() - at_ > block_size) {
        const std::size_t newline = text_.find('\n', at_ + block_size);
        end = newline == npos ? text_.size() : newline + 1;
    }
    if (end == text_.size()) {
        check_last_line(end);
    }
    return job({.text = text_.substr(at_, end - at_), .begin = at_, .line = line_, .crs = crs_});
}

/// A last line without its line feed may be half a record; that is damage, not a bad record.
void GeojsonReader::check_last_line(std::size_t end) const {
    const std::size_t newline = text_.rfind('\n', end - 1);
    const std::size_t begin = text_.find('{', newline == npos ? 0 : newline);
    if (text_.back() != '\n' && begin != npos && end_of_value(text_, begin) == npos) {
        fail_at(begin, Error{Fault::input,
                             "the file ends inside a feature that starts here; was "
                             "it cut short by a broken download?"});
    }
}

Job GeojsonReader::next_records() {
    Block block{.begin = at_, .line = line_};
    std::size_t end = at_;
    try {
        while (end - at_ < block_size) {
            const auto record = waiting_ ? std::exchange(waiting_, std::nullopt) : records_.next();
            if (!record) {
                break;
            }
            const auto crs_before = crs_;
            follow_crs();
            if (!block.records.empty() && crs_ != crs_before) {
                waiting_ = record;
                block.crs = crs_before;
                break;
            }
            block.crs = crs_;
            block.records.push_back(*record);
            end = record->end;
        }
    } catch (const Error& error) {
        fail_at(records_.at(), error);
    }
    if (block.records.empty()) {
        return {};
    }
    block.text = text_.substr(at_, end - at_);
    return job(std::move(block));
}

Batch GeojsonReader::parse(const Block& block) {
    Batch batch;
    const GeojsonTarget target{batch.features, batch.tally, block.crs.get(), source_.table};
    std::uint64_t line = block.line;
    std::size_t at = block.begin;
    for (const Range& record : block.records) {
        line += count_newlines(text_.substr(at, record.begin - at));
        at = record.begin;
        parse_record(text_.substr(record.begin, record.end - record.begin), line, target);
    }
    if (block.records.empty()) {
        for (std::string_view rest = block.text; !rest.empty(); ++line) {
            const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
            parse_line(rest.substr(0, end), line, target);
            rest.remove_prefix(end);
        }
    }
    batch.bytes_behind = block.begin + block.text.size();
    return batch;
}

void GeojsonReader::parse_line(std::string_view line, std::uint64_t number,
                               const GeojsonTarget& target) {
    constexpr std::string_view around{" \t\r\n\x1e"};
    const std::size_t begin = line.find_first_not_of(around);
    if (begin != npos) {
        line = line.substr(begin, line.find_last_not_of(around) + 1 - begin);
        parse_record(line, number, target);
    }
}

void GeojsonReader::parse_record(std::string_view record, std::uint64_t line,
                                 const GeojsonTarget& target) {
    Worker& worker = workers_.local();
    const char* end = text_.data() + text_.size();
    if (static_cast<std::size_t>(end - (record.data() + record.size())) < GeojsonParser::padding) {
        worker.copy.assign(record);
        worker.copy.resize(record.size() + GeojsonParser::padding);
        record = std::string_view{worker.copy}.substr(0, record.size());
    }
    if (!worker.parser.record(record, line, target)) {
        target.tally.refuse(line, "a FeatureCollection where a feature is expected");
    }
}

}  // namespace

Summary read_geojson(const Source& source, Input& input, JsonKind kind, const Work& work) {
    GeojsonReader reader{source, input};
    const bool lines = kind == JsonKind::lines;
    return run(source,
               {.next = [&] { return lines ? reader.next_lines() : reader.next_records(); },
                .release = [&](std::size_t bytes) { input.pass(bytes); }},
               work);
}

}  // namespace tamga::ingest
