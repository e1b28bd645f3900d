// Weights in a readable table: per line a name, a tab, and whole numbers apart by blanks.
#pragma once

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

#include "tidings/error.hpp"

namespace tidings {

class WeightTable {
 public:
  /// `file` is how errors call the table.
  WeightTable(std::string_view file, std::string_view table) : file_(file), rest_(table) {}

  /// Reads the next line, which must have this name and `count` numbers.
  template <class Number>
  void read(std::string_view name, Number* out, std::size_t count) {
    ++number_;
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    const std::size_t tab = line.find('\t');
    if (line.substr(0, tab) != name)
      fail("found column '" + std::string(line.substr(0, tab)) + "', expected '" + std::string(name) + "'");
    const char* at = line.data() + (tab == std::string_view::npos ? line.size() : tab + 1);
    const char* last = line.data() + line.size();
    for (std::size_t i = 0; i < count; ++i) {
      while (at < last && *at == ' ') ++at;
      const auto [after, error] = std::from_chars(at, last, out[i]);
      if (error != std::errc()) fail("expected " + std::to_string(count) + " numbers");
      at = after;
    }
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(std::string(file_) + ", line " + std::to_string(number_) + ": " + what);
  }

  std::string_view file_, rest_;
  std::size_t number_ = 0;
};

}  // namespace tidings
