// Documents from files and standard input: whole texts, or one JSON object a line.
#pragma once

#include <cstdint>
#include <fstream>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tidings/text/source.hpp"

namespace tidings::cli {

/// "2015-09-13"; nothing where it is no such day.
std::optional<Date> date_from(std::string_view text);

enum class InputKind : std::uint8_t { text, jsonl };

/// Reads one document after the other. What can't be read is told on standard error, with file, line and column, and
/// passed over.
class DocumentReader {
 public:
  /// No file, or "-": standard input. `published` is for documents that don't tell it.
  DocumentReader(std::vector<std::string> files, InputKind kind, std::optional<Date> published);

  /// The next document; nothing at the end.
  std::optional<Source> next();
  /// True when something could not be read.
  bool failed() const noexcept { return failed_; }

 private:
  bool open_next();
  void fail(const std::string& message);
  std::optional<Source> next_text();
  std::optional<Source> next_line();
  std::optional<Source> parse(const std::string& line);

  std::vector<std::string> files_;
  InputKind kind_;
  std::optional<Date> published_;
  std::size_t next_file_ = 0;
  std::string name_;
  std::ifstream file_;
  std::istream* in_ = nullptr;
  std::uint32_t line_ = 0;
  bool failed_ = false;
};

}  // namespace tidings::cli
