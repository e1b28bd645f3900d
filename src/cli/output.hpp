// Output that is written whole or not at all.
#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>

namespace tidings::cli {

/// Standard output, or a file that appears under its name when `commit` is called, and never before.
class Output {
 public:
  /// Empty or "-": standard output. Throws Error where the file can't be written.
  explicit Output(const std::string& file);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::ostream& stream() noexcept;
  /// Throws Error where not everything could be written.
  void commit();

 private:
  std::filesystem::path file_;
  std::filesystem::path unfinished_;
  std::ofstream out_;
};

}  // namespace tidings::cli
