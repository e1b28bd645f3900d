// tidings train: the weights anew from the corpora.
#include <memory>

#include "cli/commands.hpp"
#include "train/corpus.hpp"
#include "train/train.hpp"
#include "train/train_coref.hpp"

namespace tidings::cli {

namespace {

void add_train_coref_command(CLI::App& app) {
  struct Options {
    train::CorefOptions train;
    std::string output;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("train-coref", "Trains the ranking of antecedents from a folder of corpora");
  command->add_option("--corpora", options->train.corpora, "Folder with coref/*.jsonl")->required();
  command->add_option("--epochs", options->train.epochs, "How often the corpora are gone over");
  command->add_option("--dropout", options->train.dropout, "Share of the hidden units that one example does without");
  command->add_option("--false-link", options->train.false_link, "Cost of a link of a mention that has none");
  command->add_option("--false-new", options->train.false_new, "Cost of no link of a mention that has one");
  command->add_option("--output", options->output, "The table")->required();
  command->callback([options] { train::write_file(options->output, train::train_coref(options->train)); });
}

}  // namespace

void add_train_command(CLI::App& app) {
  add_train_coref_command(app);
  struct Options {
    train::TrainOptions train;
    std::string output;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("train", "Trains the model of syntax and names from a folder of corpora");
  command->add_option("--corpora", options->train.corpora, "Folder with syntax/*.conllu and names/*.bio")->required();
  command->add_option("--seeds", options->train.seeds, "The project's folder seeds")->required();
  command->add_option("--vectors", options->train.vectors, "JSON file of word vectors, which words are put into classes by");
  command->add_option("--name", options->train.name, "Name of the model");
  command->add_option("--output", options->output, "The image")->required();
  command->callback([options] { train::write_file(options->output, train::train_model(options->train)); });
}

}  // namespace tidings::cli
