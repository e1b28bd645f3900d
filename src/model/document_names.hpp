// Names know their document: the same words are of the same type all through it, and the last name of somebody who was
// named in full is a person's. (One sense per discourse: Gale, Church and Yarowsky 1992.)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tidings/syntax/names.hpp"
#include "tidings/text/source.hpp"

namespace tidings {

class DocumentNames {
 public:
  /// Of every name in `names` what each of `types` has of it: names × types values between 0 and 1. Sets types and
  /// scores.
  void agree(const Source& source, const Tokens& tokens, std::span<const NameType> types, std::span<const float> masses,
             Names& names);

 private:
  /// A name, or what a longer name says for its last word.
  struct Witness {
    std::uint64_t words;  ///< hash of the forms
    std::uint32_t name;
    bool is_surname;
    bool operator<(const Witness& other) const noexcept;
  };
  std::vector<Witness> witnesses_;
  std::vector<float> evidence_;
};

}  // namespace tidings
