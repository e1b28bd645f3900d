#include "graph/event_union.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "text/characters.hpp"
#include "tidings/graph/days.hpp"
#include "tidings/graph/queries.hpp"

namespace tidings {

namespace {

template <class T>
void sort_once(std::vector<T>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

class Sketcher {
 public:
  Sketcher(const GraphParts& parts, const std::function<NodeIndex(NodeIndex)>& one_of)
      : parts_(parts), one_of_(one_of), sketch_of_(parts.nodes.size(), none) {}

  EventSketches sketch() {
    add_stories();
    for (NodeIndex i = 0; i < parts_.nodes.size(); ++i) {
      if (parts_.nodes[i].kind == NodeKind::event && !parts_.nodes[i].mentions.empty()) add_event(i);
    }
    for (const LooseEdge& e : parts_.edges) {
      if (e.edge.kind == EdgeKind::role && sketch_of_[e.source] != none && !stands_deeper(e.edge)) add_party(e);
    }
    for (EventSketch& e : out_.events) {
      for (auto* ids :
           {&e.actors, &e.patients, &e.places, &e.others, &e.acting_people, &e.suffering_people, &e.people_near})
        sort_once(*ids);
      for (auto* words : {&e.lemmas, &e.actor_nouns, &e.patient_nouns}) sort_once(*words);
    }
    return std::move(out_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // A party of the sentence rather than of the event.
  static bool stands_deeper(const Edge& edge) {
    return std::any_of(edge.mentions.begin(), edge.mentions.end(),
                       [](const Evidence& e) { return e.rule.ends_with("/party"); });
  }

  void add_stories() {
    for (const GraphDocument& d : parts_.info.documents)
      out_.stories.push_back({d.key.empty() ? d.name : d.key, d.published, {}});
    std::vector<std::map<NodeIndex, StorySketch::Named>> named(out_.stories.size());
    for (NodeIndex i = 0; i < parts_.nodes.size(); ++i) {
      const Node& node = parts_.nodes[i];
      if (node.kind != NodeKind::entity || !is_named(node)) continue;
      const NodeIndex one = one_of_(i);
      named_.insert(one);
      const auto subtype = node.attributes.find("subtype");
      for (const Evidence& m : node.mentions) {
        StorySketch::Named& n = named[m.document][one];
        n.entity = one;
        ++n.mentions;
        if (node.type == "person" && m.sentence) people_[{m.document, m.sentence->begin}].push_back(one);
        n.common |= subtype != node.attributes.end() && subtype->second == "country";
      }
    }
    for (std::size_t d = 0; d < named.size(); ++d) {
      for (const auto& [entity, n] : named[d]) out_.stories[d].named.push_back(n);
    }
  }

  void add_event(NodeIndex i) {
    const Node& node = parts_.nodes[i];
    EventSketch s;
    s.type = node.type;
    s.polarity = node.polarity;
    s.modality = node.modality;
    s.when = node.when;
    const auto count = node.attributes.find("count");
    if (count != node.attributes.end()) s.count = lower_ascii(count->second);
    const Evidence& first =
        *std::min_element(node.mentions.begin(), node.mentions.end(), [](const Evidence& a, const Evidence& b) {
          return std::tie(a.document, a.span.begin) < std::tie(b.document, b.span.begin);
        });
    s.story = first.document;
    s.begin = first.span.begin;
    s.mentions = static_cast<std::uint32_t>(node.mentions.size());
    for (const Evidence& m : node.mentions) {
      s.lemmas.push_back(m.lemma.empty() ? lower_ascii(m.text) : m.lemma.str());
      const auto near = m.sentence ? people_.find({m.document, m.sentence->begin}) : people_.end();
      if (near != people_.end()) s.people_near.insert(s.people_near.end(), near->second.begin(), near->second.end());
    }
    sketch_of_[i] = out_.events.size();
    out_.nodes.push_back(i);
    out_.events.push_back(std::move(s));
  }

  void add_party(const LooseEdge& e) {
    if (parts_.nodes[e.target].kind != NodeKind::entity) return;
    EventSketch& s = out_.events[sketch_of_[e.source]];
    const auto role = term_from<Role>(e.edge.type);
    const bool acts = role == Role::agent || role == Role::participant;
    const bool suffers = role == Role::patient || role == Role::recipient || role == Role::beneficiary;
    const bool there = role == Role::place || role == Role::destination;
    const NodeIndex one = one_of_(e.target);
    if (named_.contains(one)) {
      (acts ? s.actors : suffers ? s.patients : there ? s.places : s.others).push_back(one);
      if ((acts || suffers) && parts_.nodes[e.target].type == "person")
        (acts ? s.acting_people : s.suffering_people).push_back(one);
    } else if (acts || suffers) {
      add_nouns(parts_.nodes[e.target], acts ? s.actor_nouns : s.patient_nouns);
    }
  }

  static void add_nouns(const Node& entity, std::vector<std::string>& nouns) {
    for (const Evidence& m : entity.mentions) {
      if (m.form == EvidenceForm::nominal && m.head && m.head->begin >= m.span.begin && m.head->end <= m.span.end &&
          m.span.end - m.span.begin == m.text.size())
        nouns.push_back(
            lower_ascii(std::string_view(m.text).substr(m.head->begin - m.span.begin, m.head->end - m.head->begin)));
    }
  }

  const GraphParts& parts_;
  const std::function<NodeIndex(NodeIndex)>& one_of_;
  std::set<NodeIndex> named_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<NodeIndex>> people_;  // of a document's sentence
  std::vector<std::size_t> sketch_of_;
  EventSketches out_;
};

// Documents that tell each value of something.
template <class Value>
class Votes {
 public:
  void add(const Value& value, const Node& node) {
    for (const Evidence& m : node.mentions) told_[value].insert(m.document);
  }
  bool empty() const { return told_.empty(); }
  bool differ() const { return told_.size() > 1; }

  // Of equally many the last.
  const Value& most() const {
    return std::max_element(told_.begin(), told_.end(),
                            [](const auto& a, const auto& b) {
                              return a.second.size() < b.second.size() ||
                                     (a.second.size() == b.second.size() && a.first < b.first);
                            })
        ->first;
  }

  // "26 ×3, 23 ×1", the most told first.
  template <class Text>
  std::string list(Text text) const {
    std::vector<std::pair<std::size_t, std::string>> all;
    for (const auto& [value, documents] : told_) all.emplace_back(documents.size(), text(value));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::string out;
    for (const auto& [count, value] : all) out += (out.empty() ? "" : ", ") + value + " ×" + std::to_string(count);
    return out;
  }

 private:
  std::map<Value, std::set<std::uint32_t>> told_;
};

std::string certainty_of(std::pair<Polarity, Modality> value) {
  return (value.first == Polarity::negative ? "not " : "") + std::string(to_string(value.second));
}

// The certainty that most documents tell; of equally many one told as done, then the one with more mentions.
std::pair<Polarity, Modality> certainty_of_all(const std::vector<Node>& told) {
  using Certainty = std::pair<Polarity, Modality>;
  struct Support {
    std::set<std::uint32_t> documents;
    bool done = false;
    std::size_t mentions = 0;
  };
  std::map<Certainty, Support> all;
  for (const Node& node : told) {
    Support& support = all[{node.polarity, node.modality}];
    for (const Evidence& m : node.mentions) support.documents.insert(m.document);
    support.mentions += node.mentions.size();
    support.done |=
        node.modality == Modality::actual && node.polarity == Polarity::positive && node.tense == EventTense::past;
  }
  const auto rank = [](const auto& entry) {
    return std::tuple(entry.second.documents.size(), entry.second.done, entry.second.mentions, entry.first);
  };
  return std::max_element(all.begin(), all.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); })
      ->first;
}

}  // namespace

EventSketches event_sketches(const GraphParts& parts, const std::function<NodeIndex(NodeIndex)>& one_of) {
  return Sketcher(parts, one_of).sketch();
}

Node unite_events(std::vector<Node> told) {
  Votes<std::pair<bool, std::string>> types;  // a type that tells something before "other.event"
  Votes<std::pair<Polarity, Modality>> certainties;
  Votes<EventTense> tenses;
  Votes<std::pair<std::string, std::string>> whens;
  std::map<std::string, Votes<std::string>> attributes;
  for (const Node& node : told) {
    types.add({node.type != "other.event", node.type}, node);
    certainties.add({node.polarity, node.modality}, node);
    if (node.tense != EventTense::unknown) tenses.add(node.tense, node);
    if (node.when) whens.add({node.when->begin, node.when->end}, node);
    for (const auto& [key, value] : node.attributes) attributes[key].add(value, node);
  }
  Node out;
  out.kind = NodeKind::event;
  out.type = types.most().second;
  std::tie(out.polarity, out.modality) = certainty_of_all(told);
  if (!tenses.empty()) out.tense = tenses.most();
  if (!whens.empty()) out.when = When{whens.most().first, whens.most().second};
  Votes<std::string> names;
  std::map<std::string, Votes<std::string>> codes;
  std::set<std::uint32_t> documents;
  out.score = 0;
  for (Node& node : told) {
    if (node.type == out.type) {
      names.add(node.name, node);
      for (const auto& [key, value] : node.codes) codes[key].add(value, node);
    }
    for (const Evidence& m : node.mentions) documents.insert(m.document);
    out.score = std::max(out.score, node.score);
    out.mentions.insert(out.mentions.end(), std::make_move_iterator(node.mentions.begin()),
                        std::make_move_iterator(node.mentions.end()));
  }
  out.name = names.most();
  for (const auto& [key, votes] : codes) out.codes.emplace(key, votes.most());
  for (const auto& [key, votes] : attributes) out.attributes.emplace(key, votes.most());
  out.attributes["documents"] = std::to_string(documents.size());
  const auto plain = [](const std::string& text) { return text; };
  if (attributes["count"].differ()) out.attributes["counts"] = attributes["count"].list(plain);
  const auto days = [](const auto& when) { return days::text_of(When{when.first, when.second}); };
  if (whens.differ()) out.attributes["dates"] = whens.list(days);
  if (certainties.differ()) out.attributes["certainties"] = certainties.list(certainty_of);
  return out;
}

}  // namespace tidings
