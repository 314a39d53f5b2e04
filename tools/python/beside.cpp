// SPDX-License-Identifier: MIT
#include "tools/python/beside.hpp"

#include "engine/base/interrupt_host.hpp"

#include <pybind11/pybind11.h>

#include <chrono>
#include <future>
#include <thread>

namespace tamga::python {
namespace {

/// The work has to end before what it refers to is gone, whatever is thrown here.
class Worker {
public:
    explicit Worker(const std::function<void()>& work) : task_{work}, ended_{task_.get_future()} {
        thread_ = std::thread{std::move(task_)};
    }
    ~Worker() {
        const pybind11::gil_scoped_release unlocked;
        thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    bool ends_within(std::chrono::milliseconds moment) const {
        const pybind11::gil_scoped_release unlocked;
        return ended_.wait_for(moment) == std::future_status::ready;
    }
    /// Waits for its end, and forgets what it throws.
    void stop() {
        base::stop_work();
        const pybind11::gil_scoped_release unlocked;
        ended_.wait();
        base::allow_work();
    }
    void take_result() { ended_.get(); }

private:
    std::packaged_task<void()> task_;
    std::future<void> ended_;
    std::thread thread_;
};

}  // namespace

void run_beside(const std::function<void()>& work, const std::function<void()>& beat) {
    constexpr std::chrono::milliseconds between_beats{100};
    Worker worker{work};
    while (!worker.ends_within(between_beats)) {
        try {
            if (PyErr_CheckSignals() != 0) {
                throw pybind11::error_already_set{};
            }
            if (beat) {
                beat();
            }
        } catch (...) {
            worker.stop();
            throw;
        }
    }
    worker.take_result();
}

}  // namespace tamga::python
