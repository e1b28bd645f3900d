#include "discourse/coref_features.hpp"

#include <algorithm>

#include "discourse/attributes.hpp"
#include "discourse/lexicon_image.hpp"

namespace tidings {

namespace {

// The templates of features, and how many values each has. Every mention is described twice, once as the one that looks
// for an antecedent and once as an antecedent.
enum Template : unsigned {
  ana_kind,
  ana_pronoun,
  ana_type,
  ana_gender,
  ana_number,
  ana_role,
  ana_class,
  ana_quoted,
  ana_size,
  ana_nested,
  ana_cluster,
  ana_life,
  ana_named,
  ante_kind,
  ante_pronoun,
  ante_type,
  ante_gender,
  ante_number,
  ante_role,
  ante_class,
  ante_quoted,
  ante_size,
  ante_nested,
  ante_cluster,
  ante_life,
  ante_named,
  new_kind,
  new_pronoun,
  new_type,
  new_gender,
  new_number,
  new_role,
  new_class,
  new_quoted,
  new_size,
  new_nested,
  new_cluster,
  new_life,
  new_named,
  new_bias,
  new_sentence,
  new_text,
  new_head,
  new_words,
  new_agreeing,
  new_subtype,
  new_speaker,
  new_same_pronoun,
  pair_kinds,
  pair_sentences,
  pair_mentions,
  pair_tokens,
  pair_blocks,
  pair_text,
  pair_cluster_text,
  pair_head,
  pair_head_in,
  pair_words,
  pair_modifiers,
  pair_gender,
  pair_number,
  pair_type,
  pair_life,
  pair_subtype,
  pair_binding,
  pair_roles,
  pair_speech,
  pair_speaker,
  pair_nearer,
  pair_subject,
  pair_named_between,
  pair_pronouns,
  pair_syntax,
  pair_kind_text,
  pair_kind_head,
  pair_kind_distance,
  pair_pronoun_kind,
  pair_pronoun_pronoun,
  pair_pronoun_type,
  pair_pronoun_gender,
  pair_pronoun_number,
  pair_cluster_size,
  pair_cluster_forms,
  pair_cluster_gender,
  pair_cluster_number,
  pair_cluster_pronoun,
  pair_cluster_latest,
  template_count
};

struct TemplateSize {
  const char* name;
  unsigned size;
};

enum MentionKind : std::uint8_t {
  name_kind,
  pronoun_kind,
  definite,
  demonstrative,
  possessed,
  indefinite,
  bare_singular,
  bare_plural,
  counted,
  coordinated_kind
};
constexpr unsigned kinds = 10, pronouns = 40, types = 13, roles = 14, classes = 10, groups = 10;

constexpr TemplateSize templates[template_count] = {
    {"ana.kind", kinds},
    {"ana.pronoun", pronouns},
    {"ana.type", types},
    {"ana.gender", 4},
    {"ana.number", 3},
    {"ana.role", roles},
    {"ana.class", classes},
    {"ana.quoted", 2},
    {"ana.size", 6},
    {"ana.nested", 3},
    {"ana.cluster", 5},
    {"ana.life", 2},
    {"ana.named", 2},
    {"ante.kind", kinds},
    {"ante.pronoun", pronouns},
    {"ante.type", types},
    {"ante.gender", 4},
    {"ante.number", 3},
    {"ante.role", roles},
    {"ante.class", classes},
    {"ante.quoted", 2},
    {"ante.size", 6},
    {"ante.nested", 3},
    {"ante.cluster", 5},
    {"ante.life", 2},
    {"ante.named", 2},
    {"new.kind", kinds},
    {"new.pronoun", pronouns},
    {"new.type", types},
    {"new.gender", 4},
    {"new.number", 3},
    {"new.role", roles},
    {"new.class", classes},
    {"new.quoted", 2},
    {"new.size", 6},
    {"new.nested", 3},
    {"new.cluster", 5},
    {"new.life", 2},
    {"new.named", 2},
    {"new.bias", 1},
    {"new.sentence", 4},
    {"new.text", 3},
    {"new.head", 4},
    {"new.words", 3},
    {"new.agreeing", 6},
    {"new.subtype", 3},
    {"new.speaker", 2},
    {"new.same-pronoun", 4},
    {"pair.kinds", kinds* kinds},
    {"pair.sentences", 8},
    {"pair.mentions", 10},
    {"pair.tokens", 8},
    {"pair.blocks", 4},
    {"pair.text", 3},
    {"pair.cluster-text", 2},
    {"pair.head", 3},
    {"pair.head-in", 4},
    {"pair.words", 5},
    {"pair.modifiers", 7},
    {"pair.gender", 4},
    {"pair.number", 4},
    {"pair.type", 4},
    {"pair.life", 5},
    {"pair.subtype", 4},
    {"pair.binding", 6},
    {"pair.roles", roles * 3},
    {"pair.speech", 6},
    {"pair.speaker", 3},
    {"pair.nearer", 6},
    {"pair.subject", 4 * 4},
    {"pair.named-between", 3 * 4},
    {"pair.pronouns", 5},
    {"pair.syntax", 6},
    {"pair.kind-text", kinds * 3},
    {"pair.kind-head", kinds * 3},
    {"pair.kind-distance", 3 * 8},
    {"pair.pronoun-kind", groups* kinds},
    {"pair.pronoun-pronoun", groups* groups},
    {"pair.pronoun-type", groups* types},
    {"pair.pronoun-gender", groups * 4},
    {"pair.pronoun-number", groups * 3},
    {"pair.cluster-size", 6},
    {"pair.cluster-forms", 8},
    {"pair.cluster-gender", 4 * 4},
    {"pair.cluster-number", 3 * 4},
    {"pair.cluster-pronoun", 3},
    {"pair.cluster-latest", 3},
};

constexpr std::array<unsigned, template_count + 1> offsets_of_templates() {
  std::array<unsigned, template_count + 1> offsets{};
  for (unsigned t = 0; t < template_count; ++t) offsets[t + 1] = offsets[t] + templates[t].size;
  return offsets;
}
constexpr auto offsets = offsets_of_templates();

[[gnu::always_inline]] inline void put(CorefColumns& out, unsigned which, std::size_t value) {
  const std::size_t last = templates[which].size - 1;
  out.add(static_cast<CorefColumn>(offsets[which] + std::min(value, last)));
}

std::uint32_t hash_of(std::string_view text) {
  const std::uint32_t hash = lexicon_image::hash_of(text);
  return hash == 0 ? 1 : hash;
}

unsigned bucket(std::size_t value, std::initializer_list<std::size_t> upto) {
  unsigned at = 0;
  for (const std::size_t limit : upto) {
    if (value <= limit) return at;
    ++at;
  }
  return at;
}

bool is_possessive_mark(std::string_view word) {
  return word == "'s" || word == "\xE2\x80\x99s" || word == "'" || word == "\xE2\x80\x99";
}

std::uint64_t bit_of(std::uint32_t word) noexcept { return std::uint64_t{1} << (word & 63); }

void note(const MentionFacts& f, MentionForm form, ClusterFacts& cluster) {
  ++cluster.size;
  cluster.forms |= form == MentionForm::name ? 1 : form == MentionForm::pronoun ? 4 : 2;
  if (form == MentionForm::pronoun) cluster.pronouns |= static_cast<std::uint16_t>(1U << (f.pronoun / 4U));
  cluster.genders[f.gender] = true;
  if (form == MentionForm::pronoun || form == MentionForm::nominal) cluster.numbers[f.number] = true;
}

void join(ClusterFacts& from, ClusterFacts& into) {
  into.size += from.size;
  into.forms |= from.forms;
  into.pronouns |= from.pronouns;
  for (std::size_t i = 0; i < into.genders.size(); ++i) into.genders[i] |= from.genders[i];
  for (std::size_t i = 0; i < into.numbers.size(); ++i) into.numbers[i] |= from.numbers[i];
  from = {};
}

// 0: nothing is known; 1: all agree; 2: none does; 3: some do.
template <std::size_t N>
unsigned agreement(const std::array<bool, N>& known, std::uint8_t mine) {
  bool others = false;
  for (std::size_t i = 1; i < N; ++i) others |= known[i] && i != mine;
  if (mine == 0) return others ? 2 : 0;
  return (known[mine] ? 1U : 0U) + (others ? 2U : 0U);
}

constexpr std::uint8_t subject_role = 4;
constexpr std::size_t near_window = 40;  // mentions looked back at, whatever they are
constexpr std::size_t sentences_of_pronoun = 8;
constexpr std::size_t far_window = 400;  // mentions looked back at for words in common
constexpr std::size_t most_far = 12;

}  // namespace

void WordSet::seal() {
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  for (const std::uint32_t word : words_) bits_ |= bit_of(word);
}

bool WordSet::contains(std::uint32_t word) const noexcept {
  return (bits_ & bit_of(word)) != 0 && std::binary_search(words_.begin(), words_.end(), word);
}

std::size_t WordSet::count_common(const WordSet& other) const noexcept {
  if ((bits_ & other.bits_) == 0) return 0;
  std::size_t n = 0;
  for (auto i = words_.begin(), j = other.words_.begin(); i != words_.end() && j != other.words_.end();) {
    if (*i == *j) ++n, ++i, ++j;
    else if (*i < *j) ++i;
    else ++j;
  }
  return n;
}

const std::vector<std::string>& coref_column_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const TemplateSize& t : templates) {
      for (unsigned value = 0; value < t.size; ++value)
        all.push_back(std::string(t.name) + '=' + std::to_string(value));
    }
    return all;
  }();
  return names;
}

