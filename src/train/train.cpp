#include "train/train.hpp"

#include <chrono>
#include <iostream>

#include "model/image.hpp"
#include "model/lemmatizer.hpp"
#include "model/parser.hpp"
#include "model/recognizer.hpp"
#include "model/tagger.hpp"
#include "train/corpus.hpp"
#include "train/silver.hpp"
#include "train/train_clusters.hpp"
#include "train/train_names.hpp"
#include "train/train_parser.hpp"
#include "train/train_tagger.hpp"

namespace tidings::train {

namespace {

constexpr int jackknife_folds = 4;
constexpr std::size_t silver_documents = 2000;  // of each source

/// Says what has been done, and how long it took.
class Progress {
 public:
  void done(const std::string& what) {
    const auto now = std::chrono::steady_clock::now();
    std::cerr << what << ": " << std::chrono::duration_cast<std::chrono::seconds>(now - since_).count() << " s\n";
    since_ = now;
  }

 private:
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

std::span<const std::byte> bytes_of(const std::string& section) { return std::as_bytes(std::span(section.data(), section.size())); }

/// Tags of every tree by a tagger that has not seen it, in the numbers of `table`.
std::vector<std::vector<TagId>> jackknife(const std::vector<Tree>& trees, const std::vector<std::vector<Word>>& words) {
  std::vector<std::vector<TagId>> tags(trees.size());
  std::vector<FeatureKey> features;
  for (int fold = 0; fold < jackknife_folds; ++fold) {
    const std::string section = train_tagger(trees, words, {4, jackknife_folds, fold});
    const Tagger tagger(bytes_of(section));
    for (std::size_t t = 0; t < trees.size(); ++t) {
      if (static_cast<int>(t / 16) % jackknife_folds != fold) continue;
      tags[t].resize(words[t].size());
      tagger.tag(words[t], tags[t], features);
    }
  }
  return tags;
}

std::vector<NameExample> read_examples(const TrainOptions& options, const TypeMap& map, const Clusters& clusters, const Tagger& tagger) {
  std::vector<NameExample> examples;
  WordReader reader;
  std::vector<FeatureKey> features;
  for (const std::string& corpus : map.corpora()) {
    const bool silver = corpus == "silver";
    for (const NamedSentence& sentence : silver ? read_silver(options.corpora + "/silver/names-silver.jsonl", options.corpora + "/raw", silver_documents)
                                                : read_names(options.corpora + "/names/" + corpus + "-train.bio")) {
      NameExample example;
      for (std::size_t i = 0; i < sentence.forms.size(); ++i) {
        const bool continues = i + 1 < sentence.tags.size() && sentence.tags[i + 1][0] == 'I';
        example.words.push_back(reader.read(sentence.forms[i], clusters));
        example.allowed.push_back(map.allowed(corpus, sentence.tags[i], continues));
      }
      example.tags.resize(example.words.size());
      tagger.tag(example.words, example.tags, features);
      examples.push_back(std::move(example));
    }
  }
  return examples;
}

}  // namespace

std::string train_model(const TrainOptions& options) {
  Progress progress;
  ImageWriter image;
  std::string cluster_section;
  if (!options.vectors.empty()) {
    cluster_section = train_clusters(options.vectors);
    image.add(Clusters::section, cluster_section);
    progress.done("clusters of words");
  }
  const Clusters clusters(bytes_of(cluster_section));
  std::vector<Tree> trees = read_trees(options.corpora + "/syntax/ewt-train.conllu");
  for (Tree& tree : read_trees(options.corpora + "/syntax/gum-train.conllu")) trees.push_back(std::move(tree));
  const auto words = read_words(trees, clusters);
  progress.done("trees read");
  image.add(Lemmatizer::section, train_lemmas(trees));
  progress.done("lemmas");
  const std::string tagger_section = train_tagger(trees, words, {});
  const Tagger tagger(bytes_of(tagger_section));
  image.add(Tagger::section, tagger_section);
  progress.done("tagger");
  const auto tags = jackknife(trees, words);
  progress.done("tags by jackknife");
  image.add(Parser::section, train_parser(trees, words, tagger.tags(), tags, 12));
  progress.done("parser");
  const TypeMap map(options.seeds + "/training/names.tsv");
  image.add(Recognizer::section, train_names(read_examples(options, map, clusters, tagger), map.types(), tagger.tags(), 5));
  progress.done("names");
  return image.finish(options.name);
}

}  // namespace tidings::train
