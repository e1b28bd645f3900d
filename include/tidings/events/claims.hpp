// Claims: who says what. Found before the events, since what is told inside a claim is as sure as its source.
#pragma once

#include "tidings/events/predicates.hpp"
#include "tidings/graph/terms.hpp"

namespace tidings {

/// Somebody says something: "Obama said …", "according to Reuters", a quotation.
struct Claim {
  MentionId source;  ///< none where nobody is named ("reportedly", "it was alleged")
  std::vector<MentionId>
      chain;           ///< who tells of the source, nearest first: "According to Reuters, Xinhua stated that Meng said"
  TokenRange cue;      ///< "said", "according to", "reportedly"; empty for a quotation without one
  TokenRange content;  ///< without the quotation marks
  ClaimForm form = ClaimForm::indirect;
  PredicateId predicate;  ///< of the cue, where it is a verb or noun
  ClaimId whole;          ///< the claim it is told in; else none
};

struct Claims {
  IdVector<ClaimId, Claim> items;        ///< in the order of the cue (of the content, where there is no cue)
  IdVector<TokenId, ClaimId> innermost;  ///< the claim whose content a token is in; none: the author's own words
};

class Knowledge;
class RuleSet;
struct Document;

/// Reads all layers of `document` down to predicates; the cues come from the rules. Linear; thread-safe.
Claims find_claims(const Document& document, const RuleSet& rules, const Knowledge& knowledge);

}  // namespace tidings