CorefFeatures::CorefFeatures(const Document& document, const NounLexicons& lexicons, const std::vector<NameKey>& keys,
                             MentionClusters& clusters, const std::vector<MentionId>& speakers,
                             const std::vector<bool>& quoted)
    : d_(document),
      lexicons_(lexicons),
      keys_(keys),
      precise_(clusters),
      growing_(clusters),
      speakers_(speakers),
      quoted_(quoted),
      dependents_(document.syntax),
      facts_(document.mentions.items.size()) {
  for (const MentionId id : d_.mentions.items.ids()) read(id);
  read_cluster_facts();
}

void CorefFeatures::read(MentionId id) {
  const Mention& m = mention(id);
  MentionFacts& f = facts_[id.index()];
  f.kind = kind_of(id);
  f.type = static_cast<std::uint8_t>(std::min<std::size_t>(static_cast<std::size_t>(m.type), types - 1));
  f.gender = static_cast<std::uint8_t>(m.gender);
  f.number = static_cast<std::uint8_t>(m.number);
  f.role = role_of(m.head);
  f.animate = m.animate;
  f.reflexive = d_.syntax.morph[m.head].reflexive;
  f.sentence = static_cast<std::uint32_t>(d_.sentences.of_token[m.head].index());
  f.speaker = speakers_[m.head.index()];
  f.quoted = quoted_[m.head.index()];
  const Relation relation = main_type(d_.syntax.relation[m.head]);
  const bool argument = relation == Relation::nsubj || relation == Relation::obj || relation == Relation::iobj ||
                        relation == Relation::obl;
  if (argument) f.clause = d_.syntax.head[m.head];
  if (m.form == MentionForm::pronoun) {
    const std::string word = fold(form(m.head));
    const auto known = lexicons_.pronouns.find(word);
    const auto number = known ? (*known)[3] : std::string_view();
    for (const char c : number) f.pronoun = static_cast<std::uint8_t>(f.pronoun * 10 + (c - '0'));
    f.text_hash = f.head_hash = hash_of(word);
    return;
  }
  if (m.coordination) {
    std::string text;
    for (const TokenId t : m.extent) text += fold(form(t)) + ' ';
    f.text_hash = f.head_hash = hash_of(text);
    return;
  }
  const NameKey& key = keys_[id.index()];
  if (m.form == MentionForm::name && !key.words.empty()) {
    f.text_hash = hash_of(key.key);
    f.head_hash = hash_of(fold(key.words.back()));
    for (const std::string& word : key.words) f.words.add(hash_of(fold(word)));
    const std::string_view subtype = subtype_of_name(lexicons_, key, m.type);
    if (!subtype.empty()) f.subtype_hash = hash_of(subtype);
  } else {
    std::string text;
    for (TokenId t = m.extent.begin_id; t < m.head_range.end_id; t = TokenId(t.index() + 1)) {
      const Upos upos = d_.syntax.upos[t];
      if (upos == Upos::det || upos == Upos::punct || is_possessive_mark(form(t))) continue;
      const std::string word = fold(form(t));
      text += word;
      text += ' ';
      const bool content = upos == Upos::noun || upos == Upos::propn || upos == Upos::adj || upos == Upos::num;
      const bool in_head = m.head_range.contains(t);
      if (!content && !in_head) continue;
      const std::uint32_t lemma = hash_of(fold(d_.syntax.lemma(t)));
      f.words.add(lemma);
      if (!in_head) f.modifiers.add(lemma);
    }
    f.text_hash = hash_of(text);
    const std::string lemma = fold(d_.syntax.lemma(m.head));
    f.head_hash = hash_of(lemma);
    if (const auto head = lexicons_.head_nouns.find(lemma); head && !(*head)[1].empty())
      f.subtype_hash = hash_of((*head)[1]);
    if (const auto known = lexicons_.noun_classes.find(lemma)) {
      static constexpr std::array<std::string_view, 8> all = {"act",        "communication", "event",   "group",
                                                              "phenomenon", "possession",    "process", "state"};
      const auto at = std::find(all.begin(), all.end(), (*known)[0]);
      f.noun_class = static_cast<std::uint8_t>(1 + (at - all.begin()));
    }
  }
  // Titles and the words around a name count too: "President Obama" and "the president".
  if (m.form == MentionForm::name) {
    for (const TokenId t : m.extent) {
      const Upos upos = d_.syntax.upos[t];
      if (upos == Upos::noun || upos == Upos::propn || upos == Upos::adj) f.words.add(hash_of(fold(form(t))));
    }
  }
  f.words.seal();
  f.modifiers.seal();
}

