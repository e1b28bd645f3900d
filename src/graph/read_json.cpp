#include "tidings/graph/read_json.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "tidings/graph/labels.hpp"

namespace tidings {

namespace {

using Json = nlohmann::json;

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  // `input`: what nlohmann::json parses: a string_view, a stream.
  template <class Input>
  EventGraph read(Input&& input) {
    const auto take = [this](int depth, Json::parse_event_t event, Json& parsed) {
      return this->take(depth, event, parsed);
    };
    const Json top = Json::parse(std::forward<Input>(input), take);
    where_.clear();
    check_format(top);
    for (const Section& section : sections) {
      for (const Json& item : list(top, section.key)) (this->*section.read)(item);
    }
    if (const Json* generator = find(top, "generator")) {
      info(graph_).generator_version = text(*generator, "version");
      info(graph_).model = text(*generator, "model");
    }
    info(graph_).offsets = term<OffsetUnit>(top, "offsets");
    return std::move(graph_);
  }

 private:
  struct Section {
    const char* key;
    void (Reader::*read)(const Json&);
  };
  /// Each names what stands in those before it.
  static const Section sections[4];

  void check_format(const Json& top) const {
    if (!top.is_object() || text(top, "format") != "tidings-graph") fail("format", "\"format\": \"tidings-graph\"");
    if (top.value("version", Json()) != 1) fail("version", "1");
  }

  // Items are read as soon as they are parsed, and not kept, where the format is known and the sections come in their
  // order, as all our writers have them. Else they stay (true) until everything is parsed.
  bool take(int depth, Json::parse_event_t event, Json& parsed) {
    if (depth == 1 && event == Json::parse_event_t::key) {
      key_ = parsed.get_ref<const std::string&>();
      return true;
    }
    if (depth == 1 && event == Json::parse_event_t::value) {
      is_ours_ |= key_ == "format" && parsed == "tidings-graph";
      if (key_ == "offsets" && parsed.is_string())
        info(graph_).offsets = term_from<OffsetUnit>(parsed.get_ref<const std::string&>()).value_or(OffsetUnit::byte);
    }
    if (depth == 1 && event == Json::parse_event_t::array_end && in_order_ < std::size(sections))
      in_order_ += key_ == sections[in_order_].key;
    const bool item = depth == 2 && event == Json::parse_event_t::object_end && is_ours_;
    if (!item || in_order_ >= std::size(sections) || key_ != sections[in_order_].key) return true;
    (this->*sections[in_order_].read)(parsed);
    return false;
  }

  [[noreturn]] void fail(const std::string& where, const std::string& expected) const {
    throw Error(Place{file_, 0, 0}, where_ + where + ": expected " + expected);
  }

