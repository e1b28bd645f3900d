#include "tidings/graph/build.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "graph/parts.hpp"
#include "tidings/graph/utf8.hpp"
#include "tidings/text/offsets.hpp"
#include "tidings/version.hpp"

namespace tidings {

namespace {

std::string padded(unsigned number, std::size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

std::string year_of(Date date) { return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4); }
std::string month_of(Date date) { return year_of(date) + '-' + padded(static_cast<unsigned>(date.month()), 2); }
std::string day_of(Date date) { return month_of(date) + '-' + padded(static_cast<unsigned>(date.day()), 2); }

bool ends_month(Date date) {
  return date.day() == std::chrono::year_month_day_last(date.year() / date.month() / std::chrono::last).day();
}

// As coarse as known: the days of a whole month are a month, those of a whole year are a year.
When when_of(const Interval& days) {
  const bool months = unsigned(days.begin.day()) == 1 && ends_month(days.end);
  const bool years = months && unsigned(days.begin.month()) == 1 && unsigned(days.end.month()) == 12;
  if (years) return {year_of(days.begin), year_of(days.end)};
  if (months) return {month_of(days.begin), month_of(days.end)};
  return {day_of(days.begin), day_of(days.end)};
}

// Names of texts are shown to people: white space is single blanks, and nobody reads more than this.
constexpr std::size_t longest_name = 120;

// The graph's word for the form of a mention of an entity or of an event.
template <class Form>
EvidenceForm form_of(Form form) {
  return *term_from<EvidenceForm>(to_string(form));
}

// Dates that mean the same day are one node; "in recent years" and "four days" stay where they are.
bool names_days(const Time& time) {
  return !time.value.empty() && time.days && (time.type == TimeType::date || time.type == TimeType::time);
}

class Builder {
 public:
  Builder(const Document& document, const NameTypes& types, const GraphOptions& options)
      : d_(document), types_(types), text_(document.source.bytes()), units_(document.source.bytes(), options.offsets) {
    parts_.info.generator_version = TIDINGS_VERSION;
    parts_.info.model = options.model;
    parts_.info.offsets = options.offsets;
  }

  GraphParts build() {
    add_document();
    add_entities();
    add_times();
    add_events();
    add_relations();
    add_links();
    add_claims();
    drop_idle();
    return std::move(parts_);
  }

 private:
  TextSpan units(ByteSpan span) const { return {units_(span.begin), units_(span.end)}; }
  SharedText text(ByteSpan span) const { return text_.slice(span.begin, span.end - span.begin); }
  ByteSpan bytes(TokenRange range) const { return d_.tokens.bytes(range); }

  Evidence evidence(TokenRange range) const {
    Evidence e;
    const ByteSpan span = bytes(range);
    e.span = units(span);
    e.text = text(span);
    return e;
  }
  std::optional<TextSpan> sentence_of(TokenId token) const {
    if (!token || token.index() >= d_.sentences.of_token.size()) return std::nullopt;
    return units(bytes(d_.sentences.tokens[d_.sentences.of_token[token]]));
  }
  // Everything from the first of the two to the end of the last.
  static TokenRange cover(TokenRange a, TokenRange b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.begin_id, b.begin_id), std::max(a.end_id, b.end_id)};
  }

  void add_document() {
    const Metadata& about = d_.source.metadata();
    GraphDocument document;
    document.id = "d1";
    document.key = about.id;
    document.name = about.name;
    document.publisher = about.publisher;
    if (d_.page.published) document.published = day_of(*d_.page.published);
    document.title = about.title ? *about.title : utf8::shorten(d_.source.slice(d_.page.title), 400);
    document.length = units_.length();
    parts_.info.documents.push_back(std::move(document));
  }

  std::string_view type_of(NameType type) const {
    switch (type) {
      case NameType::money:
        return "quantity";
      case NameType::event:
      case NameType::date:
        return "other";  // events and times have nodes of their own
      default:
        return types_[type];
    }
  }

