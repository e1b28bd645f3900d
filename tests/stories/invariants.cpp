#include "stories/invariants.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tidings/graph/terms.hpp"
#include "tidings/graph/utf8.hpp"
#include "tidings/text/offsets.hpp"

namespace tidings::stories {

namespace {

using Json = nlohmann::json;

const std::set<std::string> entity_types{"person",  "organization", "location", "facility", "group",
                                         "product", "work",         "law",      "quantity", "other"};
const std::set<std::string> relation_types{"position",    "member-of", "part-of", "located-in",
                                           "nationality", "family",    "ally-of", "acts-for"};
const std::set<std::string> forms_of_entities{"name", "nominal", "pronoun"};

template <class Term>
bool is_term(const std::string& word) {
  return term_from<Term>(word).has_value();
}

std::string shown(std::string_view bytes) {
  std::string out;
  utf8::for_each(bytes, [&](std::string_view c) { out += c; });
  return out;
}

class Checker {
 public:
  Checker(const Json& graph, const std::vector<std::string>& texts) : graph_(graph), texts_(texts) {}

  std::vector<std::string> broken() {
    expect(graph_.at("format") == "tidings-graph" && graph_.at("version") == 1, "format and version");
    expect(is_term<OffsetUnit>(graph_.at("offsets")), "a unit of offsets");
    for (const char* list : {"documents", "nodes", "edges", "claims"}) expect(graph_.at(list).is_array(), list);
    expect_values(graph_, "graph");
    read_documents();
    for (const Json& node : graph_.at("nodes")) check_node(node);
    for (const Json& edge : graph_.at("edges")) check_edge(edge);
    for (const Json& claim : graph_.at("claims")) check_claim(claim);
    check_order();
    return std::move(broken_);
  }

 private:
  void expect(bool holds, const std::string& rule) {
    if (!holds && broken_.size() < 10) broken_.push_back(rule);
  }

  // Keys without a value are left out. (Empty lists stand at the top only.)
  void expect_values(const Json& value, const std::string& where) {
    if (value.is_object()) {
      for (const auto& [key, part] : value.items()) {
        const bool list_of_graph = where == "graph" && part.is_array();
        const bool text = key == "text";  // what stands there may be empty bytes
        expect(list_of_graph || text ||
                   !(part.is_null() || (part.is_string() && part == "") || (part.is_structured() && part.empty())),
               where + ": \"" + key + "\" has no value");
        expect_values(part, where + "." + key);
      }
    }
    if (value.is_array()) {
      for (const Json& part : value) expect_values(part, where + "[]");
    }
  }

  // "e1", "e2", … in the order of the list.
  void expect_next(char letter, const std::string& id) {
    expect(id == letter + std::to_string(++count_[letter]), "ids count from 1 in order of appearance: " + id);
  }

  void read_documents() {
    const auto unit = term_from<OffsetUnit>(graph_.at("offsets").get<std::string>()).value_or(OffsetUnit::byte);
    expect(graph_.at("documents").size() == texts_.size(), "as many documents as texts");
    for (std::size_t i = 0; i < graph_.at("documents").size() && i < texts_.size(); ++i) {
      const Json& document = graph_.at("documents")[i];
      expect_next('d', document.at("id"));
      Text& text = documents_[document.at("id")];
      const OffsetTable table(texts_[i], unit);
      expect(document.at("length") == table.length(), "length of the document");
      // The byte at which each unit begins; units inside a character point behind it.
      text.bytes = texts_[i];
      for (std::uint32_t byte = 0; byte <= texts_[i].size(); ++byte) {
        const std::uint32_t at = table(byte);
        if (byte == 0 || at != table(byte - 1)) text.byte_of[at] = byte;
      }
    }
  }

  void check_passage(const std::string& document, std::size_t begin, std::size_t end, const Json* text,
                     const std::string& where) {
    const auto found = documents_.find(document);
    if (found == documents_.end()) return expect(false, where + ": names the document " + document);
    const auto& byte_of = found->second.byte_of;
    if (begin > end || !byte_of.count(begin) || !byte_of.count(end))
      return expect(false, where + ": offsets inside the document");
    const std::size_t from = byte_of.at(begin);
    const std::string there = shown(std::string_view(found->second.bytes).substr(from, byte_of.at(end) - from));
    if (text != nullptr)
      expect(*text == there, where + ": \"" + text->get<std::string>() + "\" is \"" + there + "\" at its offsets");
  }

  void check_mentions(const Json& owner, bool is_entity) {
    const std::string id = owner.at("id");
    expect(owner.contains("mentions") && !owner["mentions"].empty(), id + " has no mention");
    if (!owner.contains("mentions")) return;
    for (const Json& mention : owner["mentions"]) {
      const std::string document = mention.at("document");
      const std::size_t begin = mention.at("begin"), end = mention.at("end");
      check_passage(document, begin, end, &mention.at("text"), id);
      expect(begin < end, id + ": a mention of nothing");
      if (mention.contains("head")) {
        const std::size_t head_begin = mention["head"][0], head_end = mention["head"][1];
        expect(begin <= head_begin && head_begin < head_end && head_end <= end,
               id + ": the head is outside of its mention");
      }
      if (mention.contains("sentence")) {
        const std::size_t first = mention["sentence"][0], last = mention["sentence"][1];
        check_passage(document, first, last, nullptr, id + ", sentence");
        expect(first <= begin && end <= last, id + ": the mention is outside of its sentence");
      }
      if (is_entity)
        expect(mention.contains("form") && forms_of_entities.count(mention["form"]), id + ": form of a mention");
      expect_score(mention, id);
    }
  }

