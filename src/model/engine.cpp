#include "model/engine.hpp"

#include <algorithm>
#include <cmath>

#include "model/section_text.hpp"
#include "tidings/error.hpp"

namespace tidings {

namespace {

// A longer sentence is read in parts: what a text without a full stop costs stays linear in its length.
constexpr std::size_t longest_piece = 160;
// Words that go through the network at once: few enough that what lies between the layers stays in the cache.
constexpr std::size_t chunk_words = 320;
constexpr float arc_steps = 1024.0F;  // of the integers that trees are decoded from

std::vector<NameType> types_from(const std::vector<std::string>& lines) {
  const NameTypes known;
  std::vector<NameType> types;
  for (const std::string& line : lines) {
    const auto type = known.find(line);
    if (!type) throw Error("the model knows a type of names that is none: " + line);
    types.push_back(*type);
  }
  return types;
}

}  // namespace

Engine::Engine(const Image& image)
    : encoder_(image.section(Encoder::section)), lemmatizer_(image.section(Lemmatizer::section)) {
  auto lines = image.section(tags_section);
  for (const std::string& line : take_lines(lines)) tags_.push_back(tag_from(line));
  lines = image.section(types_section);
  names_ = NameDecoder(types_from(take_lines(lines)));
  if (names_.types().size() > 63) throw Error("the model knows too many types of names");
  if (tags_.size() != encoder_.tags() || names_.labels() != encoder_.name_labels() ||
      encoder_.relations() != relation_count) {
    throw Error("the model's sections do not fit each other");
  }
  if (FactualityNetwork::builtin().fits(encoder_)) factuality_ = &FactualityNetwork::builtin();
}

Analysis Engine::analyze(const Source& source, const Tokens& tokens, const Sentences& sentences,
                         const TokenFeatureReader& reader, Buffers& buffers) const {
  Analysis analysis;
  analysis.syntax.resize(tokens.size());
  analysis.names.of_token.resize(tokens.size());
  if (factuality_ != nullptr) analysis.factuality.log_odds.resize(tokens.size(), Factuality::unread);
  const auto flush = [&] {
    if (!buffers.pieces.empty()) read_chunk(source, tokens, buffers, analysis);
    buffers.features.clear();
    buffers.pieces.clear();
    buffers.first_of_piece.clear();
  };
  flush();
  buffers.names.masses.clear();
  buffers.states.resize(buffers.keeps_states ? tokens.size() * encoder_.width() : 0);
  for (const TokenRange sentence : sentences.tokens) {
    TokenId root;
    for (std::size_t done = 0; done < sentence.size();) {
      const std::size_t size = std::min(longest_piece, sentence.size() - done);
      const TokenId first(sentence.begin_id.index() + done);
      const std::size_t begin = buffers.features.size();
      buffers.features.resize(begin + size);
      reader.read(
          size, [&](std::size_t i) { return tokens.form(source, TokenId(first.index() + i)); },
          &buffers.features[begin], buffers.reader);
      buffers.pieces.push_back({begin, size});
      buffers.first_of_piece.push_back(first);
      done += size;
      if (buffers.features.size() >= chunk_words) flush();
    }
    if (sentence.size() <= longest_piece) continue;
    // The parts of a long sentence hang on the first one's root.
    flush();
    for (const TokenId token : sentence) {
      if (analysis.syntax.head[token]) continue;
      if (root) {
        analysis.syntax.head[token] = root;
        analysis.syntax.relation[token] = Relation::parataxis;
      } else {
        root = token;
      }
    }
  }
  flush();
  buffers.document_names.agree(source, tokens, names_.types(), buffers.names.masses, analysis.names);
  return analysis;
}

void Engine::read_chunk(const Source& source, const Tokens& tokens, Buffers& buffers, Analysis& analysis) const {
  encoder_.encode(buffers.features, buffers.pieces, buffers.encoder);
  for (std::size_t piece = 0; piece < buffers.pieces.size(); ++piece) {
    read_tags(source, tokens, piece, buffers, analysis.syntax);
    read_tree(piece, buffers, analysis.syntax);
    buffers.name_scores.clear();
    for (std::size_t i = 0; i < buffers.pieces[piece].size; ++i)
      buffers.name_scores.push_back(encoder_.row(buffers.encoder, piece, i).names);
    const std::span features(&buffers.features[buffers.pieces[piece].begin], buffers.pieces[piece].size);
    const NameId first_name(analysis.names.items.size());
    names_.decode(buffers.name_scores, features, buffers.first_of_piece[piece], buffers.names, analysis.names);
    put_names_above_titles(piece, first_name, analysis.names, analysis.syntax, buffers);
    if (buffers.keeps_states) keep_states(piece, buffers);
  }
  if (factuality_ != nullptr) read_factuality(buffers, analysis);
}

void Engine::read_factuality(Buffers& buffers, Analysis& analysis) const {
  const Syntax& syntax = analysis.syntax;
  buffers.verbs.clear();
  for (std::size_t piece = 0; piece < buffers.pieces.size(); ++piece) {
    const std::size_t first = buffers.first_of_piece[piece].index();
    const auto state = [&](TokenId token) {
      return encoder_.activations(buffers.encoder, piece, token.index() - first);
    };
    for (std::size_t i = 0; i < buffers.pieces[piece].size; ++i) {
      const TokenId token(first + i);
      if (syntax.upos[token] != Upos::verb) continue;
      const TokenId governor = syntax.head[token];
      buffers.verbs.push_back(token);
      factuality_->add(state(token), governor ? state(governor) : nullptr, buffers.factuality);
    }
  }
  factuality_->score(buffers.factuality, buffers.log_odds);
  for (std::size_t i = 0; i < buffers.verbs.size(); ++i)
    analysis.factuality.log_odds[buffers.verbs[i]] = buffers.log_odds[i];
}

void Engine::keep_states(std::size_t piece, Buffers& buffers) const {
  const std::size_t width = encoder_.width(), first = buffers.first_of_piece[piece].index();
  for (std::size_t i = 0; i < buffers.pieces[piece].size; ++i)
    std::copy_n(encoder_.activations(buffers.encoder, piece, i), width, &buffers.states[(first + i) * width]);
}

void Engine::read_tags(const Source& source, const Tokens& tokens, std::size_t piece, Buffers& buffers,
                       Syntax& syntax) const {
  for (std::size_t i = 0; i < buffers.pieces[piece].size; ++i) {
    const TokenId token(buffers.first_of_piece[piece].index() + i);
    const Tag& tag = tags_[kernels::index_of_largest(encoder_.row(buffers.encoder, piece, i).tags, tags_.size())];
    syntax.upos[token] = tag.upos;
    syntax.morph[token] = tag.morph;
    lemmatizer_.lemmatize(tokens.form(source, token), tag.upos, tag.morph, buffers.scratch, buffers.lemma);
    syntax.set_lemma(token, buffers.lemma);
  }
}

void Engine::read_tree(std::size_t piece, Buffers& buffers, Syntax& syntax) const {
  const std::size_t words = buffers.pieces[piece].size;
  score_arcs(piece, buffers);
  buffers.tree.decode(buffers.arcs, words + 1, words, buffers.heads);
  const std::size_t first = buffers.first_of_piece[piece].index();
  for (std::size_t i = 0; i < words; ++i) {
    const std::size_t head = buffers.heads[i];
    syntax.head[TokenId(first + i)] = head == 0 ? TokenId() : TokenId(first + head - 1);
  }
  label_arcs(piece, buffers, syntax);
}

// The score of an arc is a product of what the dependent and the head have been squashed to, and a bias of the head.
void Engine::score_arcs(std::size_t piece, Buffers& buffers) const {
  const std::size_t words = buffers.pieces[piece].size, width = encoder_.arc_width(),
                    columns = kernels::padded(words + 1);
  const auto squash = [&](const float* values, std::int16_t* out) {
    buffers.squashed.assign(values, values + width);
    kernels::squash(buffers.squashed.data(), width);
    kernels::quantize_exact(buffers.squashed.data(), width, out);
  };
  buffers.dependents.resize(words * width);
  buffers.packed_heads.assign(width / 2 * columns, 0);
  buffers.head_activations.resize(width);
  const auto pack = [&](const std::int16_t* values, std::size_t column) {
    for (std::size_t k = 0; k < width; k += 2) {
      buffers.packed_heads[k / 2 * columns + column] = kernels::pair(values[k], values[k + 1]);
    }
  };
  pack(encoder_.root_arc().data(), 0);
  for (std::size_t i = 0; i < words; ++i) {
    const Encoder::Row row = encoder_.row(buffers.encoder, piece, i);
    squash(row.arc_dependent, &buffers.dependents[i * width]);
    squash(row.arc_head, buffers.head_activations.data());
    pack(buffers.head_activations.data(), i + 1);
  }
  buffers.products.resize(words * columns);
  kernels::multiply_exact(buffers.dependents.data(), words, width, buffers.packed_heads.data(), columns,
                          buffers.products.data());
  buffers.arcs.resize(words * (words + 1));
  const float scale = encoder_.arc_scale() * arc_steps / (kernels::exact_steps * kernels::exact_steps);
  for (std::size_t h = 0; h <= words; ++h) {
    const float bias = h == 0 ? encoder_.root_bias() : encoder_.row(buffers.encoder, piece, h - 1).arc_head[width];
    const auto bias_steps = static_cast<std::int32_t>(std::lrint(bias * arc_steps));
    for (std::size_t i = 0; i < words; ++i) {
      const float product = static_cast<float>(buffers.products[i * columns + h]) * scale;
      buffers.arcs[i * (words + 1) + h] = static_cast<std::int32_t>(std::lrint(product)) + bias_steps;
    }
  }
}

void Engine::label_arcs(std::size_t piece, Buffers& buffers, Syntax& syntax) const {
  const std::size_t words = buffers.pieces[piece].size, width = encoder_.label_width();
  const kernels::Matrix& matrix = encoder_.relation_matrix();
  buffers.squashed.resize(words * width);
  for (std::size_t i = 0; i < words; ++i) {
    const std::size_t head = buffers.heads[i];
    const float* of_head =
        head == 0 ? encoder_.root_label().data() : encoder_.row(buffers.encoder, piece, head - 1).label_head;
    float* out = &buffers.squashed[i * width];
    std::copy_n(encoder_.row(buffers.encoder, piece, i).label_dependent, width, out);
    kernels::add(out, of_head, width);
  }
  kernels::squash(buffers.squashed.data(), words * width);
  buffers.label_activations.resize(words * width);
  kernels::quantize(buffers.squashed.data(), words * width, matrix.steps, buffers.label_activations.data());
  buffers.labels.resize(words * matrix.columns);
  kernels::multiply(matrix, buffers.label_activations.data(), width, words, buffers.labels.data());
  for (std::size_t i = 0; i < words; ++i) {
    const TokenId token(buffers.first_of_piece[piece].index() + i);
    float* scores = &buffers.labels[i * matrix.columns];
    scores[static_cast<std::size_t>(Relation::root)] = -1e30F;  // only for the root's dependent, and always for it
    const bool is_root = buffers.heads[i] == 0;
    syntax.relation[token] =
        is_root ? Relation::root : static_cast<Relation>(kernels::index_of_largest(scores, relation_count));
  }
  keep_one_subject(piece, buffers, syntax);
}

// "the Director of National Intelligence James Clapper": a person's name behind its title, with no preposition or comma
// between, is what the title describes, and takes its place in the tree.
void Engine::put_names_above_titles(std::size_t piece, NameId first_name, const Names& names, Syntax& syntax,
                                    const Buffers& buffers) const {
  const std::size_t first = buffers.first_of_piece[piece].index(), last = first + buffers.pieces[piece].size;
  for (std::size_t n = first_name.index(); n < names.items.size(); ++n) {
    const Name& name = names.items[NameId(n)];
    const TokenId person = name.tokens.front(), title = syntax.head[person];
    const bool hangs_on_title = name.type == NameType::person && syntax.relation[person] == Relation::nmod && title &&
                                title < person &&
                                (syntax.upos[title] == Upos::noun || syntax.upos[title] == Upos::propn);
    if (!hangs_on_title || syntax.upos[TokenId(person.index() - 1)] == Upos::punct) continue;
    bool is_bare = true;
    for (std::size_t i = first; i < last; ++i) {
      const Relation relation = syntax.relation[TokenId(i)];
      const bool links = relation == Relation::case_ || relation == Relation::cc || relation == Relation::conj;
      is_bare = is_bare && !(links && syntax.head[TokenId(i)] == person);
    }
    if (!is_bare) continue;
    syntax.head[person] = syntax.head[title];
    syntax.relation[person] = syntax.relation[title];
    syntax.head[title] = person;
    syntax.relation[title] = Relation::nmod_desc;
  }
}

// Arcs are scored one by one, so a word may get two subjects. Of "adviser Susan Rice met" the title describes the name;
// else the likelier one stays, and the other is the next best thing.
void Engine::keep_one_subject(std::size_t piece, Buffers& buffers, Syntax& syntax) const {
  const std::size_t words = buffers.pieces[piece].size, first = buffers.first_of_piece[piece].index();
  const std::size_t columns = encoder_.relation_matrix().columns;
  const auto token = [&](std::size_t i) { return TokenId(first + i); };
  const auto is_subject = [](Relation relation) {
    return relation == Relation::nsubj || relation == Relation::nsubj_pass;
  };
  const auto is_title_of = [&](std::size_t title, std::size_t name) {
    const Upos upos = syntax.upos[token(title)];
    bool adjacent = syntax.upos[token(name)] == Upos::propn && (upos == Upos::noun || upos == Upos::propn);
    for (std::size_t i = title + 1; i < name; ++i) adjacent = adjacent && buffers.heads[i] == name + 1;
    return adjacent;
  };
  constexpr std::uint16_t none = 0xffff;
  buffers.subject_of.assign(words + 1, none);
  for (std::size_t i = 0; i < words; ++i) {
    if (!is_subject(syntax.relation[token(i)])) continue;
    std::uint16_t& known = buffers.subject_of[buffers.heads[i]];
    if (known != none && is_title_of(known, i)) {
      buffers.heads[known] = static_cast<std::uint16_t>(i + 1);
      syntax.head[token(known)] = token(i);
      syntax.relation[token(known)] = Relation::nmod_desc;
    } else if (known != none) {
      const auto sureness = [&](std::size_t word) {
        return buffers.labels[word * columns + static_cast<std::size_t>(syntax.relation[token(word)])];
      };
      const std::size_t loser = sureness(i) > sureness(known) ? known : i;
      float* scores = &buffers.labels[loser * columns];
      scores[static_cast<std::size_t>(Relation::nsubj)] = scores[static_cast<std::size_t>(Relation::nsubj_pass)] =
          -1e30F;
      syntax.relation[token(loser)] = static_cast<Relation>(kernels::index_of_largest(scores, relation_count));
      if (loser == i) continue;
    }
    known = static_cast<std::uint16_t>(i);
  }
}

}  // namespace tidings
