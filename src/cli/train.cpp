// tidings train: models of a user's own.
#include <unistd.h>

#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/figures.hpp"
#include "cli/models.hpp"
#include "cli/output.hpp"
#include "tidings/error.hpp"
#include "train/corpus.hpp"
#include "train/evaluate_names.hpp"
#include "train/train_coref.hpp"
#include "train/train_factuality.hpp"
#include "train/train_names.hpp"
#include "train/train_syntax.hpp"

namespace tidings::cli {

namespace {

/// A bar for a person at a terminal, and nothing for anybody else.
class ProgressBar {
 public:
  ~ProgressBar() {
    if (shown_) std::cerr << "\r\033[K" << std::flush;
  }
  void show(int done, int most, const char* figure, double value) {
    if (::isatty(STDERR_FILENO) == 0) return;
    shown_ = true;
    const int filled = width * done / most;
    std::cerr << "\r[" << std::string(static_cast<std::size_t>(filled), '#')
              << std::string(static_cast<std::size_t>(width - filled), '.') << "] epoch " << done << " of at most "
              << most;
    if (value >= 0) std::cerr << ", " << figure << ' ' << percent(value);
    std::cerr << "\033[K" << std::flush;
  }

 private:
  static constexpr int width = 30;
  bool shown_ = false;
};

/// Runs `train(epoch_done)` beside a bar that tells `figure`; what is wrong with the sentences is told with their file.
template <class Train>
auto with_bar(const std::string& file, const char* figure, Train train) {
  ProgressBar bar;
  try {
    return train([&](int done, int most, double value) { bar.show(done, most, figure, value); });
  } catch (const Error& error) {
    throw Error(Place{file}, error.message());
  }
}

struct NamesOptions {
  train::NameTraining training;
  std::string train, dev, model, output;
};

void report(const train::TrainedNames& trained, const std::vector<train::NamedSentence>& sentences,
            const std::vector<train::NamedSentence>& dev, const Model& model, const NamesOptions& options) {
  std::cout << options.output << ": " << (trained.image.size() + 1023) / 1024 << " KiB, " << trained.types.size()
            << (trained.types.size() == 1 ? " type" : " types") << ", from " << sentences.size() << " sentences in "
            << trained.epochs << (trained.epochs == 1 ? " epoch\n" : " epochs\n");
  if (dev.empty()) {
    std::cout << "no dev sentences: how good it is, `tidings evaluate names FILE.bio --names " << options.output
              << "` tells\n";
    return;
  }
  const auto reports = train::evaluate_names(dev, model.with_names(options.output), {.types = trained.types});
  std::cout << "on " << options.dev << ", beside the built-in names:\n";
  write_table(std::cout, reports);
}

void train_names(const NamesOptions& options) {
  const Model model = model_of(options.model, {});
  const auto sentences = train::read_names(options.train);
  const auto dev = options.dev.empty() ? std::vector<train::NamedSentence>() : train::read_names(options.dev);
  const train::TrainedNames trained = with_bar(options.train, "F1", [&](const train::EpochDone& done) {
    return train::train_names(sentences, dev, model, options.training, done);
  });
  Output output(options.output);
  output.stream() << trained.image;
  output.commit();
  report(trained, sentences, dev, model, options);
}

void add_names(CLI::App& train) {
  auto options = std::make_shared<NamesOptions>();
  CLI::App* command = train.add_subcommand("names", "Learns names of your own types from BIO files (TOKEN<tab>TAG)");
  command->add_option("--train", options->train, "Sentences to learn from")->required();
  command->add_option("--dev", options->dev,
                      "Sentences to measure on: the best weights are kept, and learning ends when they get no better");
  command
      ->add_option("--types", options->training.types,
                   "Types to learn, apart by commas; default: all in the training file")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--epochs", options->training.epochs, "At most this many; without --dev, a third of them")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--model", options->model, "An image instead of the one inside the library");
  command
      ->add_option("--output", options->output, "The model, for --names of other commands; written whole or not at all")
      ->required();
  command->callback([options] { train_names(*options); });
}

struct SyntaxOptions {
  train::SyntaxTraining training;
  std::string train, dev, model, output;
};

void train_syntax(const SyntaxOptions& options) {
  const Model model = model_of(options.model, {});
  const auto trees = train::read_trees(options.train);
  const auto dev = options.dev.empty() ? std::vector<train::GoldSentence>() : train::read_gold(options.dev);
  const train::TrainedSyntax trained = with_bar(options.train, "LAS", [&](const train::SyntaxEpochDone& done) {
    return train::train_syntax(trees, dev, model, options.training, done);
  });
  Output output(options.output);
  output.stream() << trained.image;
  output.commit();
  std::cout << options.output << ": " << (trained.image.size() + 1023) / 1024 << " KiB, " << trained.tags
            << " tags, from " << trees.size() << " sentences in " << trained.epochs
            << (trained.epochs == 1 ? " epoch\n" : " epochs\n");
  if (dev.empty()) {
    std::cout << "no dev sentences: how good it is, `tidings evaluate syntax FILE.conllu --model " << options.output
              << "` tells\n";
    return;
  }
  std::cout << "on " << options.dev << ", before and now:\n";
  write_table(std::cout, train::evaluate_syntax(dev, model, false));
  write_table(std::cout, train::evaluate_syntax(dev, Model::load(options.output), false));
}

void add_syntax(CLI::App& train) {
  auto options = std::make_shared<SyntaxOptions>();
  CLI::App* command =
      train.add_subcommand("syntax", "Learns tags and trees of your own texts from CoNLL-U files, names stay");
  command->add_option("--train", options->train, "Sentences to learn from")->required();
  command->add_option("--dev", options->dev,
                      "Sentences to measure on: the best weights are kept, and learning ends when they get no better");
  command->add_option("--epochs", options->training.epochs, "At most this many")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--model", options->model, "An image instead of the one inside the library");
  command
      ->add_option("--output", options->output, "The model, for --model of other commands; written whole or not at all")
      ->required();
  command->callback([options] { train_syntax(*options); });
}

void add_coref(CLI::App& train_command) {
  struct Options {
    train::CorefOptions train;
    std::string output;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command =
      train_command.add_subcommand("coref", "Trains the ranking of antecedents from a folder of corpora");
  command->add_option("--corpora", options->train.corpora, "Folder with coref/*.jsonl")->required();
  command->add_option("--epochs", options->train.epochs, "How often the corpora are gone over");
  command->add_option("--dropout", options->train.dropout, "Share of the hidden units that one example does without");
  command->add_option("--false-link", options->train.false_link, "Cost of a link of a mention that has none");
  command->add_option("--false-new", options->train.false_new, "Cost of no link of a mention that has one");
  command->add_option("--output", options->output, "The table")->required();
  command->callback([options] { train::write_file(options->output, train::train_coref(options->train)); });
}

void add_factuality(CLI::App& train_command) {
  struct Options {
    train::FactualityOptions train;
    std::string output;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command =
      train_command.add_subcommand("factuality", "Trains whether verbs tell facts from a folder of corpora");
  command->add_option("--corpora", options->train.corpora, "Folder with events/*.jsonl")->required();
  command->add_option("--epochs", options->train.epochs, "How often the corpora are gone over");
  command->add_option("--dropout", options->train.dropout, "Share of the hidden units that one example does without");
  command->add_option("--output", options->output, "The table")->required();
  command->callback([options] { train::write_file(options->output, train::train_factuality(options->train)); });
}

}  // namespace

void add_train_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("train", "Trains models of your own");
  command->require_subcommand(1);
  add_names(*command);
  add_syntax(*command);
  add_coref(*command);
  add_factuality(*command);
}

}  // namespace tidings::cli
