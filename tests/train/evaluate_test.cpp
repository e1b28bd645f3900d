// Figures against gold that differs from what is found in known ways.
#include <sstream>

#include "tidings/text/conllu.hpp"
#include "train/evaluate_names.hpp"
#include "train/evaluate_syntax.hpp"
#include "train/given_tokens.hpp"
#include "train/support.hpp"
#include "train/variants.hpp"

using namespace tidings;
using namespace tidings::test;
using train::Forms;

namespace {

const std::vector<Forms> sentences = {
    {"Susan", "Rice", "met", "Chinese", "officials", "in", "Washington", "on", "Friday", "."},
    {"Meng", "Jianzhu", ",", "an", "envoy", "of", "President", "Xi", "Jinping", ",", "led", "the", "delegation", "."},
};

/// The sentences with the names that are found in them, as gold.
std::vector<train::NamedSentence> as_found() {
  const Document document = train::Analyzer(core()).of_tokens(sentences);
  std::vector<train::NamedSentence> gold;
  for (const SentenceId s : document.sentences.tokens.ids()) {
    train::NamedSentence sentence{s.index() == 0, sentences[s.index()], {}};
    for (const TokenId token : document.sentences.tokens[s]) {
      const NameId name = document.names.of_token[token];
      const bool begins = name && document.names.items[name].tokens.front() == token;
      sentence.tags.push_back(
          name ? (begins ? "B-" : "I-") + std::string(core().name_types()[document.names.items[name].type]) : "O");
    }
    gold.push_back(sentence);
  }
  return gold;
}

std::size_t names_in(const std::vector<train::NamedSentence>& gold) {
  std::size_t names = 0;
  for (const auto& sentence : gold) names += train::spans_of(sentence.tags).size();
  return names;
}

/// The whole gold with another type for the first name.
void retype_first(std::vector<train::NamedSentence>& gold, const std::string& type) {
  const auto name = train::spans_of(gold[0].tags).at(0);
  for (std::size_t i = name.begin; i < name.end; ++i) gold[0].tags[i] = (i == name.begin ? "B-" : "I-") + type;
}

std::string conllu() {
  const Document document = train::Analyzer(core()).of_tokens(sentences);
  std::ostringstream out;
  write_conllu(out, document, {.types = core().name_types(), .token_ranges = false});
  return out.str();
}

/// The CoNLL-U of what was found, with column `column` of the first word as `value`.
train::SyntaxReport with_change(int column, const std::string& value) {
  std::istringstream in(conllu());
  std::string out;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("1\tSusan", 0) == 0) {
      std::size_t begin = 0;
      for (int c = 1; c < column; ++c) begin = line.find('\t', begin) + 1;
      line.replace(begin, line.find('\t', begin) - begin, value);
    }
    out += line + '\n';
  }
  return train::evaluate_syntax(train::read_gold(written("gold.conllu", out)), core()).rows.at(0).second;
}

const double all_words = 24;

}  // namespace

TEST_CASE("figures of names: all right, one missed, one invented, one mistyped", "[evaluate]") {
  const auto gold = as_found();
  const std::size_t n = names_in(gold);
  REQUIRE(n >= 3);
  const auto report = [](const std::vector<train::NamedSentence>& sentences_with_gold,
                         const train::NameScoring& scoring) {
    return train::evaluate_names(sentences_with_gold, core(), scoring).rows.at(0).second;
  };
  const train::NameReport right = report(gold, {});
  CHECK((right.all.right == n && right.all.found == n && right.all.gold == n));
  CHECK(right.all.f1() == 100);
  CHECK((right.sentences == 2 && right.words == 24));

  const auto first = train::spans_of(gold[0].tags).at(0);
  auto invented = gold;  // the gold does not know it
  for (std::size_t i = first.begin; i < first.end; ++i) invented[0].tags[i] = "O";
  const train::NameReport more = report(invented, {.types = {"person", "location", "organization", "group", "date"}});
  CHECK(more.all.right == n - 1);
  CHECK(more.all.precision() == Approx(100.0 * static_cast<double>(n - 1) / static_cast<double>(n)));
  CHECK(more.all.recall() == 100);

  auto mistyped = gold;
  retype_first(mistyped, "vessel");
  const train::NameReport other =
      report(mistyped, {.types = {"person", "location", "organization", "group", "date", "vessel"}});
  CHECK((other.all.right == n - 1 && other.all.found == n && other.all.gold == n));
  CHECK(other.untyped.f1() == 100);
  CHECK(report(mistyped, {.merge = {{"vessel", first.type}}}).all.f1() == 100);
  CHECK(report(mistyped, {.types = {"vessel"}}).all.recall() == 0);
}