void CorefFeatures::read_cluster_facts() {
  const std::size_t n = facts_.size();
  for (std::size_t i = 0; i < n; ++i) cluster_of_.push_back(static_cast<std::uint32_t>(precise_.find(MentionId(i))));
  cluster_gender_.assign(n, 0);
  cluster_type_.assign(n, static_cast<std::uint8_t>(NameType::other));
  nesting_.assign(n, 0);
  grown_.assign(n, {});
  cluster_named_.assign(n, false);
  for (const MentionId id : d_.mentions.items.ids()) {
    const Mention& m = mention(id);
    const std::size_t c = cluster_of(id);
    if (cluster_gender_[c] == 0) cluster_gender_[c] = static_cast<std::uint8_t>(m.gender);
    if (cluster_type_[c] == static_cast<std::uint8_t>(NameType::other)) cluster_type_[c] = facts_[id.index()].type;
    if (m.whole) nesting_[id.index()] = nesting_[m.whole.index()] + 1;
    cluster_named_[c] = cluster_named_[c] || m.form == MentionForm::name;
    note(facts_[id.index()], m.form, grown_[c]);
  }
}

void CorefFeatures::merge(MentionId antecedent, MentionId anaphor, const char* pass) {
  const std::size_t a = growing_.find(antecedent), b = growing_.find(anaphor);
  if (a == b) return;
  growing_.merge(antecedent, anaphor, pass);
  const std::size_t into = growing_.find(antecedent);
  join(grown_[into == a ? b : a], grown_[into]);
}

