// Factuality: whether what a verb tells happens or happened, as the model takes it from the sentence as a whole.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "tidings/text/tokens.hpp"

namespace tidings {

/// Learned from judgements of readers on verbs (White et al. 2016, "Universal Decompositional Semantics"); whether it
/// is denied, planned or only possible is for the words around the verb to tell, see events/.
struct Factuality {
  static constexpr int unit = 256;  ///< log odds of 1
  static constexpr std::int16_t unread = std::numeric_limits<std::int16_t>::min();

  IdVector<TokenId, std::int16_t>
      log_odds;  ///< for a fact, in units; `unread` where the token is no verb. May be empty

  std::optional<int> of(TokenId token) const noexcept {
    if (token.index() >= log_odds.size() || log_odds[token] == unread) return std::nullopt;
    return log_odds[token];
  }
};

}  // namespace tidings