  void expect_score(const Json& owner, const std::string& id) {
    if (owner.contains("score"))
      expect(owner["score"].is_number() && owner["score"] >= 0 && owner["score"] <= 1, id + ": a score is in [0, 1]");
  }

  void check_node(const Json& node) {
    const std::string id = node.at("id"), kind = node.at("kind"), type = node.at("type");
    kinds_[id] = kind;
    if (kind == "entity") {
      expect_next('e', id);
      expect(entity_types.count(type), id + ": type of entity " + type);
    } else if (kind == "event") {
      expect_next('v', id);
      expect(type.find('.') != std::string::npos, id + ": type of event " + type);
      expect(is_term<Modality>(node.at("modality")) && is_term<Polarity>(node.at("polarity")),
             id + ": modality and polarity");
    } else {
      expect(kind == "time", id + ": kind " + kind);
      expect_next('t', id);
      expect(is_term<TimeType>(type), id + ": type of time " + type);
    }
    expect_score(node, id);
    check_mentions(node, kind == "entity");
  }

  const std::string& kind_of(const std::string& id, const std::string& by) {
    expect(kinds_.count(id), by + " names " + id + ", which is not there");
    return kinds_[id];
  }

  void check_edge(const Json& edge) {
    const std::string id = edge.at("id"), kind = edge.at("kind"), type = edge.at("type"), source = edge.at("source"),
                      target = edge.at("target");
    expect_next('x', id);
    const std::string from = kind_of(source, id), to = kind_of(target, id);
    const auto expect_edge = [&](bool is_type, bool ends) {
      expect(is_type && ends, id + ": a " + kind + " " + type + " from " + from + " to " + to);
    };
    if (kind == "role") expect_edge(is_term<Role>(type), from == "event" && (to == "event" || to == "entity"));
    else if (kind == "time")
      expect_edge(type == "at" || type == "begin" || type == "end" || type == "duration",
                  from == "event" && to == "time");
    else if (kind == "order")
      expect_edge(is_term<LinkType>(type), from == "event" && to == "event" && source != target);
    else if (kind == "relation")
      expect_edge(relation_types.count(type), from == "entity" && to == "entity" && source != target);
    else expect_edge(kind == "source" && type == "according-to", from == "event" && to == "entity");
    if (kind == "order" && type == "before") before_[source].insert(target);
    expect_score(edge, id);
    check_mentions(edge, false);
  }

  void check_claim(const Json& claim) {
    const std::string id = claim.at("id"), document = claim.at("document");
    expect_next('c', id);
    expect(is_term<ClaimForm>(claim.at("form")), id + ": form");
    const auto passage = [&](const Json& p) { check_passage(document, p.at("begin"), p.at("end"), &p.at("text"), id); };
    passage(claim.at("content"));
    if (claim.contains("cue")) passage(claim["cue"]);
    if (claim.contains("source")) expect(kind_of(claim["source"], id) == "entity", id + ": its source is no entity");
    for (const Json& link : claim.value("chain", Json::array()))
      expect(kind_of(link, id) == "entity", id + ": its chain is no entity");
    for (const Json& event : claim.value("events", Json::array()))
      expect(kind_of(event, id) == "event", id + ": no event");
  }

  void check_order() {
    std::map<std::string, int> state;  // 1: on the way, 2: done
    const std::function<bool(const std::string&)> cycles = [&](const std::string& event) {
      state[event] = 1;
      for (const std::string& later : before_[event]) {
        if (state[later] == 1 || (state[later] == 0 && cycles(later))) return true;
      }
      state[event] = 2;
      return false;
    };
    for (const auto& [event, later] : std::map(before_))
      expect(state[event] != 0 || !cycles(event), "before has a cycle at " + event);
  }

  struct Text {
    std::string bytes;
    std::map<std::size_t, std::size_t> byte_of;  // unit → byte
  };

  const Json& graph_;
  const std::vector<std::string>& texts_;
  std::vector<std::string> broken_;
  std::map<char, int> count_;
  std::map<std::string, Text> documents_;
  std::map<std::string, std::string> kinds_;
  std::map<std::string, std::set<std::string>> before_;
};

}  // namespace

std::vector<std::string> broken_rules(const std::string& json, const std::vector<std::string>& texts) {
  try {
    const Json graph = Json::parse(json);  // refuses what is no UTF-8
    return Checker(graph, texts).broken();
  } catch (const Json::exception& error) {
    return {error.what()};
  }
}

}  // namespace tidings::stories
