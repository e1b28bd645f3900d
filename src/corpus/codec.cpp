#include "corpus/codec.hpp"

#include <boost/range/iterator_range.hpp>
#include <cstring>
#include <limits>
#include <unordered_map>
#include <utility>

#include "tidings/error.hpp"

namespace tidings {

namespace {

constexpr std::string_view magic = "TDG1";
constexpr std::size_t checksum_size = 8;

void append_number(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

void append_checksum(std::string& out, std::uint64_t sum) {
  for (std::size_t i = 0; i < checksum_size; ++i) out += static_cast<char>(sum >> (8 * i));
}

// What an Evidence has besides its place.
enum Has : std::uint8_t {
  has_text = 1,
  has_head = 2,
  has_sentence = 4,
  has_form = 8,
  has_rule = 16,
  has_score = 32,
  has_lemma = 64,
  has_merged = 128,
};

class Encoder {
 public:
  explicit Encoder(const EventGraph& graph) : g_(graph) {}

  std::string encode() {
    const GraphInfo& about = info(g_);
    text(about.generator_version);
    text(about.model);
    number(static_cast<std::uint8_t>(about.offsets));
    number(about.documents.size());
    for (const GraphDocument& d : about.documents) document(d);
    number(num_vertices(g_));
    for (const NodeRef v : boost::make_iterator_range(vertices(g_))) node(g_[v]);
    number(num_edges(g_));
    for (const EdgeRef e : boost::make_iterator_range(edges(g_))) edge(e);
    number(about.claims.size());
    for (const GraphClaim& c : about.claims) claim(c);
    std::string out(magic);
    append_number(out, strings_.size());
    for (const std::string_view s : strings_) {
      append_number(out, s.size());
      out += s;
    }
    out += body_;
    append_checksum(out, fingerprint_of(out));
    return out;
  }

 private:
  void number(std::uint64_t value) { append_number(body_, value); }
  void text(std::string_view value) {
    const auto [at, fresh] = place_.try_emplace(value, strings_.size());
    if (fresh) strings_.push_back(value);
    number(at->second);
  }
  void span(TextSpan s) {
    number(s.begin);
    number(s.end - s.begin);
  }
  void score(float value) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    number(bits);
  }
  void attributes(const Attributes& all) {
    number(all.size());
    for (const auto& [key, value] : all) {
      text(key);
      text(value);
    }
  }
  template <class Texts>
  void texts(const Texts& all) {
    number(all.size());
    for (const SharedText& s : all) text(s);
  }

  void document(const GraphDocument& d) {
    for (const std::string* s : {&d.id, &d.key, &d.name, &d.published, &d.title, &d.publisher}) text(*s);
    text(d.text);
    number(d.length);
  }

  // The document itself has the words, at the place that the mention tells.
  bool stands_there(const Evidence& m) const {
    const GraphInfo& about = info(g_);
    if (about.offsets != OffsetUnit::byte || m.document >= about.documents.size()) return false;
    const std::string_view text = about.documents[m.document].text;
    return m.span.begin <= text.size() && text.substr(m.span.begin, m.span.end - m.span.begin) == m.text &&
           !text.empty();
  }

  void mentions(const EvidenceList& all) {
    number(all.size());
    for (const Evidence& m : all) {
      const int has = (stands_there(m) ? 0 : has_text) | (m.head ? has_head : 0) | (m.sentence ? has_sentence : 0) |
                      (m.form == EvidenceForm::none ? 0 : has_form) | (m.rule.empty() ? 0 : has_rule) |
                      (m.score == 1 ? 0 : has_score) | (m.lemma.empty() ? 0 : has_lemma) |
                      (m.merged.empty() ? 0 : has_merged);
      number(static_cast<unsigned>(has));
      number(m.document);
      span(m.span);
      if (has & has_text) text(m.text);
      if (has & has_head) span(*m.head);
      if (has & has_sentence) span(*m.sentence);
      if (has & has_form) text(to_string(m.form));
      if (has & has_rule) text(m.rule);
      if (has & has_score) score(m.score);
      if (has & has_lemma) text(m.lemma);
      if (has & has_merged) text(m.merged);
    }
  }

  void node(const Node& n) {
    text(n.id);
    number(static_cast<std::uint8_t>(n.kind));
    text(n.type);
    text(n.name);
    texts(n.aliases);
    attributes(n.attributes);
    number(static_cast<std::uint8_t>(n.modality));
    number(static_cast<std::uint8_t>(n.polarity));
    number(static_cast<std::uint8_t>(n.tense));
    number(n.when ? 1 : 0);
    if (n.when) {
      text(n.when->begin);
      text(n.when->end);
    }
    attributes(n.codes);
    text(n.value);
    score(n.score);
    mentions(n.mentions);
  }

  void edge(EdgeRef ref) {
    const Edge& e = g_[ref];
    text(e.id);
    number(source(ref, g_));
    number(target(ref, g_));
    number(static_cast<std::uint8_t>(e.kind));
    text(e.type);
    attributes(e.attributes);
    score(e.score);
    mentions(e.mentions);
  }

  void claim(const GraphClaim& c) {
    text(c.id);
    number(c.document);
    text(c.source);
    texts(c.chain);
    number(c.cue ? 1 : 0);
    if (c.cue) span(*c.cue);
    text(c.cue_text);
    span(c.content);
    text(c.content_text);
    number(static_cast<std::uint8_t>(c.form));
    texts(c.events);
  }

  const EventGraph& g_;
  std::string body_;
  std::vector<std::string_view> strings_;
  std::unordered_map<std::string_view, std::size_t> place_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  EventGraph decode() {
    check_frame();
    read_strings();
    GraphInfo& about = info(g_);
    about.generator_version = text();
    about.model = text();
    about.offsets = term<OffsetUnit>();
    for (std::size_t n = count(); n > 0; --n) about.documents.push_back(document());
    for (std::size_t n = count(); n > 0; --n) add_vertex(node(), g_);
    std::size_t left = count();
    g_.reserve(num_vertices(g_), left);
    for (; left > 0; --left) read_edge();
    for (std::size_t n = count(); n > 0; --n) about.claims.push_back(claim());
    if (!rest_.empty()) damaged();
    return std::move(g_);
  }

 private:
  [[noreturn]] static void damaged() { throw Error("the graph of a document is damaged"); }

  void check_frame() {
    if (rest_.size() < magic.size() + checksum_size || rest_.substr(0, magic.size()) != magic) damaged();
    std::uint64_t told = 0;
    for (std::size_t i = 0; i < checksum_size; ++i) {
      told |= std::uint64_t{static_cast<unsigned char>(rest_[rest_.size() - checksum_size + i])} << (8 * i);
    }
    rest_.remove_suffix(checksum_size);
    if (fingerprint_of(rest_) != told) damaged();
    rest_.remove_prefix(magic.size());
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) damaged();
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    damaged();
  }
  // Everything that is counted takes a byte at least: no count is larger than what is left.
  std::size_t count() {
    const std::uint64_t n = number();
    if (n > rest_.size()) damaged();
    return static_cast<std::size_t>(n);
  }
  std::uint32_t offset() {
    const std::uint64_t n = number();
    if (n > std::numeric_limits<std::uint32_t>::max()) damaged();
    return static_cast<std::uint32_t>(n);
  }
  template <class Term>
  Term term() {
    const std::uint64_t n = number();
    if (n >= terms::names<Term>.size()) damaged();
    return static_cast<Term>(n);
  }
  SharedText text() {
    const std::uint64_t n = number();
    if (n >= count_) damaged();
    return string(n);
  }
  const Label& label() {
    const std::uint64_t n = number();
    if (n >= count_) damaged();
    const auto [known, fresh] = labels_.try_emplace(n);
    if (fresh) known->second = string(n).view();
    return known->second;
  }
  EvidenceForm form() {
    const auto found = term_from<EvidenceForm>(text());
    if (!found) damaged();
    return *found;
  }
  TextSpan span() {
    const std::uint32_t begin = offset();
    const std::uint64_t length = number();
    if (length > std::numeric_limits<std::uint32_t>::max() - begin) damaged();
    return {begin, static_cast<std::uint32_t>(begin + length)};
  }
  float score() {
    const std::uint32_t bits = offset();
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

  // They stay where they are in the bytes; of many only the place of every sixteenth is kept.
  void read_strings() {
    count_ = count();
    if (count_ > (1u << 16)) stride_ = 16;
    strings_ = rest_;
    places_.reserve(count_ / stride_ + 1);
    for (std::uint64_t n = 0; n < count_; ++n) {
      if (n % stride_ == 0) places_.push_back(strings_.size() - rest_.size());
      rest_.remove_prefix(count());
    }
    strings_ = strings_.substr(0, strings_.size() - rest_.size());
  }
  SharedText string(std::uint64_t n) {
    const std::string_view body = std::exchange(rest_, strings_.substr(places_[n / stride_]));
    for (std::uint64_t before = n % stride_; before > 0; --before) rest_.remove_prefix(count());
    const std::size_t length = count();
    const std::string_view found = std::exchange(rest_, body).substr(0, length);
    if (length <= SharedText::most_inside) return found;
    const auto [known, fresh] = long_.try_emplace(n);
    if (fresh) known->second = found;
    return known->second;
  }

  Attributes attributes() {
    Attributes all;
    for (std::size_t n = count(); n > 0; --n) {
      const Label& key = label();
      all.emplace(key, text());
    }
    return all;
  }
  template <class Texts>
  Texts texts() {
    Texts all;
    for (std::size_t n = count(); n > 0; --n) all.push_back(text());
    return all;
  }

  GraphDocument document() {
    GraphDocument d;
    for (std::string* s : {&d.id, &d.key, &d.name, &d.published, &d.title, &d.publisher}) *s = text().str();
    d.text = text();
    d.length = offset();
    return d;
  }

  std::uint32_t document_index() {
    const std::uint32_t document = offset();
    if (document >= info(g_).documents.size()) damaged();
    return document;
  }

  EvidenceList mentions() {
    EvidenceList all;
    for (std::size_t n = count(); n > 0; --n) {
      const std::uint64_t has = number();
      Evidence m;
      m.document = document_index();
      m.span = span();
      if (has & has_text) m.text = text();
      else m.text = words_at(m);
      if (has & has_head) m.head = span();
      if (has & has_sentence) m.sentence = span();
      if (has & has_form) m.form = form();
      if (has & has_rule) m.rule = label();
      if (has & has_score) m.score = score();
      if (has & has_lemma) m.lemma = label();
      if (has & has_merged) m.merged = label();
      all.push_back(std::move(m));
    }
    return all;
  }

  SharedText words_at(const Evidence& m) const {
    const SharedText& text = info(g_).documents[m.document].text;
    if (m.span.end > text.size()) damaged();
    return text.slice(m.span.begin, m.span.end - m.span.begin);
  }

  Node node() {
    Node n;
    n.id = text();
    n.kind = term<NodeKind>();
    n.type = label();
    n.name = text();
    n.aliases = texts<CompactVector<SharedText>>();
    n.attributes = attributes();
    n.modality = term<Modality>();
    n.polarity = term<Polarity>();
    n.tense = term<EventTense>();
    if (number() != 0) {
      SharedText begin = text();
      n.when = When{std::move(begin), text()};
    }
    n.codes = attributes();
    n.value = text();
    n.score = score();
    n.mentions = mentions();
    return n;
  }

  NodeRef node_index() {
    const std::uint64_t v = number();
    if (v >= num_vertices(g_)) damaged();
    return static_cast<NodeRef>(v);
  }

  void read_edge() {
    Edge e;
    e.id = text();
    const NodeRef from = node_index();
    const NodeRef to = node_index();
    e.kind = term<EdgeKind>();
    e.type = label();
    e.attributes = attributes();
    e.score = score();
    e.mentions = mentions();
    add_edge(from, to, std::move(e), g_);
  }

  GraphClaim claim() {
    GraphClaim c;
    c.id = text();
    c.document = document_index();
    c.source = text();
    c.chain = texts<std::vector<SharedText>>();
    if (number() != 0) c.cue = span();
    c.cue_text = text();
    c.content = span();
    c.content_text = text();
    c.form = term<ClaimForm>();
    c.events = texts<std::vector<SharedText>>();
    return c;
  }

  std::string_view rest_;
  EventGraph g_;
  std::string_view strings_;  ///< the table of them
  std::uint64_t count_ = 0;
  std::uint64_t stride_ = 1;
  std::vector<std::size_t> places_;                     ///< of every string whose number is a multiple of the stride
  std::unordered_map<std::uint64_t, SharedText> long_;  ///< those that copies share, as far as they were asked for
  std::unordered_map<std::uint64_t, Label> labels_;     ///< those that are labels somewhere
};

}  // namespace

std::uint64_t fingerprint_of(std::string_view bytes, std::uint64_t seed) noexcept {
  for (const char c : bytes) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return seed;
}

std::string encode_graph(const EventGraph& graph) { return Encoder(graph).encode(); }

EventGraph decode_graph(std::string_view bytes) { return Decoder(bytes).decode(); }

}  // namespace tidings
