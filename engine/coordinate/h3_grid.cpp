// SPDX-License-Identifier: MIT
//
// The orientation of the icosahedron and the numbers of cells are a convention. These tables were
// worked out from the middles of cells that npm's h3-js 4 prints: of the few ways to lay a cell of
// resolution 0 on a face, the one that gives the middles of its children.
#include "engine/coordinate/h3_grid.hpp"

namespace tamga::coordinate::h3 {

std::span<const geo::LonLat> corners() {
    static constexpr geo::LonLat all[] = {{.lon = 10.536199075467682, .lat = 64.70000012793487},
                                          {.lon = -143.47849001502516, .lat = 50.103201482241346},
                                          {.lon = 122.30000040778702, .lat = 39.10000003397593},
                                          {.lon = -67.13232636643566, .lat = 23.71792527122296},
                                          {.lon = 58.157705839572586, .lat = 10.44734518751103},
                                          {.lon = -5.245390296777324, .lat = 2.300882111626747},
                                          {.lon = 174.75460970322266, .lat = -2.300882111626747},
                                          {.lon = -121.8422941604274, .lat = -10.447345187511027},
                                          {.lon = 112.86767363356437, .lat = -23.717925271222967},
                                          {.lon = -57.69999959221297, .lat = -39.10000003397592},
                                          {.lon = 36.52150998497484, .lat = -50.10320148224133},
                                          {.lon = -169.46380092453242, .lat = -64.70000012793489}};
    return all;
}

std::span<const std::array<std::uint8_t, 3>> faces() {
    static constexpr std::array<std::uint8_t, 3> all[] = {
        std::array<std::uint8_t, 3>{0, 2, 1},   std::array<std::uint8_t, 3>{0, 1, 3},
        std::array<std::uint8_t, 3>{0, 4, 2},   std::array<std::uint8_t, 3>{0, 3, 5},
        std::array<std::uint8_t, 3>{0, 5, 4},   std::array<std::uint8_t, 3>{6, 1, 2},
        std::array<std::uint8_t, 3>{7, 3, 1},   std::array<std::uint8_t, 3>{1, 6, 7},
        std::array<std::uint8_t, 3>{8, 2, 4},   std::array<std::uint8_t, 3>{2, 8, 6},
        std::array<std::uint8_t, 3>{9, 5, 3},   std::array<std::uint8_t, 3>{3, 7, 9},
        std::array<std::uint8_t, 3>{10, 4, 5},  std::array<std::uint8_t, 3>{4, 10, 8},
        std::array<std::uint8_t, 3>{5, 9, 10},  std::array<std::uint8_t, 3>{11, 7, 6},
        std::array<std::uint8_t, 3>{11, 6, 8},  std::array<std::uint8_t, 3>{11, 9, 7},
        std::array<std::uint8_t, 3>{11, 8, 10}, std::array<std::uint8_t, 3>{11, 10, 9}};
    return all;
}

std::span<const BaseCell> base_cells() {
    static constexpr BaseCell all[] = {
        {0, 1, 0},   {1, 1, 1},   {0, 0, 0},    {1, 1, 0},    {2, 2, 0},    {0, 1, 1},
        {0, -1, -1}, {1, 0, 0},   {2, 1, 0},    {1, 0, 1},    {0, 0, 1},    {0, -1, 0},
        {3, 1, 0},   {3, 1, 1},   {7, 2, 0},    {4, 1, 0},    {2, 0, 0},    {5, 0, 1},
        {2, -1, -1}, {1, -1, 0},  {6, -1, -1},  {1, -1, -1},  {2, 1, 1},    {5, -1, -1},
        {9, 2, 0},   {5, 0, 0},   {3, 0, 0},    {7, 1, 0},    {4, 1, 1},    {3, 0, 1},
        {2, -1, 0},  {4, 0, 0},   {8, 0, 1},    {2, 0, 1},    {6, 0, 1},    {7, 1, 1},
        {6, 0, 0},   {9, 1, 0},   {11, 2, 0},   {5, 0, -1},   {6, 0, -1},   {4, -1, -1},
        {3, -1, -1}, {3, -1, 0},  {4, 0, 1},    {5, 1, 0},    {7, 0, 0},    {10, -1, -1},
        {8, -1, -1}, {13, 2, 0},  {8, 0, 0},    {11, 1, 0},   {9, 1, 1},    {4, -1, 0},
        {11, 1, 1},  {6, 1, 0},   {7, 0, 1},    {9, 0, 0},    {14, 2, 0},   {9, -1, -1},
        {7, -1, -1}, {12, 0, 1},  {10, 0, 1},   {5, 2, 0},    {10, 0, 0},   {12, -1, -1},
        {13, 1, 0},  {8, 0, -1},  {15, -1, 0},  {10, 0, -1},  {8, 1, 0},    {11, 0, 0},
        {6, 2, 0},   {11, 0, 1},  {9, 0, 1},    {12, 0, 0},   {14, 1, 0},   {15, -1, -1},
        {16, -1, 0}, {16, 0, 1},  {15, 0, 1},   {13, 1, 1},   {14, 1, 1},   {8, 2, 0},
        {10, 1, 0},  {13, 0, 0},  {12, 0, -1},  {13, -1, -1}, {17, -1, -1}, {11, -1, -1},
        {15, 0, 0},  {17, -1, 0}, {16, -1, -1}, {15, 0, -1},  {12, 1, 0},   {16, 0, 0},
        {14, 0, 0},  {10, 2, 0},  {14, 0, 1},   {17, 0, -1},  {18, 0, 1},   {13, 0, 1},
        {18, -1, 0}, {17, 0, 1},  {14, -1, -1}, {17, 0, 0},   {15, 1, 0},   {12, 2, 0},
        {16, 0, -1}, {16, 1, 0},  {19, -1, 0},  {19, -1, -1}, {18, -1, -1}, {17, 1, 0},
        {18, 0, 0},  {19, 0, 1},  {19, 0, -1},  {18, 2, 0},   {18, 1, 0},   {19, 0, 0},
        {18, 0, -1}, {19, 1, 0}};
    return all;
}

}  // namespace tamga::coordinate::h3
