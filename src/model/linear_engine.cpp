#include "model/linear_engine.hpp"

namespace tidings {

LinearEngine::LinearEngine(const Image& image)
    : clusters_(image.section(Clusters::section)),
      tagger_(image.section(Tagger::section)),
      lemmatizer_(image.section(Lemmatizer::section)),
      parser_(image.section(Parser::section)),
      recognizer_(image.section(Recognizer::section)) {}

Analysis LinearEngine::analyze(const Source& source, const Tokens& tokens, const Sentences& sentences, Buffers& buffers) const {
  Analysis analysis;
  analysis.syntax.resize(tokens.size());
  analysis.names.of_token.resize(tokens.size());
  for (const TokenRange sentence : sentences.tokens) analyze_sentence(source, tokens, sentence, buffers, analysis);
  return analysis;
}

void LinearEngine::analyze_sentence(const Source& source, const Tokens& tokens, TokenRange sentence, Buffers& buffers,
                                    Analysis& analysis) const {
  const std::size_t first = sentence.begin_id.index();
  Syntax& syntax = analysis.syntax;
  buffers.words.clear();
  for (const TokenId token : sentence) buffers.words.push_back(buffers.reader.read(tokens.form(source, token), clusters_));
  buffers.tags.resize(buffers.words.size());
  tagger_.tag(buffers.words, buffers.tags, buffers.features);
  parser_.parse(buffers.words, tagger_.tags(), buffers.tags, buffers.state, buffers.features);
  for (const TokenId token : sentence) {
    const std::size_t i = token.index() - first;
    const Tag& tag = tagger_.tags()[buffers.tags[i]];
    syntax.upos[token] = tag.upos;
    syntax.morph[token] = tag.morph;
    const ParseState::Node& node = buffers.state.node(static_cast<int>(i));
    syntax.head[token] = node.head == buffers.state.size() ? TokenId() : TokenId(first + static_cast<std::size_t>(node.head));
    syntax.relation[token] = node.relation;
    lemmatizer_.lemmatize(tokens.form(source, token), tag.upos, tag.morph, buffers.scratch, buffers.lemma);
    syntax.set_lemma(token, buffers.lemma);
  }
  recognizer_.recognize({buffers.words, tagger_.tags(), buffers.tags}, sentence.begin_id, buffers.names, analysis.names);
}

}  // namespace tidings