std::uint8_t CorefFeatures::kind_of(MentionId id) const {
  const Mention& m = mention(id);
  if (m.coordination) return coordinated_kind;
  if (m.form == MentionForm::name) return name_kind;
  if (m.form == MentionForm::pronoun) return pronoun_kind;
  bool number = false;
  for (const TokenId child : dependents_.of(m.head)) {
    if (child > m.head) break;
    const Relation relation = d_.syntax.relation[child];
    if (relation == Relation::nmod_poss) return possessed;
    if (main_type(relation) == Relation::nummod) number = true;
    if (main_type(relation) != Relation::det) continue;
    const std::string word = fold(form(child));
    if (word == "the") return definite;
    if (word == "this" || word == "that" || word == "these" || word == "those") return demonstrative;
    return word == "a" || word == "an" ? indefinite : counted;
  }
  if (number) return counted;
  return m.number == GrammaticalNumber::plural ? bare_plural : bare_singular;
}

std::uint8_t CorefFeatures::role_of(TokenId head) const {
  const Relation relation = d_.syntax.relation[head];
  switch (relation) {
    case Relation::nsubj_pass:
      return 1;
    case Relation::nmod_poss:
      return 2;
    case Relation::obl_agent:
      return 3;
    default:
      break;
  }
  switch (main_type(relation)) {
    case Relation::nsubj:
      return 4;
    case Relation::obj:
      return 5;
    case Relation::iobj:
      return 6;
    case Relation::obl:
      return 7;
    case Relation::nmod:
      return 8;
    case Relation::conj:
      return 9;
    case Relation::appos:
      return 10;
    case Relation::compound:
    case Relation::amod:
    case Relation::flat:
      return 11;
    case Relation::root:
      return 12;
    default:
      return 0;
  }
}

