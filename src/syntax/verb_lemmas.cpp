#include "syntax/verb_lemmas.hpp"

#include <string>

#include "discourse/lexicon.hpp"
#include "tidings/document.hpp"

namespace tidings {

namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// "hop": a consonant behind one vowel is doubled before an ending ("hopped"), or the vowel is long ("hoped").
bool ends_short(std::string_view word) {
  const std::size_t n = word.size();
  if (n < 3) return false;
  const char last = word[n - 1];
  return !is_vowel(last) && last != 'w' && last != 'x' && last != 'y' && is_vowel(word[n - 2]) &&
         !is_vowel(word[n - 3]);
}

class Reader {
 public:
  explicit Reader(const Knowledge& knowledge)
      : verbs_(lexicon_of(knowledge, "verbs")), irregular_(lexicon_of(knowledge, "irregular-verbs")) {}

  /// The base form of `form`; empty where `lemma` is one, or none is known.
  std::string base_of(std::string_view form, std::string_view lemma) const {
    if (const auto told = irregular_.find(form)) return (*told)[0] == lemma ? std::string() : std::string((*told)[0]);
    const std::string stem = stem_of(form);
    if (stem.empty()) return {};
    if (verbs_.contains(lemma)) return lemma == stem && ends_short(stem) ? known(stem + 'e') : std::string();
    if (stem.back() == 'i') return known(stem.substr(0, stem.size() - 1) + 'y');
    for (const std::string& base : {stem + 'e', stem}) {
      if (verbs_.contains(base)) return base;
    }
    const std::size_t n = stem.size();
    return n > 2 && stem[n - 1] == stem[n - 2] ? known(stem.substr(0, n - 1)) : std::string();
  }

 private:
  std::string known(std::string base) const { return verbs_.contains(base) ? base : std::string(); }

  // What "-ed" and "-ing" leave.
  static std::string stem_of(std::string_view form) {
    std::size_t cut = 0;
    if (form.ends_with("ing")) cut = 3;
    else if (form.ends_with("ed")) cut = 2;
    if (cut == 0 || form.size() < cut + 2) return {};
    for (const char c : form) {
      if (c < 'a' || c > 'z') return {};
    }
    return std::string(form.substr(0, form.size() - cut));
  }

  Lexicon verbs_, irregular_;
};

}  // namespace

void mend_verb_lemmas(Document& document, const Knowledge& knowledge) {
  const Reader reader(knowledge);
  Syntax& s = document.syntax;
  for (const TokenId token : s.upos.ids()) {
    if (s.upos[token] != Upos::verb) continue;
    const std::string base = reader.base_of(document.tokens.form(document.source, token), s.lemma(token));
    if (!base.empty()) s.set_lemma(token, base);
  }
}

}  // namespace tidings