TEST_CASE("figures where there is nothing to find", "[evaluate]") {
  CHECK(train::Figures{0, 0, 0}.f1() == 100);
  CHECK(train::Figures{0, 3, 0}.f1() == 0);
  CHECK(train::Figures{0, 0, 3}.precision() == 0);
  CHECK(train::Figures{1, 2, 4}.precision() == 50);
  CHECK(train::Figures{1, 2, 4}.recall() == 25);
  CHECK(train::Figures{1, 2, 4}.f1() == Approx(100.0 / 3));
}

TEST_CASE("figures of syntax: one wrong column costs one word", "[evaluate]") {
  const double one_less = 100 * (all_words - 1) / all_words;
  const train::SyntaxReport right = with_change(2, "Susan");
  CHECK((right.upos == 100 && right.lemma == 100 && right.uas == 100 && right.las == 100 && right.trees == 100));
  CHECK((right.sentences == 2 && right.words == 24));
  const train::SyntaxReport tag = with_change(4, "INTJ");
  CHECK(tag.upos == Approx(one_less));
  CHECK(tag.trees == 100);
  CHECK(with_change(3, "Nobody").lemma == Approx(one_less));
  CHECK(with_change(3, "_").lemma == 100);  // a gold lemma that is not told
  const train::SyntaxReport relation = with_change(8, "orphan");
  CHECK((relation.uas == 100 && relation.trees == 50));
  CHECK(relation.las == Approx(one_less));
  CHECK(relation.las_main == Approx(one_less));
  const train::SyntaxReport subtype = with_change(8, "dislocated:here");  // not among ours: still told apart
  CHECK(subtype.las == Approx(one_less));
}

TEST_CASE("gold that is no CoNLL-U is told with its line", "[evaluate]") {
  const auto told = [](const std::string& text) {
    return message_of([&] { train::read_gold(written("wrong.conllu", text)); });
  };
  const auto has = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  CHECK(has(told("1\tGo\n"), "wrong.conllu:1: ten columns are expected, found 2"));
  CHECK(has(told("2\tGo\t_\t_\t_\t_\t0\troot\t_\t_\n"), "wrong.conllu:1: the id 1 is expected"));
  CHECK(has(told("1\tGo\t_\t_\t_\t_\tx\troot\t_\t_\n"), "wrong.conllu:1: the id of a head is expected"));
  CHECK(has(told("1\tGo\t_\t_\t_\t_\t7\troot\t_\t_\n\n"), "outside of its sentence"));
  CHECK(has(told("# nothing\n"), "found no sentence"));
}

TEST_CASE("variants write the same words otherwise", "[evaluate]") {
  const Forms forms = {"\"", "Rice", "met", "Mr", "\xC3\x89mile", "'s", "aides", "\""};
  CHECK(train::vary(forms, train::Variant::given) == forms);
  CHECK(train::vary(forms, train::Variant::lower_case) ==
        Forms{"\"", "rice", "met", "mr", "\xC3\xA9mile", "'s", "aides", "\""});
  CHECK(train::vary(forms, train::Variant::all_caps) ==
        Forms{"\"", "RICE", "MET", "MR", "\xC3\x89MILE", "'S", "AIDES", "\""});
  CHECK(train::vary({"talks", "on", "trade", "begin"}, train::Variant::title_case) ==
        Forms{"Talks", "on", "Trade", "Begin"});
  CHECK(train::vary(forms, train::Variant::curly_quotes) ==
        Forms{"\xE2\x80\x9C", "Rice", "met", "Mr", "\xC3\x89mile", "\xE2\x80\x99s", "aides", "\xE2\x80\x9D"});
}

TEST_CASE("running text has spaces as in English, or lacks some", "[evaluate]") {
  const auto first = train::with_spaces({"He", "said", ",", "\"", "Do", "n't", "go", "(", "yet", ")", ".", "\""});
  const auto second = train::with_spaces({"Rice", "'s", "aides", ",", "tired", ",", "left", "for", "$", "3", "."});
  const auto text = train::running_text({first, second}, false);
  CHECK(text.text == "He said, \"Don't go (yet).\" Rice's aides, tired, left for $3.\n");
  CHECK(text.text.substr(text.tokens[1][2].begin, text.tokens[1][2].size()) == "aides");
  const auto end = train::with_spaces({"Go", "."});
  CHECK(train::running_text({end, second}, true).text == "Go.Rice's aides,tired,left for $3.\n");
}

TEST_CASE("every variant has its row", "[evaluate]") {
  const auto names = train::evaluate_names(as_found(), core(), {}, true);
  REQUIRE(names.rows.size() == 7);
  for (const auto& [row, report] : names.rows) CHECK(report.words == 24);
  CHECK(names.rows[0].first == "as given");
  CHECK(names.rows[6].first == "missing spaces");
  const auto gold = train::read_gold(written("gold.conllu", conllu()));
  const auto syntax = train::evaluate_syntax(gold, core(), true);
  REQUIRE(syntax.rows.size() == 7);
  CHECK(syntax.rows[0].second.las == 100);
  CHECK(syntax.rows[1].second.words == 24);
}