void CorefFeatures::candidates(MentionId id, std::vector<MentionId>& out) const {
  out.clear();
  const MentionFacts& f = facts_[id.index()];
  const TokenRange extent = mention(id).extent;
  const bool pronoun = f.kind == pronoun_kind;
  const std::size_t near = id.index() > near_window ? id.index() - near_window : 0;
  const std::size_t far = pronoun ? near : id.index() > far_window ? id.index() - far_window : 0;
  std::size_t found_far = 0;
  for (std::size_t i = id.index(); i-- > far && found_far < most_far;) {
    const MentionFacts& other = facts_[i];
    const TokenRange theirs = mention(MentionId(i)).extent;
    if (theirs.contains(extent) || extent.contains(theirs)) continue;
    if (i >= near) {
      if (pronoun && f.sentence - other.sentence > sentences_of_pronoun) break;
      out.push_back(MentionId(i));
    } else if (other.kind != pronoun_kind && (other.head_hash == f.head_hash || other.words.contains(f.head_hash))) {
      out.push_back(MentionId(i));
      ++found_far;
    }
  }
}

bool CorefFeatures::agree(MentionId a, MentionId b) const {
  const MentionFacts& x = facts_[a.index()];
  const MentionFacts& y = facts_[b.index()];
  const bool numbers = x.number == 0 || y.number == 0 || x.number == y.number ||
                       y.type == static_cast<std::uint8_t>(NameType::organization);
  const std::uint8_t g = cluster_gender_[cluster_of(b)];
  const bool genders = x.gender == 0 || g == 0 || x.gender == g;
  const bool life = x.kind != pronoun_kind || x.gender == 0 ||
                    (x.gender == static_cast<std::uint8_t>(Gender::neuter) ? !y.animate : y.animate);
  return numbers && genders && life;
}

