// Resolution part by part, as many machines do it, is resolution of the whole.
#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "support/catch.hpp"
#include "tidings/error.hpp"
#include "tidings/extractor.hpp"
#include "tidings/graph/resolution.hpp"

using namespace tidings;

namespace {

class Sets {
 public:
  explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t find(std::size_t i) const { return parent_[i] == i ? i : find(parent_[i]); }
  void join(std::size_t a, std::size_t b) { parent_[std::max(find(a), find(b))] = std::min(find(a), find(b)); }
  std::vector<std::size_t> firsts() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < parent_.size(); ++i) all.push_back(find(i));
    return all;
  }

 private:
  std::vector<std::size_t> parent_;
};

struct News {
  std::vector<StorySketch> stories;
  std::vector<EventSketch> events;  // in the order of their stories
};

std::vector<std::uint32_t> some_of(std::mt19937& random, std::uint32_t most, std::uint32_t range) {
  std::set<std::uint32_t> all;
  for (std::uint32_t i = random() % (most + 1); i > 0; --i) all.insert(static_cast<std::uint32_t>(random() % range));
  return {all.begin(), all.end()};
}

// A few affairs over some weeks, of which each document tells one, with passers-by.
News invented(std::mt19937& random) {
  static const char* const lemmas[] = {"arrest", "meet", "deny", "attack", "visit", "accuse"};
  static const char* const types[] = {"justice.arrest", "contact.meet", "statement.deny", "other.event"};
  News news;
  for (std::uint32_t d = 0; d < 40; ++d) {
    const std::uint32_t affair = random() % 8;
    StorySketch story;
    story.document = "d" + std::to_string(10 + d);
    story.published = "2020-0" + std::to_string(1 + affair % 3) + "-1" + std::to_string(random() % 10);
    std::map<std::uint32_t, std::uint32_t> named = {{3 * affair, 4}, {3 * affair + 1, 2}};
    for (const std::uint32_t other : some_of(random, 4, 40)) named.emplace(other, 1 + random() % 3);
    for (const auto& [entity, mentions] : named) story.named.push_back({entity, mentions, entity % 9 == 0});
    for (std::uint32_t e = 0; e < 6; ++e) {
      EventSketch event;
      const std::uint32_t what = random() % 3;
      event.type = random() % 4 == 0 ? types[3] : types[what];
      event.lemmas = {lemmas[what + (random() % 3 == 0 ? 3 : 0)]};
      event.actors = random() % 2 == 0 ? std::vector{3 * affair} : some_of(random, 1, 40);
      event.patients = random() % 2 == 0 ? std::vector{3 * affair + 1} : some_of(random, 1, 40);
      event.places = some_of(random, 1, 5);
      event.story = d;
      event.begin = 100 * e;
      news.events.push_back(std::move(event));
    }
    news.stories.push_back(std::move(story));
  }
  return news;
}

std::vector<std::size_t> groups_of(const News& news, std::size_t documents = 0) {
  Sets sets(news.events.size());
  for (const EventMerge& merge : resolve_events_across(news.stories, news.events, documents))
    sets.join(merge.a, merge.b);
  return sets.firsts();
}

void count_names(std::vector<StorySketch>& stories) {
  std::map<std::uint32_t, std::uint32_t> count;
  for (const StorySketch& s : stories) {
    for (const StorySketch::Named& n : s.named) ++count[n.entity];
  }
  for (StorySketch& s : stories) {
    for (StorySketch::Named& n : s.named) n.documents = count[n.entity];
  }
}

// All share a window here: there are fewer documents than `most_named_alike`, twice.
std::vector<std::uint32_t> near(const News& news, std::uint32_t story) {
  std::vector<StorySketch> others;
  std::vector<std::uint32_t> place;
  for (std::uint32_t i = 0; i < news.stories.size(); ++i) {
    if (i == story) continue;
    others.push_back(news.stories[i]);
    place.push_back(i);
  }
  std::vector<std::uint32_t> all;
  for (const std::size_t i : likest_stories(news.stories[story], others, news.stories.size())) all.push_back(place[i]);
  return all;
}

std::vector<std::size_t> components_of(const News& news, const std::vector<std::vector<std::uint32_t>>& near) {
  std::map<std::string, std::size_t> first_with;
  Sets sets(news.events.size());
  for (std::size_t i = 0; i < news.events.size(); ++i) {
    const EventSketch& e = news.events[i];
    const auto link = [&](std::string block) {
      sets.join(first_with.try_emplace(std::move(block), i).first->second, i);
    };
    for (const std::string& key : blocking_keys(e)) {
      link("story " + std::to_string(e.story) + ' ' + key);
      for (const std::uint32_t other : near[e.story]) link("story " + std::to_string(other) + ' ' + key);
      for (const auto* parties : {&e.actors, &e.patients}) {
        for (const std::uint32_t party : *parties) link("party " + std::to_string(party) + ' ' + key);
      }
    }
  }
  return sets.firsts();
}

