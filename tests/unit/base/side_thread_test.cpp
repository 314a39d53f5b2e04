// SPDX-License-Identifier: MIT
#include "engine/base/side_thread.hpp"

#include "engine/base/error.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <thread>

using namespace tamga;

TEST_CASE("calls are made on one thread beside, in order, and what they throw comes back",
          "[base]") {
    base::SideThread thread;
    const auto first = std::make_shared<std::thread::id>();
    const auto second = std::make_shared<std::thread::id>();
    thread.run([first] { *first = std::this_thread::get_id(); });
    thread.run([second] { *second = std::this_thread::get_id(); });
    CHECK(*first == *second);
    CHECK(*first != std::this_thread::get_id());
    CHECK_THROWS_WITH(thread.run([] { throw Error{Fault::input, "no"}; }), "no");
    thread.run([second] { *second = {}; });
    CHECK(*second == std::thread::id{});
}