void CorefFeatures::common(MentionId id, unsigned first, CorefColumns& out) const {
  const MentionFacts& f = facts_[id.index()];
  const std::size_t c = cluster_of(id);
  put(out, first + 0, f.kind);
  put(out, first + 1, f.pronoun);
  put(out, first + 2, cluster_type_[c]);
  put(out, first + 3, cluster_gender_[c]);
  put(out, first + 4, f.number);
  put(out, first + 5, f.role);
  put(out, first + 6, f.noun_class);
  put(out, first + 7, f.quoted);
  put(out, first + 8, bucket(mention(id).extent.size(), {1, 2, 3, 5, 8}));
  put(out, first + 9, nesting_[id.index()]);
  put(out, first + 10, bucket(precise_.size(id), {1, 2, 4, 8}));
  put(out, first + 11, f.animate);
  put(out, first + 12, cluster_named_[c]);
}

void CorefFeatures::anaphor(MentionId id, CorefColumns& out) const { common(id, ana_kind, out); }
void CorefFeatures::antecedent(MentionId id, CorefColumns& out) const { common(id, ante_kind, out); }

void CorefFeatures::alone(MentionId id, const std::vector<MentionId>& among, CorefColumns& out) const {
  const MentionFacts& f = facts_[id.index()];
  common(id, new_kind, out);
  put(out, new_bias, 0);
  put(out, new_sentence, bucket(f.sentence, {0, 2, 8}));
  std::size_t text = 0, heads = 0, words = 0, agreeing = 0, subtypes = 0, same_pronouns = 0;
  bool speaker = false;
  for (const MentionId other : among) {
    const MentionFacts& g = facts_[other.index()];
    text += g.text_hash == f.text_hash;
    heads += g.head_hash == f.head_hash;
    words += f.words.count_common(g.words) != 0;
    agreeing += f.sentence - g.sentence <= 2 && agree(id, other);
    subtypes += f.subtype_hash != 0 && g.subtype_hash == f.subtype_hash;
    same_pronouns += f.pronoun != 0 && g.pronoun == f.pronoun;
    speaker |= f.speaker && same_cluster(f.speaker, other);
  }
  put(out, new_text, text);
  put(out, new_head, heads);
  put(out, new_words, words);
  put(out, new_agreeing, bucket(agreeing, {0, 1, 2, 4, 8}));
  put(out, new_subtype, subtypes);
  put(out, new_speaker, speaker);
  put(out, new_same_pronoun, same_pronouns);
}

// Both outside of quotations; in those of one speaker; of two; only the anaphor; only the antecedent.
unsigned CorefFeatures::speech(MentionId a, MentionId b) const {
  const MentionFacts& x = facts_[a.index()];
  const MentionFacts& y = facts_[b.index()];
  if (!x.quoted && !y.quoted) return 0;
  if (x.quoted && y.quoted) return !x.speaker || !y.speaker ? 1 : same_cluster(x.speaker, y.speaker) ? 2 : 3;
  return x.quoted ? 4 : 5;
}

// Arguments of one verb are two things unless one is reflexive; the owner within an argument may be another argument.
unsigned CorefFeatures::binding(MentionId a, MentionId b) const {
  const MentionFacts& x = facts_[a.index()];
  const MentionFacts& y = facts_[b.index()];
  if (x.sentence != y.sentence) return 0;
  if (x.clause && x.clause == y.clause) return x.reflexive ? 1 : 2;
  const TokenId above = d_.syntax.head[mention(a).head];
  if (above && above == d_.syntax.head[mention(b).head]) return 3;
  if (x.role == 2 && above && d_.syntax.head[above] && y.clause == d_.syntax.head[above]) return 4;
  return 5;
}

bool CorefFeatures::same_text_in_cluster(MentionId a, MentionId b) const {
  std::size_t looked_at = 0;
  bool found = false;
  precise_.visit_members(b, [&](MentionId member) {
    found = facts_[member.index()].text_hash == facts_[a.index()].text_hash;
    return !found && ++looked_at < 6;
  });
  return found;
}

