#include "model/name_recognizer.hpp"

#include <algorithm>
#include <cmath>

#include "model/packed.hpp"
#include "model/section_text.hpp"
#include "tidings/error.hpp"

namespace tidings {

namespace {

constexpr float half_sure = 0.5F;
constexpr std::uint32_t beyond = 255;  // the tag and the name before and after a sentence

std::uint8_t builtin_name_at(const Names& names, TokenId token) noexcept {
  const NameId id = names.of_token[token];
  if (!id || static_cast<std::size_t>(names.items[id].type) >= builtin_name_types) return 0;
  const Name& name = names.items[id];
  return static_cast<std::uint8_t>(1 + 2 * static_cast<unsigned>(name.type) + (name.tokens.front() == token ? 0 : 1));
}

}  // namespace

void read_name_context(const Source& source, const Tokens& tokens, TokenRange sentence, const Analysis& analysis,
                       std::span<const std::uint8_t> states, WordReader& reader, NameContext& context) {
  context.words.clear();
  context.upos.clear();
  context.names.clear();
  for (const TokenId token : sentence) {
    context.words.push_back(reader.read(tokens.form(source, token)));
    context.upos.push_back(analysis.syntax.upos[token]);
    context.names.push_back(builtin_name_at(analysis.names, token));
  }
  const std::size_t width = states.size() / std::max<std::size_t>(analysis.syntax.size(), 1);
  context.states.assign(3 * width * sentence.size(), kernels::zero_activation);
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::uint8_t* own = states.data() + (sentence.begin_id.index() + i) * width;
    const auto put = [&](std::size_t word, std::size_t place) {
      std::copy_n(own, width, &context.states[(3 * word + place) * width]);
    };
    if (i + 1 < sentence.size()) put(i + 1, 0);
    put(i, 1);
    if (i > 0) put(i - 1, 2);
  }
}

void name_features(const NameContext& context, std::size_t at, std::vector<FeatureKey>& out) {
  const auto size = static_cast<std::ptrdiff_t>(context.words.size());
  const auto place = [&](std::ptrdiff_t offset) { return static_cast<std::ptrdiff_t>(at) + offset; };
  const auto inside = [&](std::ptrdiff_t offset) { return place(offset) >= 0 && place(offset) < size; };
  const auto word = [&](std::ptrdiff_t offset) -> const Word& {
    if (place(offset) < 0) return word_before();
    return place(offset) < size ? context.words[static_cast<std::size_t>(place(offset))] : word_after();
  };
  const auto upos = [&](std::ptrdiff_t offset) -> std::uint32_t {
    return inside(offset) ? static_cast<std::uint32_t>(context.upos[static_cast<std::size_t>(place(offset))]) : beyond;
  };
  const auto name = [&](std::ptrdiff_t offset) -> std::uint32_t {
    return inside(offset) ? context.names[static_cast<std::size_t>(place(offset))] : beyond;
  };
  const Word &w0 = word(0), &b1 = word(-1), &b2 = word(-2), &a1 = word(1), &a2 = word(2);
  const std::uint32_t u0 = upos(0), n0 = name(0);
  const unsigned first = at == 0 ? 1 : 0;
  out.clear();
  unsigned n = 0;
  const auto add = [&](auto... attributes) { out.push_back(feature_key(n++, attributes...)); };
  add(0);
  add(w0.form);
  add(w0.lower);
  add(w0.lower, w0.case_kind);
  for (const std::uint32_t part : w0.prefix) add(part, w0.case_kind);
  for (const std::uint32_t part : w0.suffix) add(part, w0.case_kind);
  add(w0.shape);
  add(w0.shape, first);
  add(w0.case_kind, u0);
  add(u0);
  add(u0, upos(-1), upos(1));
  add(n0);
  add(n0, u0, w0.case_kind);
  add(name(-1), n0, name(1));
  add(n0, b1.lower);
  add(n0, a1.lower);
  add(w0.lower, n0);
  add(b1.lower);
  add(a1.lower);
  add(b2.lower);
  add(a2.lower);
  add(b1.form, w0.case_kind);
  add(a1.form, w0.case_kind);
  add(b1.shape, w0.shape);
  add(w0.shape, a1.shape);
  add(b1.shape, w0.shape, a1.shape);
  add(b2.case_kind, b1.case_kind, w0.case_kind, a1.case_kind, a2.case_kind);
  add(b1.lower, w0.lower);
  add(w0.lower, a1.lower);
  add(b1.lower, a1.lower, w0.case_kind);
  add(b2.lower, b1.lower, w0.case_kind);
  add(a1.lower, a2.lower, w0.case_kind);
  add(b1.suffix[2], w0.case_kind);
  add(a1.suffix[2], w0.case_kind);
  add(b1.lower, upos(-1), u0, w0.case_kind);
  add(a1.lower, upos(1), u0, w0.case_kind);
}

