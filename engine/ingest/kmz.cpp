// SPDX-License-Identifier: MIT
#include "engine/ingest/kmz.hpp"

#include "engine/base/bytes.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/ingest/gdal_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace tamga::ingest {
namespace {

struct FreeList {
    void operator()(char** list) const noexcept { gdal().CSLDestroy(list); }
};

struct CloseFile {
    void operator()(VSILFILE* file) const noexcept { gdal().VSIFCloseL(file); }
};

/// Which file of the archive is the one; empty if none is KML.
std::string main_file(const std::string& archive) {
    const std::unique_ptr<char*, FreeList> names{gdal().VSIReadDirRecursive(archive.c_str())};
    std::string first;
    for (char** name = names.get(); name != nullptr && *name != nullptr; ++name) {
        const std::string_view file{*name};
        if (file == "doc.kml") {
            return *name;
        }
        if (file.ends_with(".kml") || file.ends_with(".KML")) {
            const bool nearer = file.find('/') == file.npos && first.find('/') != first.npos;
            first = first.empty() || nearer ? *name : first;
        }
    }
    return first;
}

}  // namespace

void check_unpacked_kml(std::size_t size, std::size_t packed_bytes) {
    constexpr std::size_t always_bytes = std::size_t{16} << 20;
    constexpr std::size_t most_times = 40;
    const std::size_t limit = std::max(always_bytes, packed_bytes * most_times);
    if (size > limit) {
        throw Error{Fault::input,
                    fmt::format("unpacks to more than {} times its size, over {} MiB of KML; if "
                                "that is meant, unpack it first",
                                most_times, limit >> 20)};
    }
}

std::optional<base::MappedFile> unpacked_kml(const std::string& archive, std::size_t packed_bytes,
                                             const std::string& temporary) {
    const std::string folder = "/vsizip/{" + archive + "}";
    const std::string name = main_file(folder);
    if (name.empty()) {
        return std::nullopt;
    }
    const std::unique_ptr<VSILFILE, CloseFile> file{
        gdal().VSIFOpenL((folder + "/" + name).c_str(), "rb")};
    if (file == nullptr) {
        throw Error{Fault::input, "is damaged: its file '" + name + "' cannot be read"};
    }
    base::TemporaryFile all{temporary};
    Bytes some(std::size_t{1} << 20);
    std::size_t size = 0;
    while (const std::size_t got = gdal().VSIFReadL(some.data(), 1, some.size(), file.get())) {
        base::stop_if_interrupted();
        size += got;
        check_unpacked_kml(size, packed_bytes);
        all.append(ByteView{some}.first(got));
    }
    if (size == 0) {
        throw Error{Fault::input, "is damaged: its file '" + name + "' holds nothing"};
    }
    return base::MappedFile{all};
}

}  // namespace tamga::ingest
