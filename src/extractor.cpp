#include "tidings/extractor.hpp"

#include "parallel.hpp"
#include "syntax/verb_lemmas.hpp"
#include "tidings/discourse/knowledge.hpp"
#include "tidings/graph/build.hpp"
#include "tidings/rules/rule_set.hpp"
#include "tidings/syntax/attachments.hpp"
#include "tidings/syntax/model.hpp"

namespace tidings {

struct Extractor::Parts {
  Model model;
  Knowledge knowledge;
  RuleSet rules;
};

namespace {

Model model_of(const ExtractorOptions& options) {
  Model model = options.core_model_file.empty() ? Model::builtin() : Model::load(options.core_model_file);
  for (const std::string& file : options.name_model_files) model = model.with_names(file);
  return model;
}

}  // namespace

Extractor::Extractor(const ExtractorOptions& options)
    : parts_(new Parts{
          model_of(options),
          Knowledge::builtin(),
          options.rule_files.empty() ? RuleSet::builtin() : RuleSet::with_files(options.rule_files),
      }) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

Document Extractor::analyze(Source source) const {
  Workspace workspace;
  return analyze(std::move(source), workspace);
}

Document Extractor::analyze(Source source, Workspace& workspace) const {
  const auto& [model, knowledge, rules] = *parts_;
  Document d;
  d.source = std::move(source);
  d.page = read_page(d.source);
  d.tokens = tokenize(d.source, d.page);
  d.sentences = split_sentences(d.source, d.page, d.tokens);
  Analysis language = analyze_language(d.source, d.page, d.tokens, d.sentences, model, knowledge, workspace);
  d.syntax = std::move(language.syntax);
  d.names = std::move(language.names);
  d.factuality = std::move(language.factuality);
  mend_verb_lemmas(d, knowledge);
  mend_attachments(d, knowledge);
  d.times = find_times(d, knowledge);
  d.numbers = find_numbers(d, knowledge);
  d.mentions = find_mentions(d, knowledge);
  d.entities = resolve_entities(d, model, knowledge);
  d.predicates = find_predicates(d, rules);
  d.claims = find_claims(d, rules, knowledge);
  d.events = find_events(d, rules, knowledge);
  d.links = link_events(d, rules, knowledge);
  return d;
}

EventGraph Extractor::graph_of(const Document& document, OffsetUnit offsets) const {
  return build_graph(document, parts_->model.name_types(), {offsets, parts_->model.name()});
}

EventGraph Extractor::extract(std::string text, Metadata metadata, OffsetUnit offsets) const {
  return graph_of(analyze(Source(std::move(text), std::move(metadata))), offsets);
}

std::vector<EventGraph> Extractor::extract_each(std::vector<Source> sources, unsigned threads,
                                                OffsetUnit offsets) const {
  std::vector<EventGraph> graphs(sources.size());
  std::vector<Workspace> workspaces(std::max(threads, 1u));
  parallel_for(threads, sources.size(), [&](unsigned thread, std::size_t i) {
    graphs[i] = graph_of(analyze(std::move(sources[i]), workspaces[thread]), offsets);
  });
  return graphs;
}

EventGraph Extractor::extract(std::vector<Source> sources, unsigned threads, OffsetUnit offsets) const {
  return merge_graphs(extract_each(std::move(sources), threads, offsets));
}

const Model& Extractor::model() const noexcept { return parts_->model; }
const Knowledge& Extractor::knowledge() const noexcept { return parts_->knowledge; }
const RuleSet& Extractor::rules() const noexcept { return parts_->rules; }

}  // namespace tidings