  Evidence mention_evidence(MentionId id) const {
    const Mention& m = d_.mentions.items[id];
    Evidence e = evidence(m.phrase);
    e.form = form_of(m.form);
    e.head = units(bytes(m.head_range));
    e.sentence = sentence_of(m.head);
    e.rule = d_.entities.merged_by.size() > id.index() ? d_.entities.merged_by[id] : std::string();
    e.score = m.score;
    return e;
  }

  // "the election", "the vote": what is told as an event, and speaks and stands for nothing, is not told as a thing
  // too.
  EventId event_of(const Entity& entity) const {
    if (entity.type != NameType::other || entity.mentions.empty() || !entity.members.empty()) return {};
    for (const MentionId m : entity.mentions) {
      const Mention& mention = d_.mentions.items[m];
      const bool event = mention.head.index() < d_.events.of_head.size() && d_.events.of_head[mention.head];
      if (mention.form != MentionForm::nominal || mention.coordination || !event) return {};
    }
    if (is_party(d_.entities.of_mention[entity.mentions.front()])) return {};
    return d_.events.of_mention[d_.events.of_head[d_.mentions.items[entity.mentions.front()].head]];
  }
  // The source of a claim, or in a relation.
  bool is_party(EntityId id) const { return parties_.size() > id.index() && parties_[id.index()]; }
  void mark_parties() {
    parties_.assign(d_.entities.items.size(), false);
    const auto mark = [&](EntityId id) {
      if (id) parties_[id.index()] = true;
    };
    for (const EntityRelation& relation : d_.entities.relations) mark(relation.from), mark(relation.to);
    for (const Entity& entity : d_.entities.items) std::for_each(entity.members.begin(), entity.members.end(), mark);
    for (const Event& event : d_.events.items) std::for_each(event.sources.begin(), event.sources.end(), mark);
    for (const Claim& claim : d_.claims.items) {
      if (claim.source) mark(d_.entities.of_mention[claim.source]);
      for (const MentionId m : claim.chain) mark(d_.entities.of_mention[m]);
    }
  }

  void add_entities() {
    mark_parties();
    for (const Entity& entity : d_.entities.items) {
      entity_nodes_.push_back(size());
      told_as_event_.push_back(event_of(entity));
      if (is_only_listed(entity) || told_as_event_.back()) continue;
      thin_.push_back(entity.thin);
      Node node;
      node.kind = NodeKind::entity;
      node.type = type_of(entity.type);
      node.name = utf8::shorten(entity.name, longest_name);
      node.aliases.assign(entity.aliases.begin(), entity.aliases.end());
      node.attributes.insert(entity.attributes.begin(), entity.attributes.end());
      node.score = entity.score;
      for (auto m = entity.mentions.begin(); m != entity.mentions.end(); ++m) {
        if (!is_aside(entity.mentions.begin(), m)) node.mentions.push_back(mention_evidence(*m));
      }
      parts_.nodes.push_back(std::move(node));
    }
  }

  // "the director" in "Comey, the director": the whole phrase is one mention, as OntoNotes has it.
  // Only what stands before it in its sentence can be around it.
  template <class Iterator>
  bool is_aside(Iterator first, Iterator at) const {
    const Mention& m = d_.mentions.items[*at];
    if (m.form != MentionForm::nominal) return false;
    while (at != first) {
      const Mention& whole = d_.mentions.items[*--at];
      if (d_.sentences.of_token[whole.head] != d_.sentences.of_token[m.head]) return false;
      if (whole.phrase.contains(m.phrase) && !whole.head_range.contains(m.head_range)) return true;
    }
    return false;
  }

  // "Rice and Meng", whom nothing else in the text takes together.
  bool is_only_listed(const Entity& entity) const {
    return entity.mentions.size() == 1 && d_.mentions.items[entity.mentions.front()].coordination;
  }