void CorefFeatures::pass(MentionId a, MentionId b, Between& between) const {
  between.passed.push_back(growing_.find(b));
  if (!agree(a, b)) return;
  const std::size_t cluster = cluster_of(b);
  if (std::find(between.clusters.begin(), between.clusters.end(), cluster) == between.clusters.end())
    between.clusters.push_back(cluster);
  const bool subject = facts_[b.index()].role == subject_role;
  between.subjects += subject;
  between.named += subject && facts_[b.index()].kind != pronoun_kind;
}

void CorefFeatures::pair(MentionId a, MentionId b, const Between& between, CorefColumns& out) const {
  const MentionFacts& x = facts_[a.index()];
  const MentionFacts& y = facts_[b.index()];
  const Mention& m = mention(a);
  const Mention& n = mention(b);
  const bool pronouns_only = x.kind == pronoun_kind && y.kind == pronoun_kind;
  const bool words_matter = x.kind != pronoun_kind && y.kind != pronoun_kind;
  const unsigned distance = bucket(x.sentence - y.sentence, {0, 1, 2, 3, 5, 9, 20});
  put(out, pair_kinds, x.kind * kinds + y.kind);
  put(out, pair_sentences, distance);
  put(out, pair_mentions, bucket(a.index() - b.index(), {1, 2, 3, 4, 7, 12, 20, 40, 100}));
  put(out, pair_kind_distance, (x.kind == name_kind ? 0U : x.kind == pronoun_kind ? 1U : 2U) * 8 + distance);
  if (x.sentence == y.sentence)
    put(out, pair_tokens, bucket(m.head.index() - std::min(n.head.index(), m.head.index()), {1, 2, 3, 5, 8, 12, 20}));
  put(out, pair_blocks,
      d_.sentences.block[SentenceId(x.sentence)].index() - d_.sentences.block[SentenceId(y.sentence)].index());
  const unsigned text = x.text_hash == y.text_hash ? 1 : 0;
  const unsigned head = words_matter ? (x.head_hash == y.head_hash ? 1U : 0U) : 2U;
  put(out, pair_text, text);
  put(out, pair_head, head);
  put(out, pair_kind_text, x.kind * 3U + text);
  put(out, pair_kind_head, x.kind * 3U + head);
  if (words_matter) {
    put(out, pair_cluster_text, same_text_in_cluster(a, b));
    put(out, pair_head_in, (y.words.contains(x.head_hash) ? 1U : 0U) + (x.words.contains(y.head_hash) ? 2U : 0U));
    const std::size_t shared = x.words.count_common(y.words);
    put(out, pair_words,
        shared == 0                ? 0U
        : shared == x.words.size() ? (shared == y.words.size() ? 1U : 2U)
        : shared == y.words.size() ? 3U
                                   : 4U);
    const std::size_t modifiers = x.modifiers.count_common(y.modifiers);
    const bool mine = modifiers < x.modifiers.size(), theirs = modifiers < y.modifiers.size();
    put(out, pair_modifiers,
        head != 1 ? 0U : 1U + (mine ? 1U : 0U) + (theirs ? 2U : 0U) + (modifiers != 0 && (mine || theirs) ? 1U : 0U));
    put(out, pair_subtype,
        x.subtype_hash == 0 || y.subtype_hash == 0 ? 0U
        : x.subtype_hash == y.subtype_hash         ? 1U
                                                   : 2U);
  }
  const std::uint8_t g = cluster_gender_[cluster_of(b)], h = cluster_gender_[cluster_of(a)];
  put(out, pair_gender, g == 0 || h == 0 ? (g == h ? 0U : 1U) : g == h ? 2U : 3U);
  put(out, pair_number, x.number == 0 || y.number == 0 ? 0U : x.number == y.number ? 1U : 2U);
  const std::uint8_t s = cluster_type_[cluster_of(a)], t = cluster_type_[cluster_of(b)];
  const auto other = static_cast<std::uint8_t>(NameType::other);
  put(out, pair_type, s == other || t == other ? (s == t ? 0U : 1U) : s == t ? 2U : 3U);
  put(out, pair_life, (x.animate ? 1U : 0U) + (y.animate ? 2U : 0U));
  put(out, pair_binding, binding(a, b));
  put(out, pair_roles, (x.role == 4 ? 0U : x.role == 2 ? 1U : 2U) * roles + y.role);
  put(out, pair_speech, speech(a, b));
  put(out, pair_speaker,
      x.speaker && same_cluster(x.speaker, b)   ? 1U
      : y.speaker && same_cluster(y.speaker, a) ? 2U
                                                : 0U);
  put(out, pair_nearer, bucket(between.clusters.size(), {0, 1, 2, 3, 5}));
  if (x.kind == pronoun_kind) {
    const unsigned how = y.kind != pronoun_kind ? 0U : x.pronoun / 4 == y.pronoun / 4 ? 1U : 2U;
    put(out, pair_named_between, how * 4 + bucket(between.named, {0, 1, 2}));
  }
  const unsigned subject = y.role != subject_role ? 0U : between.subjects == 0 ? 1U : between.subjects == 1 ? 2U : 3U;
  put(out, pair_subject,
      (x.kind != pronoun_kind   ? 0U
       : x.role == subject_role ? 1U
       : x.role == 2            ? 2U
                                : 3U) *
              4 +
          subject);
  if (x.kind == pronoun_kind) {
    const unsigned group = x.pronoun / 4U;
    put(out, pair_pronoun_kind, group * kinds + y.kind);
    put(out, pair_pronoun_pronoun, group * groups + y.pronoun / 4U);
    put(out, pair_pronoun_type, group * types + t);
    put(out, pair_pronoun_gender, group * 4 + g);
    put(out, pair_pronoun_number, group * 3 + y.number);
  }
  if (pronouns_only) put(out, pair_pronouns, x.pronoun == y.pronoun ? 1U : x.pronoun / 4 == y.pronoun / 4 ? 2U : 3U);
  const TokenId up = d_.syntax.head[m.head], down = d_.syntax.head[n.head];
  const bool appositive = d_.syntax.relation[m.head] == Relation::appos && up == n.head;
  const bool coordinated = main_type(d_.syntax.relation[m.head]) == Relation::conj && (up == n.head || up == down);
  const bool predicate = down == m.head && main_type(d_.syntax.relation[n.head]) == Relation::nsubj;
  const bool owner = up == n.head || down == m.head;
  put(out, pair_syntax, appositive ? 1U : coordinated ? 2U : predicate ? 3U : owner ? 4U : 0U);
  if (x.kind == pronoun_kind) pair_with_cluster(a, b, between, out);
}

// A pronoun asks what the whole cluster is; of names and nominals this taught nothing (OntoGUM) or less.
void CorefFeatures::pair_with_cluster(MentionId a, MentionId b, const Between& between, CorefColumns& out) const {
  const MentionFacts& x = facts_[a.index()];
  const std::size_t number = growing_.find(b);
  const ClusterFacts& cluster = grown_[number];
  put(out, pair_cluster_size, bucket(cluster.size, {1, 2, 4, 8, 16}));
  put(out, pair_cluster_forms, cluster.forms);
  put(out, pair_cluster_gender, x.gender * 4U + agreement(cluster.genders, x.gender));
  put(out, pair_cluster_number, x.number * 4U + agreement(cluster.numbers, x.number));
  const bool passed = std::find(between.passed.begin(), between.passed.end(), number) != between.passed.end();
  put(out, pair_cluster_latest, cluster.size < 2 ? 0U : passed ? 2U : 1U);
  const bool same = (cluster.pronouns >> (x.pronoun / 4U) & 1U) != 0;
  put(out, pair_cluster_pronoun, cluster.pronouns == 0 ? 0U : same ? 1U : 2U);
}

}  // namespace tidings
