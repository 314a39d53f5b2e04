// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/html_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>
#include <vector>

namespace tamga::cli {
namespace {

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Places</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 17px/1.55 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
       color: #222; background: #fdfcf9; }
h2 { font-size: 1rem; color: #666; border-top: 1px solid #ddd; padding-top: 1rem; }
.text { white-space: pre-wrap; }
mark { background: #fbe7b2; border-radius: 3px; padding: 0 2px; }
mark.country { background: #cfe3f5; } mark.admin1, mark.admin2 { background: #d9efd3; }
mark.coordinate { background: #f3d3de; } mark.feature { background: #e4dcf3; }
svg { width: 100%; background: #eef3f6; border-radius: 6px; font: 11px sans-serif; }
svg .grid { stroke: #d3dde3; } svg .degrees { fill: #8a979f; }
svg circle { fill: #c2452d; fill-opacity: .75; stroke: #fff; }
svg .name { fill: #222; paint-order: stroke; stroke: #eef3f6; stroke-width: 3px; }
</style></head><body>
)";

bool is_written(char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r' || c == '\t';
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:  // HTML has no way to write a control character.
                result += is_written(c) ? c : '?';
        }
    }
    return result;
}

struct Point {
    std::string name;
    geo::LonLat position;
    int count = 0;
};

/// A map of points on the plane of degrees, with a margin around them.
class Map {
public:
    explicit Map(std::vector<Point> points) : points_{std::move(points)} {
        for (const Point& point : points_) {
            west_ = std::min(west_, point.position.lon);
            east_ = std::max(east_, point.position.lon);
            south_ = std::min(south_, point.position.lat);
            north_ = std::max(north_, point.position.lat);
        }
        const double margin = 0.08 * std::max({east_ - west_, north_ - south_, 2.0}) + 0.2;
        west_ = std::max(-180.0, west_ - 2 * margin);
        east_ = std::min(180.0, east_ + 2 * margin);
        south_ = std::max(-90.0, south_ - margin);
        north_ = std::min(90.0, north_ + margin);
        const double middle = (south_ + north_) / 2 * 3.14159265358979 / 180;
        // A degree of longitude is as wide as it is in the middle of the map.
        scale_x_ = width / (east_ - west_);
        scale_y_ = scale_x_ / std::max(0.2, std::cos(middle));
    }

    void print(std::ostream& out) const {
        const double height = (north_ - south_) * scale_y_;
        out << fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\">\n", width, height);
        grid(out, height);
        for (const Point& point : points_) {
            out << fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>\n",
                               x(point.position.lon), y(point.position.lat),
                               3 + std::sqrt(point.count));
        }
        for (const Point& point : points_) {
            const bool right = x(point.position.lon) < width * 0.8;
            out << fmt::format(
                "<text class=\"name\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
                x(point.position.lon) + (right ? 7 : -7), y(point.position.lat) + 4,
                right ? "start" : "end", escaped(point.name));
        }
        out << "</svg>\n";
    }

private:
    static constexpr double width = 900;

    double x(double lon) const { return (lon - west_) * scale_x_; }
    double y(double lat) const { return (north_ - lat) * scale_y_; }

    void grid(std::ostream& out, double height) const {
        double step = 30;
        for (const double finer : {10.0, 5.0, 2.0, 1.0, 0.5}) {
            step = (east_ - west_) / finer <= 14 ? finer : step;
        }
        for (double lon = std::ceil(west_ / step) * step; lon <= east_; lon += step) {
            out << fmt::format(
                "<path class=\"grid\" d=\"M{0:.1f} 0V{1:.0f}\"/><text class=\"degrees\" "
                "x=\"{2:.1f}\" y=\"{3:.0f}\">{4}°</text>\n",
                x(lon), height, x(lon) + 3, height - 4, lon);
        }
        for (double lat = std::ceil(south_ / step) * step; lat <= north_; lat += step) {
            out << fmt::format(
                "<path class=\"grid\" d=\"M0 {0:.1f}H{1:.0f}\"/><text class=\"degrees\" x=\"3\" "
                "y=\"{2:.1f}\">{3}°</text>\n",
                y(lat), width, y(lat) - 3, lat);
        }
    }

    std::vector<Point> points_;
    double west_ = 180;
    double east_ = -180;
    double south_ = 90;
    double north_ = -90;
    double scale_x_ = 1;
    double scale_y_ = 1;
};

class HtmlPage : public TagWriter {
public:
    HtmlPage(std::ostream& out, const place::Gazetteer& gazetteer)
        : out_{out}, gazetteer_{gazetteer} {}

    void write(const TaggedText& tagged) override {
        body_ += fmt::format("<h2>{}</h2>\n<div class=\"text\">", escaped(tagged.file));
        std::uint32_t at = 0;
        for (const geotag::Tag& tag : tagged.tags) {
            const TagFacts facts = facts_of(tag, gazetteer_);
            std::string title = facts.name;
            for (const std::string& part : {facts.admin1, facts.country}) {
                title += part.empty() || part == facts.name ? "" : ", " + part;
            }
            title += fmt::format(" · {} · {:.5g}, {:.5g} · {:.0f} %", tag.precision,
                                 tag.position.lat, tag.position.lon, 100 * tag.confidence);
            body_ += escaped(tagged.text.substr(at, tag.begin - at));
            body_ +=
                fmt::format("<mark class=\"{}\" title=\"{}\">{}</mark>", facts.kind, escaped(title),
                            escaped(tagged.text.substr(tag.begin, tag.end - tag.begin)));
            at = tag.end;
            Point& point = points_[{tag.position.lon, tag.position.lat}];
            point = {facts.name, tag.position, point.count + 1};
        }
        body_ += escaped(tagged.text.substr(at)) + "</div>\n";
    }

    void finish() override {
        out_ << head;
        if (!points_.empty()) {
            std::vector<Point> points;
            for (const auto& [position, point] : points_) {
                points.push_back(point);
            }
            Map{std::move(points)}.print(out_);
        }
        out_ << body_ << "</body></html>\n";
    }

private:
    std::ostream& out_;
    const place::Gazetteer& gazetteer_;
    std::string body_;
    std::map<std::pair<double, double>, Point> points_;
};

}  // namespace

std::unique_ptr<TagWriter> html_page(std::ostream& out, const place::Gazetteer& gazetteer) {
    return std::make_unique<HtmlPage>(out, gazetteer);
}

}  // namespace tamga::cli