  void add_times() {
    std::map<std::pair<TimeType, std::string>, NodeIndex> known;
    for (const TimeId id : d_.times.items.ids()) {
      const Time& time = d_.times.items[id];
      Evidence e = evidence(time.tokens);
      e.sentence = sentence_of(time.tokens.front());
      NodeIndex node = size();
      if (names_days(time)) node = known.try_emplace({time.type, time.value}, node).first->second;
      if (node == size()) {
        Node fresh;
        fresh.kind = NodeKind::time;
        fresh.type = to_string(time.type);
        fresh.name = utf8::shorten(e.text, longest_name);
        fresh.value = time.value;
        parts_.nodes.push_back(std::move(fresh));
      }
      parts_.nodes[node].mentions.push_back(std::move(e));
      time_nodes_.push_back(node);
    }
  }

  void add_events() {
    first_event_ = size();
    for (const Event& event : d_.events.items) {
      const EventMention& best = d_.events.mentions[event.representative];
      Node node;
      node.kind = NodeKind::event;
      node.type = event.type;
      node.name = utf8::shorten(text(bytes(best.trigger)), longest_name);
      node.modality = event.modality;
      node.polarity = event.polarity;
      node.tense = event.tense;
      if (event.when) node.when = when_of(*event.when);
      node.codes.insert(best.codes.begin(), best.codes.end());
      node.score = best.score;
      for (const EventMentionId m : event.mentions) {
        const EventMention& mention = d_.events.mentions[m];
        if (!mention.phase.empty()) node.attributes.try_emplace("phase", mention.phase);
        if (!mention.count.empty()) node.attributes.try_emplace("count", mention.count);
        Evidence e = evidence(mention.trigger);
        e.form = form_of(mention.form);
        e.head = units(d_.tokens.spans[mention.head]);
        e.sentence = sentence_of(mention.head);
        e.rule = mention.rule;
        e.lemma = mention.lemma;
        e.score = mention.score;
        node.mentions.push_back(std::move(e));
      }
      parts_.nodes.push_back(std::move(node));
    }
    for (const EventId event : d_.events.items.ids()) {
      for (const EventMentionId m : d_.events.items[event].mentions) add_event_edges(node_of(event), m);
      add_sources(event);
    }
  }

  void add_event_edges(NodeIndex event, EventMentionId id) {
    const EventMention& mention = d_.events.mentions[id];
    for (const RoleFiller& filler : mention.roles) add_role(event, mention, filler);
    for (const TimeId time : mention.times) {
      const TokenRange tokens = d_.times.items[time].tokens;
      const bool together = same_sentence(mention.head, tokens.front());
      Edge edge{.kind = EdgeKind::time, .type = time_edge(mention, d_.times.items[time])};
      edge.mentions.push_back(evidence(together ? cover(mention.trigger, tokens) : tokens));
      add(event, time_nodes_[time.index()], std::move(edge));
    }
  }

  void add_role(NodeIndex event, const EventMention& mention, const RoleFiller& filler) {
    Edge edge{.kind = EdgeKind::role, .score = filler.score, .type = to_string(filler.role)};
    edge.mentions.push_back(evidence(filler.evidence.empty() ? mention.trigger : filler.evidence));
    edge.mentions.back().rule = filler.rule;
    edge.mentions.back().score = filler.score;
    if (filler.event) {
      const NodeIndex target = node_of(d_.events.of_mention[filler.event]);
      if (target != event) add(event, target, std::move(edge));
      return;
    }
    if (!filler.mention) return;
    const EntityId entity = d_.entities.of_mention[filler.mention];
    for (const EntityId member : d_.entities.items[entity].members) add(event, node_of(member), edge);
    if (node_of(entity) != event) add(event, node_of(entity), std::move(edge));
  }

  static std::string time_edge(const EventMention& mention, const Time& time) {
    if (time.type == TimeType::duration) return "duration";
    if (time.bound != TimeBound::at) return std::string(to_string(time.bound));
    return mention.phase == "begin" || mention.phase == "end" ? mention.phase : "at";
  }

  bool same_sentence(TokenId a, TokenId b) const { return d_.sentences.of_token[a] == d_.sentences.of_token[b]; }

