// Numbers: spans of tokens that say how many, in digits or words, with their values.
#pragma once

#include <optional>
#include <string>

#include "tidings/text/tokens.hpp"

namespace tidings {

struct Number {
  TokenRange tokens;            ///< "12", "3.5 million", "two hundred and fifty", "hundreds of thousands"
  std::optional<double> value;  ///< none where nobody counted ("several", "dozens") or it can't be read ("1.2.3")
};

/// In the order of the text, without overlap. The numbers of sums and measures are here too; those of times ("12 May")
/// and those inside names ("Flight 370") are not.
struct Numbers {
  IdVector<NumberId, Number> items;
  IdVector<TokenId, NumberId> of_token;  ///< none: outside
};

/// "3500000", "0.5": without exponent or trailing zeros; empty where there is no value.
std::string text_of(const Number& number);

class Knowledge;
struct Document;

/// Reads tokens, sentences, syntax, names and times of `document`. Linear; thread-safe.
Numbers find_numbers(const Document& document, const Knowledge& knowledge);

}  // namespace tidings
