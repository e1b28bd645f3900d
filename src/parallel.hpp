// Many pieces of work on a few threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace tidings {

/// Calls `work(thread, i)` once for every i in [0, count), on at most `threads` threads; `thread` is in [0, threads).
/// The first exception is thrown again when all threads have ended.
template <class Work>
void parallel_for(unsigned threads, std::size_t count, Work work) {
  const auto workers = static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1)));
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  const auto run = [&](unsigned thread) {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(thread, i);
    } catch (...) {
      const std::lock_guard lock(failing);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  try {
    for (unsigned thread = 1; thread < workers; ++thread) others.emplace_back(run, thread);
  } catch (const std::system_error&) {  // the machine gives no more of them: those that there are do the work
  }
  run(0);
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tidings
