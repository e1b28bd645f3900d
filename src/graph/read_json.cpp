#include "tidings/graph/read_json.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

namespace tidings {

namespace {

using Json = nlohmann::json;

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  EventGraph read(const Json& top) {
    if (!top.is_object() || text(top, "format") != "tidings-graph") fail("format", "\"format\": \"tidings-graph\"");
    if (top.value("version", Json()) != 1) fail("version", "1");
    GraphInfo& about = info(graph_);
    if (const Json* generator = find(top, "generator")) {
      about.generator_version = text(*generator, "version");
      about.model = text(*generator, "model");
    }
    about.offsets = term<OffsetUnit>(top, "offsets");
    for (const Json& d : list(top, "documents")) read_document(d);
    for (const Json& n : list(top, "nodes")) read_node(n);
    for (const Json& e : list(top, "edges")) read_edge(e);
    for (const Json& c : list(top, "claims")) read_claim(c);
    return std::move(graph_);
  }

 private:
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
  std::string text(const Json& object, const char* key) const {
    const Json* found = find(object, key);
    if (found == nullptr) return {};
    if (!found->is_string()) fail(key, "a string");
    return found->get<std::string>();
  }
  std::string needed(const Json& object, const char* key) const {
    std::string value = text(object, key);
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
    const std::string word = text(object, key);
    if (word.empty()) return Term{};
    const auto found = term_from<Term>(word);
    if (!found) fail(key, "one of the words of the format, found \"" + word + '"');
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
  std::vector<std::string> texts(const Json& object, const char* key) const {
    std::vector<std::string> values;
    for (const Json& value : list(object, key)) {
      if (!value.is_string()) fail(key, "strings");
      values.push_back(value.get<std::string>());
    }
    return values;
  }
  Attributes attributes(const Json& object, const char* key) const {
    Attributes values;
    const Json* found = find(object, key);
    if (found == nullptr) return values;
    if (!found->is_object()) fail(key, "an object");
    for (const auto& [name, value] : found->items()) {
      if (is_deeper(value, 64)) fail(key, "values nested at most 64 deep");  // what writes them calls itself
      values[name] = value.is_string() ? value.get<std::string>() : value.dump();
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
    if (at == documents_.end()) fail("document", "the id of a document, found \"" + text(object, "document") + '"');
    return at->second;
  }

  std::vector<Evidence> mentions(const Json& object) const {
    std::vector<Evidence> all;
    for (const Json& m : list(object, "mentions")) {
      Evidence e;
      e.document = document_of(m);
      e.span = passage(m);
      e.text = text(m, "text");
      e.form = text(m, "form");
      e.head = span(m, "head");
      e.sentence = span(m, "sentence");
      e.rule = text(m, "rule");
      e.lemma = text(m, "lemma");
      e.merged = text(m, "merged");
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
    node.type = needed(object, "type");
    node.name = text(object, "name");
    node.aliases = texts(object, "aliases");
    node.attributes = attributes(object, "attributes");
    node.modality = term<Modality>(object, "modality");
    node.polarity = term<Polarity>(object, "polarity");
    node.tense = term<EventTense>(object, "tense");
    if (const Json* when = find(object, "when")) node.when = When{text(*when, "begin"), text(*when, "end")};
    node.codes = attributes(object, "codes");
    node.value = text(object, "value");
    node.score = score(object);
    node.mentions = mentions(object);
    if (!nodes_.try_emplace(node.id, num_vertices(graph_)).second)
      fail("id", "an id of its own, found \"" + node.id + "\" again");
    add_vertex(std::move(node), graph_);
  }

  NodeRef node_of(const std::string& id, const char* key) const {
    const auto at = nodes_.find(id);
    if (at == nodes_.end()) fail(key, "the id of a node, found \"" + id + '"');
    return at->second;
  }

  void read_edge(const Json& object) {
    where_ = "edges[" + std::to_string(num_edges(graph_)) + "].";
    Edge edge;
    edge.id = needed(object, "id");
    needed(object, "kind");
    edge.kind = term<EdgeKind>(object, "kind");
    edge.type = needed(object, "type");
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
    claim.chain = texts(object, "chain");
    claim.events = texts(object, "events");
    for (const std::string& id : claim.chain) node_of(id, "chain");
    for (const std::string& id : claim.events) node_of(id, "events");
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

  std::string file_;
  std::string where_;
  EventGraph graph_;
  std::map<std::string, std::uint32_t> documents_;
  std::map<std::string, NodeRef> nodes_;
};

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
  Json top;
  try {
    top = Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw Error(place_of(file_name, text, error.byte), "not valid JSON");
  } catch (const Json::out_of_range& error) {  // it names the number, and not its place
    const std::string number = quoted_in(error.what());
    throw Error(place_of(file_name, text, text.find(number) + 1), "a number too large: " + number);
  }
  return Reader(file_name).read(top);
}

}  // namespace tidings