std::uint32_t NameRecognizer::fingerprint() noexcept {
  return static_cast<std::uint32_t>(
      hash_text("form, affixes 1-5, shape, case, two words around, upos, built-in names, three states; templates 2"));
}

NameRecognizer::NameRecognizer(std::span<const std::byte> bytes, const Encoder& encoder, NameTypes& types) {
  const Head head = take_padded<Head>(bytes, 1)[0];
  if (head.fingerprint != fingerprint())
    throw Error("the model of names was trained with other features than this library reads: train it anew");
  if (head.encoder != encoder.identity() || head.rows != 3 * encoder.width())
    throw Error("the model of names was trained on another model of the language: train it on this one");
  if (head.labels > NameLabels::count(most_types)) throw Error("the model of names is damaged");
  states_ = take_matrix(bytes, head.rows, kernels::padded(head.labels));
  std::vector<NameType> own;
  for (const std::string& line : take_lines(bytes)) own.push_back(types.add(line));
  weights_ = SparseWeights(bytes);
  const bool good = !own.empty() && own.size() <= most_types && weights_.classes() == NameLabels::count(own.size()) &&
                    head.labels == weights_.classes() && std::isfinite(weights_.scale());
  if (!good) throw Error("the model of names is damaged");
  decoder_ = NameDecoder(std::move(own));
}

void NameRecognizer::recognize(const NameContext& context, TokenId first, Buffers& buffers, Names& names) const {
  const std::size_t words = context.words.size(), labels = decoder_.labels();
  buffers.sums.assign(words * labels, 0);
  for (std::size_t i = 0; i < words; ++i) {
    name_features(context, i, buffers.features);
    for (const FeatureKey key : buffers.features) weights_.add(key, &buffers.sums[i * labels]);
  }
  buffers.of_states.resize(words * states_.columns);
  kernels::multiply(states_, context.states.data(), states_.rows, words, buffers.of_states.data());
  buffers.scores.resize(words * labels);
  for (std::size_t i = 0; i < words; ++i) {
    for (std::size_t c = 0; c < labels; ++c) {
      const float of_features = static_cast<float>(buffers.sums[i * labels + c]) * weights_.scale();
      buffers.scores[i * labels + c] = of_features + buffers.of_states[i * states_.columns + c];
    }
  }
  buffers.rows.resize(words);
  for (std::size_t i = 0; i < words; ++i) buffers.rows[i] = &buffers.scores[i * labels];
  decoder_.decode(buffers.rows, {}, first, buffers.decoder, names);
}

Names NameRecognizer::recognize(const Source& source, const Tokens& tokens, const Sentences& sentences,
                                const Analysis& analysis, std::span<const std::uint8_t> states,
                                Buffers& buffers) const {
  Names names;
  names.of_token.resize(tokens.size());
  buffers.decoder.masses.clear();
  for (const TokenRange sentence : sentences.tokens) {
    read_name_context(source, tokens, sentence, analysis, states, buffers.reader, buffers.context);
    recognize(buffers.context, sentence.begin_id, buffers, names);
  }
  return names;
}

namespace {

bool takes_its_place(const Name& found, const Names& names) noexcept {
  bool overlaps = false, covers = true;
  for (const TokenId token : found.tokens) {
    const NameId there = names.of_token[token];
    overlaps = overlaps || there;
    covers = covers && (!there || found.tokens.contains(names.items[there].tokens));
  }
  return !overlaps || (covers && found.score >= half_sure);
}

}  // namespace

namespace {

void set_items(IdVector<NameId, Name> items, Names& names) {
  names.items = std::move(items);
  names.of_token.assign(names.of_token.size(), NameId());
  for (const NameId id : names.items.ids()) {
    for (const TokenId token : names.items[id].tokens) names.of_token[token] = id;
  }
}

}  // namespace

void drop_names(std::span<const NameType> types, Names& names) {
  IdVector<NameId, Name> items;
  for (const Name& name : names.items) {
    if (std::find(types.begin(), types.end(), name.type) == types.end()) items.push_back(name);
  }
  if (items.size() != names.items.size()) set_items(std::move(items), names);
}

void add_names(const Names& found, Names& names) {
  std::vector<Name> added;
  for (const Name& name : found.items) {
    if (takes_its_place(name, names)) added.push_back(name);
  }
  if (added.empty()) return;
  IdVector<NameId, Name> items;
  items.reserve(names.items.size() + added.size());
  auto next = added.begin();
  for (const Name& name : names.items) {
    while (next != added.end() && next->tokens.begin_id <= name.tokens.begin_id) items.push_back(*next++);
    const bool replaced = !items.empty() && items.back().tokens.overlaps(name.tokens);
    if (!replaced) items.push_back(name);
  }
  while (next != added.end()) items.push_back(*next++);
  set_items(std::move(items), names);
}

}  // namespace tidings
