// SPDX-License-Identifier: MIT
#include "engine/serve/archive_response.hpp"

#include "engine/serve/content.hpp"
#include "engine/serve/list_field.hpp"
#include "engine/serve/range.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::serve {
namespace {

/// Ranges are for GET only, and an If-Range that does not hold means: then send it whole.
bool wants_range(const Request& request, const RawFile& file) {
    return request.method == "GET" && !request.range.empty() &&
           (request.if_range.empty() || trimmed(request.if_range) == file.tag());
}

void add_file_fields(const RawFile& file, Response& response) {
    response.add("ETag", file.tag());
    response.add("Accept-Ranges", "bytes");
    response.add("Cache-Control", "no-cache");
}

Response part_of(const RawFile& file, const RangeRequest& range) {
    Response response{.status = 206, .body = FileSlice{&file, range.offset, range.size}};
    response.add("Content-Range", fmt::format("bytes {}-{}/{}", range.offset,
                                              range.offset + range.size - 1, file.size()));
    return response;
}

Response no_such_part(const RawFile& file) {
    Response response = plain(416, fmt::format("this archive has {} bytes; ask for one range "
                                               "within them at a time",
                                               file.size()));
    response.add("Content-Range", fmt::format("bytes */{}", file.size()));
    return response;
}

}  // namespace

Response archive_response(const Request& request, const RawFile& file) {
    if (auto early = precondition_answer(request, file.tag())) {
        if (early->status == 304) {
            add_file_fields(file, *early);
        }
        return std::move(*early);
    }
    Response response{.body = FileSlice{&file, 0, file.size()}};
    if (wants_range(request, file)) {
        const RangeRequest range = range_request(request.range, file.size());
        if (range.kind == RangeRequest::Kind::unsatisfiable) {
            return no_such_part(file);
        }
        if (range.kind == RangeRequest::Kind::part) {
            response = part_of(file, range);
        }
    }
    add_file_fields(file, response);
    response.add("Content-Type", "application/vnd.pmtiles");
    return response;
}

}  // namespace tamga::serve
