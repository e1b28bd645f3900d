#include "tidings/syntax/attachments.hpp"

#include <sstream>

#include "support/catch.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/document.hpp"

using namespace tidings;

namespace {

// A sentence as a parser may have read it, one word a line: FORM UPOS HEAD RELATION [NAME TYPE]; the head counts from
// 1. A name's words have the same type and stand side by side. Lemmas are the words.
Document sentence(const std::string& rows) {
  struct Row {
    std::string form, upos, relation, name;
    std::size_t head = 0;
  };
  std::vector<Row> words;
  std::istringstream lines(rows);
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    Row row;
    if (!(fields >> row.form >> row.upos >> row.head >> row.relation)) continue;
    fields >> row.name;
    text += (text.empty() ? "" : " ") + row.form;
    words.push_back(row);
  }
  Document d;
  d.source = Source(text);
  d.page = read_page(d.source);
  d.tokens = tokenize(d.source, d.page);
  REQUIRE(d.tokens.size() == words.size());
  d.sentences = split_sentences(d.source, d.page, d.tokens);
  d.syntax.resize(words.size());
  d.names.of_token.resize(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const TokenId token(i);
    d.syntax.upos[token] = *upos_from(words[i].upos);
    d.syntax.relation[token] = relation_from(words[i].relation);
    if (words[i].head > 0) d.syntax.head[token] = TokenId(words[i].head - 1);
    d.syntax.set_lemma(token, words[i].form);
    if (words[i].form.ends_with("ing")) d.syntax.morph[token] = morph_from("VerbForm=Ger");
    if (words[i].form.ends_with("s") && words[i].upos == "NOUN") d.syntax.morph[token] = morph_from("Number=Plur");
    if (words[i].name.empty()) continue;
    if (i > 0 && words[i - 1].name == words[i].name) {
      d.names.of_token[token] = d.names.of_token[TokenId(i - 1)];
      d.names.items[d.names.of_token[token]].tokens.end_id = TokenId(i + 1);
    } else {
      d.names.of_token[token] =
          d.names.items.push_back({TokenRange::one(token), *NameTypes().find(words[i].name), 1.0F});
    }
  }
  mend_attachments(d, Knowledge::builtin());
  return d;
}

std::string head_of(const Document& d, const std::string& form) {
  for (const TokenId token : d.syntax.head.ids()) {
    if (d.tokens.form(d.source, token) != form) continue;
    const TokenId head = d.syntax.head[token];
    return std::string(to_string(d.syntax.relation[token])) + " " +
           std::string(head ? d.tokens.form(d.source, head) : "-");
  }
  return "no such word";
}

}  // namespace

TEST_CASE("a body, a title and a name in a row have the name as their head", "[attachments]") {
  const Document met = sentence(R"(
      They PRON 2 nsubj
      met VERB 0 root
      with ADP 5 case
      Federal ADJ 5 amod organization
      Bureau PROPN 2 obl organization
      Director NOUN 7 nmod:desc
      James PROPN 2 obl person
      Comey PROPN 7 flat person)");
  CHECK(head_of(met, "James") == "obl met");
  CHECK(head_of(met, "with") == "case James");
  CHECK(head_of(met, "Bureau") == "compound Director");

  const Document said = sentence(R"(
      Homeland PROPN 4 nsubj organization
      Undersecretary PROPN 3 nmod:desc
      Spaulding PROPN 4 iobj person
      said VERB 0 root
      so ADV 4 advmod)");
  CHECK(head_of(said, "Spaulding") == "nsubj said");
  CHECK(head_of(said, "Homeland") == "compound Undersecretary");
}

TEST_CASE("a preposition before a title is that of the name", "[attachments]") {
  const Document d = sentence(R"(
      They PRON 2 nsubj
      met VERB 0 root
      with ADP 4 case
      Director NOUN 5 nmod:desc
      James PROPN 2 obl person)");
  CHECK(head_of(d, "with") == "case James");
}

TEST_CASE("a field of office stands between its title and the name", "[attachments]") {
  const Document d = sentence(R"(
      Minister PROPN 6 nsubj
      of ADP 4 case
      Public ADJ 4 amod
      Security PROPN 1 nmod
      Guo PROPN 1 appos person
      spoke VERB 0 root)");
  CHECK(head_of(d, "Guo") == "nsubj spoke");
  CHECK(head_of(d, "Minister") == "nmod:desc Guo");
  CHECK(head_of(d, "Security") == "nmod Minister");
}

TEST_CASE("a place behind a preposition is no part of the title behind it", "[attachments]") {
  const Document d = sentence(R"(
      In ADP 2 case
      Iraq PROPN 5 obl location
      President PROPN 4 nmod:desc
      Bush PROPN 5 nsubj person
      spoke VERB 0 root)");
  CHECK(head_of(d, "Iraq") == "obl spoke");
}

TEST_CASE("a name before a verb in -ing is its subject", "[attachments]") {
  const Document d = sentence(R"(
      They PRON 2 nsubj
      met VERB 0 root
      before ADP 4 case
      Xi PROPN 2 obl person
      visiting VERB 2 advcl
      Paris PROPN 5 obj location)");
  CHECK(head_of(d, "visiting") == "advcl met");
  CHECK(head_of(d, "Xi") == "nsubj visiting");
  CHECK(head_of(d, "before") == "mark visiting");

  const Document between = sentence(R"(
      They PRON 2 nsubj
      met VERB 0 root
      between ADP 4 case
      Xi PROPN 2 obl person
      visiting VERB 2 advcl)");
  CHECK(head_of(between, "Xi") == "obl met");
}

TEST_CASE("a deed that somebody is accused of hangs on the verb", "[attachments]") {
  const Document attack = sentence(R"(
      They PRON 2 nsubj
      accuse VERB 0 root
      hackers NOUN 2 obj
      of ADP 5 case
      theft NOUN 3 nmod)");
  CHECK(head_of(attack, "theft") == "obl accuse");
  const Document army = sentence(R"(
      They PRON 2 nsubj
      accuse VERB 0 root
      members NOUN 2 obj
      of ADP 6 case
      the DET 6 det
      army NOUN 3 nmod)");
  CHECK(head_of(army, "army") == "nmod members");
}

TEST_CASE("what describes a plural noun on both sides of a conjunction hangs on it", "[attachments]") {
  const Document d = sentence(R"(
      US PROPN 5 nsubj location
      and CCONJ 3 cc
      Chinese ADJ 4 amod group
      officials NOUN 1 conj
      met VERB 0 root)");
  CHECK(head_of(d, "officials") == "nsubj met");
  CHECK(head_of(d, "US") == "compound officials");
}

TEST_CASE("a comma ends a relative clause that none has opened", "[attachments]") {
  const std::string rows = R"(
      They PRON 2 nsubj
      ended VERB 0 root
      talks NOUN 2 obj
      COMMA
      where ADV 6 advmod
      they PRON 7 nsubj
      discussed VERB 3 acl:relcl
      trade NOUN 7 obj
      , PUNCT 11 punct
      before ADP 11 case
      lunch NOUN 7 obl)";
  const auto with = [&](const std::string& row) {
    std::string out = rows;
    out.replace(out.find("COMMA"), 5, row);
    return out;
  };
  CHECK(head_of(sentence(with(", PUNCT 7 punct")), "lunch") == "obl discussed");
  CHECK(head_of(sentence(with("today NOUN 2 obl")), "lunch") == "obl ended");
}
