// Lemmas as the rooms of events compare them: in lower case, and those of irregular verbs from a list.
#pragma once

#include <string>

#include "discourse/lexicon.hpp"
#include "text/characters.hpp"
#include "tidings/document.hpp"

namespace tidings {

class EventWords {
 public:
  EventWords(const Document& document, const Knowledge& knowledge)
      : d_(document), irregular_(lexicon_of(knowledge, "irregular-verbs")) {}

  std::string lemma(TokenId token) const {
    if (d_.syntax.upos[token] == Upos::verb) {
      if (const auto known = irregular_.find(d_.tokens.form(d_.source, token))) return std::string((*known)[0]);
    }
    return lower_ascii(d_.syntax.lemma(token));
  }

 private:
  const Document& d_;
  Lexicon irregular_;
};

}  // namespace tidings
