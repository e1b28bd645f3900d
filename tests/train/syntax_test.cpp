// A user's own trees: few sentences teach the heads, the encoder and the names stay as they were.
#include "train/given_tokens.hpp"
#include "train/support.hpp"
#include "train/train_syntax.hpp"

using namespace tidings;
using namespace tidings::test;

namespace {

const std::string tickers = TIDINGS_SOURCE_DIR "/examples/own-syntax/tickers-";

const train::TrainedSyntax& trained() {
  static const train::TrainedSyntax result = train::train_syntax(train::read_trees(tickers + "train.conllu"),
                                                                 train::read_gold(tickers + "dev.conllu"), core(), {});
  return result;
}

const std::string& trained_file() {
  static const std::string file = written("tickers.image", trained().image);
  return file;
}

std::string names_in(const Model& model, const std::string& text) {
  train::Analyzer analyzer(model);
  const Document document = analyzer.of_text(text);
  std::string out;
  for (const Name& name : document.names.items) {
    out += std::string(document.source.slice(document.tokens.bytes(name.tokens))) + '=' +
           std::string(analyzer.types()[name.type]) + ';';
  }
  return out;
}

}  // namespace

TEST_CASE("a ticker behind a company's name is what its sentences teach", "[train]") {
  const auto dev = train::read_gold(tickers + "dev.conllu");
  const double before = train::evaluate_syntax(dev, core(), false).rows[0].second.las;
  const double now = train::evaluate_syntax(dev, Model::load(trained_file()), false).rows[0].second.las;
  CHECK(before < 90);
  CHECK(now == 100);
}

TEST_CASE("names stay where only trees were trained", "[train]") {
  const std::string text = "Susan Rice met Meng Jianzhu in Washington on Friday. The FBI denied any involvement.";
  CHECK(names_in(Model::load(trained_file()), text) == names_in(core(), text));
}

TEST_CASE("a model keeps the tags that it knew besides those of a few sentences", "[train]") {
  CHECK(trained().tags >= 200);
  CHECK(Model::load(trained_file()).name() == "own-syntax");
}

TEST_CASE("training of trees is the same every time", "[train]") {
  const auto trees = train::read_trees(tickers + "train.conllu");
  const auto once = train::train_syntax(trees, {}, core(), {.epochs = 2}),
             again = train::train_syntax(trees, {}, core(), {.epochs = 2});
  CHECK(once.image == again.image);
  CHECK(once.epochs == 2);
}

TEST_CASE("each epoch tells how far it is", "[train]") {
  int called = 0;
  train::train_syntax(train::read_trees(tickers + "train.conllu"), train::read_gold(tickers + "dev.conllu"), core(),
                      {.epochs = 3, .patience = 9}, [&](int done, int most, double las) {
                        CHECK(done == ++called);
                        CHECK(most == 3);
                        CHECK(las > 50);
                      });
  CHECK(called == 3);
}

TEST_CASE("what can't be learned from is told", "[train]") {
  CHECK(message_of([] { train::train_syntax({}, {}, core(), {}); }).find("no sentence") != std::string::npos);
  train::Tree tree;
  for (int i = 0; i < 200; ++i) {
    tree.forms.push_back("word");
    tree.lemmas.push_back("word");
    tree.tags.emplace_back();
    tree.heads.push_back(i == 0 ? 200 : 0);
    tree.relations.push_back(i == 0 ? Relation::root : Relation::dep);
  }
  CHECK(message_of([&] { train::train_syntax({tree}, {}, core(), {}); }).find("160 words") != std::string::npos);
}
