// SPDX-License-Identifier: MIT
#include "engine/store/postgis/spool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <variant>

namespace tamga::store::postgis {
namespace {

enum class Tag : std::uint8_t { row, null, integer, real, text, bytes };

template <class T>
void put(Bytes& out, T value) {
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
}

/// The highest byte first, as COPY wants it.
template <class T>
void put_swapped(Bytes& out, T value) {
    for (int shift = 8 * (static_cast<int>(sizeof value) - 1); shift >= 0; shift -= 8) {
        out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void put_field(Bytes& out, std::string_view bytes) {
    put_swapped(out, static_cast<std::uint32_t>(bytes.size()));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void put_null(Bytes& out) { put_swapped(out, ~std::uint32_t{0}); }

void put_number(Bytes& out, std::uint64_t bits) {
    put_swapped(out, std::uint32_t{sizeof bits});
    put_swapped(out, bits);
}

/// Reads what a spool has kept.
class Kept {
public:
    explicit Kept(ByteView bytes) : bytes_{bytes} {}

    bool at_end() const noexcept { return at_ == bytes_.size(); }
    std::size_t position() const noexcept { return at_; }
    template <class T>
    T take() {
        T value;
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    ByteView take_bytes() {
        const auto size = take<std::uint32_t>();
        const ByteView bytes = bytes_.subspan(at_, size);
        at_ += size;
        return bytes;
    }

private:
    ByteView bytes_;
    std::size_t at_ = 0;
};

void convert_integer(Bytes& out, std::int64_t value, ColumnType type) {
    if (type == ColumnType::integer) {
        put_number(out, static_cast<std::uint64_t>(value));
    } else if (type == ColumnType::real) {
        put_number(out, std::bit_cast<std::uint64_t>(static_cast<double>(value)));
    } else {
        put_field(out, fmt::format("{}", value));
    }
}

void convert_real(Bytes& out, double value, ColumnType type) {
    if (type == ColumnType::real) {
        put_number(out, std::bit_cast<std::uint64_t>(value));
    } else {
        put_field(out, text_of(value));
    }
}

void convert_value(Bytes& out, Kept& kept, const Spool::Target& target) {
    switch (kept.take<Tag>()) {
        case Tag::integer:
            convert_integer(out, kept.take<std::int64_t>(), target.type);
            break;
        case Tag::real:
            convert_real(out, kept.take<double>(), target.type);
            break;
        case Tag::text:
        case Tag::bytes: {
            const ByteView bytes = kept.take_bytes();
            put_field(out, as_text(target.convert == nullptr ? bytes : target.convert(bytes)));
            break;
        }
        case Tag::null:
        case Tag::row:
            put_null(out);
            break;
    }
}

constexpr std::string_view copy_header{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
constexpr std::size_t piece = std::size_t{1} << 20;

}  // namespace

std::string text_of(double value) {
    std::string text = fmt::format("{:.15g}", value);
    const std::size_t exponent = std::min(text.find('e'), text.size());
    if (std::isfinite(value) && text.find('.') == std::string::npos) {
        text.insert(exponent, ".0");
    }
    return text;
}

void Spool::row(std::size_t values) {
    if (buffer_.size() >= piece) {
        keep();
    }
    buffer_.push_back(static_cast<std::uint8_t>(Tag::row));
    put(buffer_, static_cast<std::uint32_t>(values));
}

void Spool::keep() {
    file_.append(buffer_);
    buffer_.clear();
}

void Spool::value(const model::Value& value) {
    struct Put {
        Spool& spool;

        void tag(Tag tag) const { spool.buffer_.push_back(static_cast<std::uint8_t>(tag)); }
        void operator()(std::monostate) const { tag(Tag::null); }
        void operator()(bool flag) const { (*this)(std::int64_t{flag ? 1 : 0}); }
        void operator()(std::int64_t number) const {
            tag(Tag::integer);
            put(spool.buffer_, number);
        }
        void operator()(std::uint64_t number) const {  // Past what bigint can hold.
            (*this)(std::string_view{fmt::format("{}", number)});
        }
        void operator()(double number) const {
            if (std::isnan(number)) {
                return tag(Tag::null);
            }
            tag(Tag::real);
            put(spool.buffer_, number);
        }
        void operator()(std::string_view text) const {
            tag(Tag::text);
            put(spool.buffer_, static_cast<std::uint32_t>(text.size()));
            spool.buffer_.insert(spool.buffer_.end(), text.begin(), text.end());
        }
    };
    std::visit(Put{*this}, value);
}

void Spool::value(ByteView bytes) {
    buffer_.push_back(static_cast<std::uint8_t>(Tag::bytes));
    put(buffer_, static_cast<std::uint32_t>(bytes.size()));
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

void Spool::send(Connection& connection, const std::string& columns_of_table,
                 const std::vector<Target>& targets) {
    keep();
    const base::MappedFile mapped{file_};
    connection.copy("COPY " + columns_of_table + " FROM STDIN (FORMAT binary)",
                    [&](const auto& send) {
                        Bytes out{copy_header.begin(), copy_header.end()};
                        Kept kept{mapped.bytes()};
                        while (!kept.at_end()) {
                            kept.take<Tag>();
                            const auto values = kept.take<std::uint32_t>();
                            put_swapped(out, static_cast<std::uint16_t>(targets.size()));
                            for (std::size_t i = 0; i < targets.size(); ++i) {
                                i < values ? convert_value(out, kept, targets[i]) : put_null(out);
                            }
                            if (out.size() >= piece) {
                                send(out);
                                out.clear();
                                mapped.forget(kept.position());
                            }
                        }
                        put_swapped(out, std::uint16_t{0xFFFF});
                        send(out);
                    });
}

}  // namespace tamga::store::postgis