  static const Json* find(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto at = object.find(key);
    return at == object.end() || at->is_null() ? nullptr : &*at;
  }
  const Json& list(const Json& object, const char* key) const {
    static const Json none = Json::array();
    const Json* found = find(object, key);
    if (found != nullptr && !found->is_array()) fail(key, "a list");
    return found == nullptr ? none : *found;
  }
  std::string_view text(const Json& object, const char* key) const {
    const Json* found = find(object, key);
    if (found == nullptr) return {};
    if (!found->is_string()) fail(key, "a string");
    return found->get_ref<const std::string&>();
  }
  std::string_view needed(const Json& object, const char* key) const {
    const std::string_view value = text(object, key);
    if (value.empty()) fail(key, "a string");
    return value;
  }
  std::uint32_t number(const Json& value, const char* key) const {
    if (!value.is_number_integer() || value < 0 || value > std::numeric_limits<std::uint32_t>::max()) {
      fail(key, "a number from 0 to 4294967295");
    }
    return value.get<std::uint32_t>();
  }
  std::uint32_t number_at(const Json& object, const char* key) const {
    const Json* found = find(object, key);
    if (found == nullptr) fail(key, "a number");
    return number(*found, key);
  }
  float score(const Json& object) const {
    const Json* found = find(object, "score");
    if (found != nullptr && !found->is_number()) fail("score", "a number");
    return found == nullptr ? 1.0f : found->get<float>();
  }
  template <class Term>
  Term term(const Json& object, const char* key) const {
    const std::string_view word = text(object, key);
    if (word.empty()) return Term{};
    const auto found = term_from<Term>(word);
    if (!found) fail(key, "one of the words of the format, found \"" + std::string(word) + '"');
    return *found;
  }
  std::optional<TextSpan> span(const Json& object, const char* key) const {
    const Json* found = find(object, key);
    if (found == nullptr) return std::nullopt;
    if (!found->is_array() || found->size() != 2) fail(key, "[begin, end]");
    return checked({number((*found)[0], key), number((*found)[1], key)}, key);
  }
  TextSpan passage(const Json& object) const {
    return checked({number_at(object, "begin"), number_at(object, "end")}, "end");
  }
  TextSpan checked(TextSpan span, const char* key) const {
    if (span.end < span.begin) fail(key, "an end behind the begin");
    return span;
  }
  template <class Texts>
  Texts texts(const Json& object, const char* key) const {
    Texts values;
    for (const Json& value : list(object, key)) {
      if (!value.is_string()) fail(key, "strings");
      values.emplace_back(value.get_ref<const std::string&>());
    }
    return values;
  }
  Attributes attributes(const Json& object, const char* key) {
    Attributes values;
    const Json* found = find(object, key);
    if (found == nullptr) return values;
    if (!found->is_object()) fail(key, "an object");
    for (const auto& [name, value] : found->items()) {
      if (is_deeper(value, 64)) fail(key, "values nested at most 64 deep");  // what writes them calls itself
      values[label_(name)] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return values;
  }
  static bool is_deeper(const Json& value, int most) {
    if (!value.is_structured()) return false;
    return most == 0 || std::any_of(value.begin(), value.end(), [&](const Json& v) { return is_deeper(v, most - 1); });
  }

  void read_document(const Json& object) {
    where_ = "documents[" + std::to_string(info(graph_).documents.size()) + "].";
    GraphDocument document;
    document.id = needed(object, "id");
    document.name = text(object, "name");
    document.key = find(object, "key") != nullptr ? text(object, "key") : document.name;
    document.published = text(object, "published");
    document.title = text(object, "title");
    document.publisher = text(object, "publisher");
    if (find(object, "length") != nullptr) document.length = number_at(object, "length");
    document.text = text(object, "text");
    documents_[document.id] = static_cast<std::uint32_t>(info(graph_).documents.size());
    info(graph_).documents.push_back(std::move(document));
  }

  std::uint32_t document_of(const Json& object) const {
    const auto at = documents_.find(text(object, "document"));
    if (at == documents_.end())
      fail("document", "the id of a document, found \"" + std::string(text(object, "document")) + '"');
    return at->second;
  }

  // A part of the document's text, where that is there: no copy.
  SharedText words(const Evidence& e, std::string_view told) const {
    const SharedText& whole = info(graph_).documents[e.document].text;
    const bool in_bytes = info(graph_).offsets == OffsetUnit::byte && e.span.end - e.span.begin == told.size();
    return in_bytes && whole.substr(std::min<std::size_t>(e.span.begin, whole.size()), told.size()) == told
               ? whole.slice(e.span.begin, told.size())
               : SharedText(told);
  }

  EvidenceList mentions(const Json& object) {
    EvidenceList all;
    for (const Json& m : list(object, "mentions")) {
      Evidence e;
      e.document = document_of(m);
      e.span = passage(m);
      e.text = words(e, text(m, "text"));
      e.form = term<EvidenceForm>(m, "form");
      e.head = span(m, "head");
      e.sentence = span(m, "sentence");
      e.rule = label_(text(m, "rule"));
      e.lemma = label_(text(m, "lemma"));
      e.merged = label_(text(m, "merged"));
      e.score = score(m);
      all.push_back(std::move(e));
    }
    return all;
  }

  void read_node(const Json& object) {
    where_ = "nodes[" + std::to_string(num_vertices(graph_)) + "].";
    Node node;
    node.id = needed(object, "id");
    needed(object, "kind");
    node.kind = term<NodeKind>(object, "kind");
    node.type = label_(needed(object, "type"));
    node.name = text(object, "name");
    node.aliases = texts<CompactVector<SharedText>>(object, "aliases");
    node.attributes = attributes(object, "attributes");
    node.modality = term<Modality>(object, "modality");
    node.polarity = term<Polarity>(object, "polarity");
    node.tense = term<EventTense>(object, "tense");
    if (const Json* when = find(object, "when")) node.when = When{text(*when, "begin"), text(*when, "end")};
    node.codes = attributes(object, "codes");
    node.value = text(object, "value");
    node.score = score(object);
    node.mentions = mentions(object);
    if (nodes_.contains(node.id.view())) fail("id", "an id of its own, found \"" + node.id + "\" again");
    nodes_.insert(static_cast<std::uint32_t>(add_vertex(std::move(node), graph_)));
  }

  NodeRef node_of(std::string_view id, const char* key) const {
    const auto at = nodes_.find(id);
    if (at == nodes_.end()) fail(key, "the id of a node, found \"" + std::string(id) + '"');
    return *at;
  }

  void read_edge(const Json& object) {
    where_ = "edges[" + std::to_string(num_edges(graph_)) + "].";
    Edge edge;
    edge.id = needed(object, "id");
    needed(object, "kind");
    edge.kind = term<EdgeKind>(object, "kind");
    edge.type = label_(needed(object, "type"));
    edge.attributes = attributes(object, "attributes");
    edge.score = score(object);
    edge.mentions = mentions(object);
    const NodeRef from = node_of(needed(object, "source"), "source");
    const NodeRef to = node_of(needed(object, "target"), "target");
    add_edge(from, to, std::move(edge), graph_);
  }

  void read_claim(const Json& object) {
    where_ = "claims[" + std::to_string(info(graph_).claims.size()) + "].";
    GraphClaim claim;
    claim.id = needed(object, "id");
    claim.document = document_of(object);
    claim.source = text(object, "source");
    if (!claim.source.empty()) node_of(claim.source, "source");
    claim.chain = texts<std::vector<SharedText>>(object, "chain");
    claim.events = texts<std::vector<SharedText>>(object, "events");
    for (const SharedText& id : claim.chain) node_of(id, "chain");
    for (const SharedText& id : claim.events) node_of(id, "events");
    if (const Json* cue = find(object, "cue")) {
      claim.cue = passage(*cue);
      claim.cue_text = text(*cue, "text");
    }
    const Json* content = find(object, "content");
    if (content == nullptr) fail("content", "an object");
    claim.content = passage(*content);
    claim.content_text = text(*content, "text");
    claim.form = term<ClaimForm>(object, "form");
    info(graph_).claims.push_back(std::move(claim));
  }

  // Nodes by their ids, which stand in the graph alone.
  struct HashOfId {
    using is_transparent = void;
    const EventGraph* graph;
    std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>()(id); }
    std::size_t operator()(std::uint32_t node) const { return (*this)((*graph)[node].id); }
  };
  struct SameId {
    using is_transparent = void;
    const EventGraph* graph;
    bool operator()(std::string_view a, std::uint32_t b) const { return a == (*graph)[b].id; }
    bool operator()(std::uint32_t a, std::string_view b) const { return (*graph)[a].id == b; }
    bool operator()(std::uint32_t a, std::uint32_t b) const { return (*graph)[a].id == (*graph)[b].id; }
  };

