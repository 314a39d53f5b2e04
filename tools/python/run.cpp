// SPDX-License-Identifier: MIT
#include "tools/python/run.hpp"

#include "tools/python/beside.hpp"
#include "tools/tamga/cli/command.hpp"

#include <cstdint>
#include <mutex>
#include <sstream>
#include <string_view>

namespace tamga::python {
namespace {

/// How far a command has come, told by its thread and asked by Python's.
class Meter {
public:
    void tell(std::string_view step, std::uint64_t done, std::uint64_t total) {
        const std::scoped_lock lock{mutex_};
        now_ = {std::string{step}, done, total};
        is_new_ = true;
    }

    void show(const pybind11::object& progress) {
        State state;
        {
            const std::scoped_lock lock{mutex_};
            if (!is_new_) {
                return;
            }
            is_new_ = false;
            state = now_;
        }
        progress(state.step, state.done, state.total);
    }

private:
    struct State {
        std::string step = {};
        std::uint64_t done = 0;
        std::uint64_t total = 0;
    };

    std::mutex mutex_;
    State now_;
    bool is_new_ = false;
};

}  // namespace

pybind11::tuple run(const std::vector<std::string>& words, const std::string& input,
                    const pybind11::object& progress) {
    std::istringstream in{input};
    std::ostringstream out;
    std::ostringstream err;
    Meter meter;
    cli::Io io{.in = in, .out = out, .err = err};
    std::function<void()> beat;
    if (!progress.is_none()) {
        io.watcher = [&meter](std::string_view step, std::uint64_t done, std::uint64_t total) {
            meter.tell(step, done, total);
        };
        beat = [&] { meter.show(progress); };
    }
    int status = 0;
    run_beside([&] { status = cli::run_tool(words, io); }, beat);
    if (beat) {
        beat();
    }
    return pybind11::make_tuple(status, pybind11::str(out.str()), pybind11::str(err.str()));
}

}  // namespace tamga::python