  void add_sources(EventId id) {
    const Event& event = d_.events.items[id];
    for (const EntityId source : event.sources) {
      Edge edge{.kind = EdgeKind::source, .type = "according-to"};
      for (const EventMentionId m : event.mentions) {
        const TokenRange words = words_of_source(d_.events.mentions[m].claim, source);
        if (!words.empty()) edge.mentions.push_back(evidence(words));
      }
      if (edge.mentions.empty()) edge.mentions.push_back(evidence(d_.events.mentions[event.representative].trigger));
      add(node_of(id), node_of(source), std::move(edge));
    }
  }

  // The words that make `source` the source of what is told in `claim`, or in one of the claims around it.
  TokenRange words_of_source(ClaimId claim, EntityId source) const {
    for (; claim; claim = d_.claims.items[claim].whole) {
      const Claim& c = d_.claims.items[claim];
      const auto is_source = [&](MentionId m) { return m && d_.entities.of_mention[m] == source; };
      const auto in_chain = std::find_if(c.chain.begin(), c.chain.end(), is_source);
      if (is_source(c.source)) return cover(d_.mentions.items[c.source].extent, c.cue);
      if (in_chain != c.chain.end()) return d_.mentions.items[*in_chain].extent;
    }
    return {};
  }

  void add_relations() {
    for (const EntityRelation& relation : d_.entities.relations) {
      if (!relation.to) {
        if (!relation.title.empty())
          parts_.nodes[node_of(relation.from)].attributes.try_emplace("title", relation.title);
        continue;
      }
      Edge edge{.kind = EdgeKind::relation, .score = relation.score, .type = relation.type};
      if (!relation.title.empty()) edge.attributes.emplace("title", relation.title);
      if (!relation.tense.empty()) edge.attributes.emplace("tense", relation.tense);
      const TokenRange words = relation.evidence.empty()
                                   ? d_.mentions.items[d_.entities.items[relation.from].representative].extent
                                   : relation.evidence;
      edge.mentions.push_back(evidence(words));
      edge.mentions.back().rule = relation.rule;
      edge.mentions.back().score = relation.score;
      add(node_of(relation.from), node_of(relation.to), std::move(edge));
    }
    for (const EntityId set : d_.entities.items.ids()) add_members(set);
  }

  void add_members(EntityId set) {
    const Entity& entity = d_.entities.items[set];
    if (is_only_listed(entity)) return;
    for (const EntityId member : entity.members) {
      if (member == set) continue;
      Edge edge{.kind = EdgeKind::relation, .type = "member-of"};
      edge.mentions.push_back(evidence(d_.mentions.items[entity.mentions.front()].extent));
      add(node_of(member), node_of(set), std::move(edge));
    }
  }

  void add_links() {
    for (const EventLink& link : d_.links.items) {
      Edge edge{.kind = EdgeKind::order, .score = link.score, .type = to_string(link.type)};
      const TokenRange words =
          link.evidence.empty() ? d_.events.mentions[d_.events.items[link.from].representative].trigger : link.evidence;
      edge.mentions.push_back(evidence(words));
      edge.mentions.back().rule = link.rule;
      edge.mentions.back().score = link.score;
      add(node_of(link.from), node_of(link.to), std::move(edge));
    }
  }

  void add_claims() {
    for (const Claim& claim : d_.claims.items) {
      if (claim.content.empty()) continue;
      LooseClaim out;
      const auto node_of_mention = [&](MentionId m) { return node_of(d_.entities.of_mention[m]); };
      if (claim.source) out.source = node_of_mention(claim.source);
      for (const MentionId m : claim.chain) out.chain.push_back(node_of_mention(m));
      if (!claim.cue.empty()) {
        out.claim.cue = units(bytes(claim.cue));
        out.claim.cue_text = text(bytes(claim.cue));
      }
      out.claim.content = units(bytes(claim.content));
      out.claim.content_text = text(bytes(claim.content));
      out.claim.form = claim.form;
      for (const TokenId token : claim.content) {
        const EventMentionId m = d_.events.of_head.size() > token.index() ? d_.events.of_head[token] : EventMentionId();
        if (!m) continue;
        const NodeIndex node = node_of(d_.events.of_mention[m]);
        if (std::find(out.events.begin(), out.events.end(), node) == out.events.end()) out.events.push_back(node);
      }
      parts_.claims.push_back(std::move(out));
    }
  }

