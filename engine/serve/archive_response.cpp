// SPDX-License-Identifier: MIT
#include "engine/serve/archive_response.hpp"

#include "engine/base/text.hpp"
#include "engine/serve/http/content.hpp"
#include "engine/serve/http/list_field.hpp"
#include "engine/serve/http/range.hpp"

#include <fmt/format.h>

#include <utility>

namespace tamga::serve {
namespace {

/// Ranges are for GET only, and an If-Range that does not hold means: then send it whole.
bool wants_range(const Request& request, const Edition& edition) {
    return request.method == "GET" && !request.range.empty() &&
           (request.if_range.empty() ||
            base::trimmed(request.if_range, base::blanks) == edition.archive_tag);
}

void add_file_fields(const Edition& edition, Response& response) {
    response.add("ETag", edition.archive_tag);
    response.add("Accept-Ranges", "bytes");
    response.add("Cache-Control", "no-cache");
}

Response part_of(std::shared_ptr<const Edition> edition, const RangeRequest& range) {
    const std::uint64_t size = edition->file->size();
    Response response{.status = 206,
                      .body = FileSlice{std::move(edition), range.offset, range.size}};
    response.add("Content-Range",
                 fmt::format("bytes {}-{}/{}", range.offset, range.offset + range.size - 1, size));
    return response;
}

Response no_such_part(std::uint64_t size) {
    Response response = plain(416, fmt::format("this archive has {} bytes; ask for one range "
                                               "within them at a time",
                                               size));
    response.add("Content-Range", fmt::format("bytes */{}", size));
    return response;
}

}  // namespace

Response archive_response(const Request& request, const std::shared_ptr<const Edition>& edition) {
    const std::uint64_t size = edition->file->size();
    if (auto early = precondition_answer(request, edition->archive_tag)) {
        if (early->status == 304) {
            add_file_fields(*edition, *early);
        }
        return std::move(*early);
    }
    Response response{.body = FileSlice{edition, 0, size}};
    if (wants_range(request, *edition)) {
        const RangeRequest range = range_request(request.range, size);
        if (range.kind == RangeRequest::Kind::unsatisfiable) {
            return no_such_part(size);
        }
        if (range.kind == RangeRequest::Kind::part) {
            response = part_of(edition, range);
        }
    }
    add_file_fields(*edition, response);
    response.add("Content-Type",
                 std::string{archive::row_of(edition->reader->format()).media_type});
    return response;
}

}  // namespace tamga::serve
