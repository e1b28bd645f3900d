// What the words around a name tell of the kind of body that it is: "the newspaper Milenio", "Avast, a software firm",
// "shares of Eskom".
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "discourse/noun_kinds.hpp"
#include "tidings/document.hpp"

namespace tidings {

class BodyCues {
 public:
  BodyCues(const Document& document, const NounLexicons& lexicons);

  /// By the noun right before the name: sure enough to say that it is an organisation. Empty: nothing is told, here
  /// and in all that follow.
  std::string_view by_noun_before(const Mention& name) const;
  /// By an apposition, a predicate, or a noun that has such as it ("companies like Eskom").
  std::string_view by_description(const Mention& name) const;
  /// By what it has: "its CEO", "a striker of".
  std::string_view by_possession(const Mention& name) const;
  /// A line of a table of results.
  bool in_table(const Mention& name) const;
  /// By the place of the names in their sentences, all other words there, and the shape of the name ("acronym", "word",
  /// "words"): a logistic regression whose weights `body-context` holds. `names` in the order of the text.
  std::string_view by_context(const std::vector<TokenRange>& names, std::string_view shape) const;

 private:
  std::string_view told_by(TokenId noun, std::string_view where) const;
  std::string_view kind_of(const std::string& words, std::string_view where) const;
  TokenId head_of(TokenRange name) const;
  bool has_child(TokenId token, Relation relation) const;
  bool is_example(TokenId name) const;
  void add_place(TokenRange name, std::set<std::string>& words) const;
  std::string_view by_commas(const Mention& name) const;

  const Document& d_;
  const Syntax& s_;
  const Lexicon& nouns_;
  const Lexicon& context_;
  Dependents dependents_;
};

}  // namespace tidings