  // "a long way", "the first time": a noun of no known kind that is told once and that nothing leads to says nothing.
  // What is told of again by a pronoun says something.
  bool says_nothing(NodeIndex i) const {
    const Node& node = parts_.nodes[i];
    if (node.kind != NodeKind::entity) return false;
    const bool told_again = std::any_of(node.mentions.begin(), node.mentions.end(),
                                        [](const Evidence& e) { return e.form == EvidenceForm::pronoun; });
    return (thin_[i] && !told_again) || (node.type == "other" && node.mentions.size() == 1 &&
                                         node.mentions.front().form != EvidenceForm::name);
  }
  // "makes sense", "took the matter to a new level": what takes part says nothing, and what happens is of no known
  // kind, or that is where it happens.
  bool is_idle(const LooseEdge& e) const {
    static const std::set<std::string_view> asides = {"destination", "origin",     "place",
                                                      "recipient",   "instrument", "beneficiary"};
    if (e.edge.kind != EdgeKind::role || !thin_[e.target] || parts_.nodes[e.target].mentions.size() > 1) return false;
    return parts_.nodes[e.source].type == "other.event" || asides.contains(e.edge.type);
  }
  void drop_idle() {
    thin_.resize(parts_.nodes.size());
    std::vector<bool> kept(parts_.nodes.size());
    for (NodeIndex i = 0; i < size(); ++i) kept[i] = !says_nothing(i);
    for (const LooseEdge& e : parts_.edges) {
      if (!is_idle(e)) kept[e.source] = kept[e.target] = true;
    }
    for (const LooseClaim& c : parts_.claims) {
      if (c.source) kept[*c.source] = true;
      for (const NodeIndex node : c.chain) kept[node] = true;
    }
    std::erase_if(parts_.edges, [&](const LooseEdge& e) { return !kept[e.source] || !kept[e.target]; });
    std::vector<NodeIndex> place(parts_.nodes.size());
    NodeIndex next = 0;
    for (NodeIndex i = 0; i < size(); ++i) {
      place[i] = next;
      if (!kept[i]) continue;
      if (next != i) parts_.nodes[next] = std::move(parts_.nodes[i]);
      ++next;
    }
    parts_.nodes.resize(next);
    for (LooseEdge& e : parts_.edges) e.source = place[e.source], e.target = place[e.target];
    for (LooseClaim& c : parts_.claims) {
      if (c.source) c.source = place[*c.source];
      for (NodeIndex& node : c.chain) node = place[node];
      for (NodeIndex& node : c.events) node = place[node];
    }
  }

  void add(NodeIndex source, NodeIndex target, Edge edge) { parts_.edges.push_back({source, target, std::move(edge)}); }

  NodeIndex size() const { return static_cast<NodeIndex>(parts_.nodes.size()); }
  NodeIndex node_of(EntityId id) const {
    const EventId event = told_as_event_[id.index()];
    return event ? node_of(event) : entity_nodes_[id.index()];
  }
  NodeIndex node_of(EventId id) const { return first_event_ + id.value; }

  const Document& d_;
  const NameTypes& types_;
  SharedText text_;  ///< the whole: the words of everything are slices of it
  OffsetTable units_;
  GraphParts parts_;
  std::vector<NodeIndex> entity_nodes_;
  std::vector<EventId> told_as_event_;  // by entity
  std::vector<bool> parties_;           // by entity
  std::vector<bool> thin_;              // of the nodes: says nothing on its own
  NodeIndex first_event_ = 0;
  std::vector<NodeIndex> time_nodes_;
};

}  // namespace

EventGraph build_graph(const Document& document, const NameTypes& types, const GraphOptions& options) {
  return assemble(Builder(document, types, options).build());
}

}  // namespace tidings