// The events of one component with their stories alone, and where each stands among all.
std::pair<News, std::vector<std::size_t>> part_of(const News& news, const std::vector<std::size_t>& component,
                                                  const std::vector<std::vector<std::uint32_t>>& near,
                                                  std::size_t wanted) {
  News part;
  std::vector<std::size_t> place;
  std::map<std::uint32_t, std::uint32_t> story_in_part;
  for (std::size_t i = 0; i < news.events.size(); ++i) {
    if (component[i] != wanted) continue;
    const auto [at, fresh] = story_in_part.try_emplace(news.events[i].story, part.stories.size());
    if (fresh) part.stories.push_back(news.stories[news.events[i].story]);
    part.events.push_back(news.events[i]);
    part.events.back().story = at->second;
    place.push_back(i);
  }
  for (const auto& [story, at] : story_in_part) {
    part.stories[at].near.emplace();
    for (const std::uint32_t other : near[story]) {
      if (story_in_part.contains(other)) part.stories[at].near->push_back(story_in_part[other]);
    }
  }
  return {std::move(part), std::move(place)};
}

}  // namespace

TEST_CASE("events that are resolved component by component are those of the whole", "[events]") {
  std::mt19937 random(7);
  std::size_t merged = 0, apart = 0;
  for (int round = 0; round < 20; ++round) {
    News news = invented(random);
    const std::vector<std::size_t> whole = groups_of(news);
    count_names(news.stories);
    std::vector<std::vector<std::uint32_t>> likest;
    for (std::uint32_t i = 0; i < news.stories.size(); ++i) likest.push_back(near(news, i));
    const std::vector<std::size_t> component = components_of(news, likest);
    std::vector<std::size_t> parts(news.events.size());
    for (const std::size_t wanted : std::set<std::size_t>(component.begin(), component.end())) {
      const auto [part, place] = part_of(news, component, likest, wanted);
      const std::vector<std::size_t> groups = groups_of(part, news.stories.size());
      for (std::size_t i = 0; i < groups.size(); ++i) parts[place[i]] = place[groups[i]];
      ++apart;
    }
    REQUIRE(parts == whole);
    for (std::size_t i = 0; i < whole.size(); ++i) merged += whole[i] != i ? 1 : 0;
  }
  CHECK(merged > 100);
  CHECK(apart > 20 * 2);
}

TEST_CASE("the events of a document are sketched with the numbers of its entities", "[events]") {
  const EventGraph graph = Extractor().extract("Anna Weber met Marek Novak in Vienna on Friday.");
  std::vector<NodeRef> one_of(num_vertices(graph));
  std::iota(one_of.begin(), one_of.end(), NodeRef{0});
  const SketchedEvents sketched = sketch_events(graph, one_of);
  REQUIRE(sketched.events.size() == 1);
  const EventSketch& met = sketched.events.front().sketch;
  CHECK(graph[sketched.events.front().node].name == "met");
  CHECK(met.actors.size() == 2);
  CHECK(graph[NodeRef{met.places.at(0)}].name == "Vienna");
  CHECK(blocking_keys(met) == std::vector<std::string>{"word meet", "type contact.meet"});
  CHECK(sketched.story.named.size() == 3);
  CHECK_THROWS_AS(sketch_events(EventGraph(), {}), Error);
}

TEST_CASE("whom a constraint makes one, it brings together", "[constraints]") {
  EntitySketch galbraith, rowling, other;
  galbraith.type = rowling.type = other.type = "person";
  galbraith.name = "Robert Galbraith";
  rowling.name = "Joanne Rowling";
  other.name = "Anna Weber";
  const EntityConstraints constraints = read_constraints(
      "[[different]]\nentities = [\"Anna Weber\", \"Joanne Rowling\"]\n[[same]]\nentities = [\"Robert Galbraith\", "
      "\"Joanne Rowling\"]\n",
      "pens.toml");
  const auto shared = [&](const EntitySketch& a, const EntitySketch& b) {
    std::vector<std::string> x = blocking_keys(a, constraints), y = blocking_keys(b, constraints), both;
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
    return both;
  };
  CHECK(shared(galbraith, rowling) == std::vector<std::string>{"constraint 1"});
  CHECK(shared(rowling, other).empty());
}
