// RuleSet: the ontology, the frames and the words of events, from TOML files; users' files are the same language.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/error.hpp"
#include "tidings/graph/terms.hpp"

namespace tidings {

/// Immutable and shared between threads. Copies are cheap.
class RuleSet {
 public:
  /// The rules inside the library.
  static RuleSet builtin();
  /// The built-in rules and those of further files. Throws Error (file, line, column, found, expected) at the first
  /// mistake in the first file; `check_rules` gives all of them.
  static RuleSet with_files(std::span<const std::string> files);

  struct Parts;
  const Parts& parts() const noexcept { return *parts_; }

 private:
  explicit RuleSet(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

/// Everything that is wrong in one file: mistakes; or else the words that one of its rules takes away from an earlier
/// one, and the examples (`yes`, `no`) that do not hold. Empty: it is good. Takes as long as an Extractor takes to be
/// made and to read the examples.
std::vector<Error> check_rules(const std::string& file);

}  // namespace tidings