  std::string file_;
  std::string where_;
  std::string key_;           ///< of the whole object: whose value is being parsed
  bool is_ours_ = false;      ///< the format has been seen
  std::size_t in_order_ = 0;  ///< so many sections are parsed, and read
  EventGraph graph_;
  std::map<std::string, std::uint32_t, std::less<>> documents_;
  std::unordered_set<std::uint32_t, HashOfId, SameId> nodes_{16, HashOfId{&graph_}, SameId{&graph_}};
  Labels label_;
};

const Reader::Section Reader::sections[4] = {{"documents", &Reader::read_document},
                                             {"nodes", &Reader::read_node},
                                             {"edges", &Reader::read_edge},
                                             {"claims", &Reader::read_claim}};

Place place_of(const std::string& file, std::string_view text, std::size_t byte) {
  Place place{file, 1, 1};
  for (std::size_t i = 0; i + 1 < byte && i < text.size(); ++i) {
    ++place.column;
    if (text[i] == '\n') {
      ++place.line;
      place.column = 1;
    }
  }
  return place;
}

std::string quoted_in(std::string_view message) {
  const std::size_t begin = std::min(message.find('\''), message.size() - 1) + 1;
  return std::string(message.substr(begin, message.rfind('\'') - begin));
}

}  // namespace

EventGraph read_json(std::string_view text, const std::string& file_name) {
  try {
    return Reader(file_name).read(text);
  } catch (const Json::parse_error& error) {
    throw Error(place_of(file_name, text, error.byte), "not valid JSON");
  } catch (const Json::out_of_range& error) {  // it names the number, and not its place
    const std::string number = quoted_in(error.what());
    throw Error(place_of(file_name, text, text.find(number) + 1), "a number too large: " + number);
  }
}

EventGraph read_json(std::istream& in, const std::string& file_name) {
  const std::istream::pos_type begin = in.tellg();
  try {
    return Reader(file_name).read(in);
  } catch (const Json::exception&) {
    in.clear();
    if (!in.seekg(begin)) throw Error(Place{file_name}, "not valid JSON");
  }
  // Where it is wrong is told by who has the whole text.
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return read_json(text, file_name);
}

}  // namespace tidings
