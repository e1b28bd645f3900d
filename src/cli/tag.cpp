// tidings tag: tokens, syntax and names as CoNLL-U.
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/log.hpp"
#include "cli/models.hpp"
#include "cli/output.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/error.hpp"
#include "tidings/syntax/model.hpp"
#include "tidings/text/conllu.hpp"

namespace tidings::cli {

namespace {

struct TagOptions {
  std::vector<std::string> files;
  std::string input = "text";
  std::string format = "conllu";
  std::string model;
  std::vector<std::string> names;
  std::string output;
};

std::string read_all(const std::string& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(Place{path}, "can't be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class Tagging {
 public:
  Tagging(Model model, std::ostream& out) : model_(std::move(model)), out_(out) {}

  void conllu(const std::string& text, const std::string& file) {
    for (ConlluDocument& read : read_conllu(text, file)) {
      analyze(read.document);
      write_conllu(out_, read.document, {.types = model_.name_types()});
    }
  }

  void text(std::string text, const std::string& file) {
    Document document;
    Metadata metadata;
    metadata.id = metadata.name = file;
    document.source = Source(std::move(text), std::move(metadata));
    document.page = read_page(document.source);
    document.tokens = tokenize(document.source, document.page);
    document.sentences = split_sentences(document.source, document.page, document.tokens);
    analyze(document);
    write_conllu(out_, document, {.types = model_.name_types()});
  }

 private:
  void analyze(Document& document) {
    Analysis analysis = analyze_language(document.source, document.page, document.tokens, document.sentences, model_,
                                         knowledge_, workspace_);
    document.syntax = std::move(analysis.syntax);
    document.names = std::move(analysis.names);
    document.times = find_times(document, knowledge_);
    document.numbers = find_numbers(document, knowledge_);
  }

  Model model_;
  Knowledge knowledge_ = Knowledge::builtin();
  Workspace workspace_;
  std::ostream& out_;
};

void run(const TagOptions& options) {
  Output output(options.output);
  Tagging tagging(model_of(options.model, options.names), output.stream());
  bool unread = false;
  for (const std::string& file : options.files) {
    try {
      std::string text = read_all(file);
      if (options.input == "conllu") {
        tagging.conllu(text, file);
      } else {
        tagging.text(std::move(text), file);
      }
    } catch (const Error& error) {
      log().error("{}", error.what());
      unread = true;
    }
  }
  output.commit();
  if (unread) throw CLI::RuntimeError(input_unread);
}

}  // namespace

void add_tag_command(CLI::App& app) {
  auto options = std::make_shared<TagOptions>();
  CLI::App* command = app.add_subcommand("tag", "Tokens, syntax and names as CoNLL-U");
  command->add_option("files", options->files, "Documents; none or '-': standard input");
  command->add_option("--input", options->input, "text, or conllu: keep the given sentences and tokens")
      ->check(CLI::IsMember({"text", "conllu"}));
  command->add_option("--format", options->format, "conllu")->check(CLI::IsMember({"conllu"}));
  command->add_option("--model", options->model, "An image instead of the one inside the library");
  command
      ->add_option("--names", options->names,
                   "Names of your own types, as 'tidings train names' made them; may be repeated")
      ->check(CLI::ExistingFile)
      ->allow_extra_args(false);
  command->add_option("--output", options->output, "Default: standard output; written whole or not at all");
  command->callback([options] {
    if (options->files.empty()) options->files.emplace_back("-");
    run(*options);
  });
}

}  // namespace tidings::cli
