// Which entities of many documents are one.
#include "tidings/graph/resolution.hpp"

#include <algorithm>
#include <numeric>

#include "support/catch.hpp"

using namespace tidings;

namespace {

EntitySketch person(std::string name, std::string document) {
  EntitySketch s;
  s.type = "person";
  s.name = std::move(name);
  s.document = std::move(document);
  return s;
}
EntitySketch place(std::string name, std::string country, std::string subtype, std::string document) {
  EntitySketch s;
  s.type = "location";
  s.name = std::move(name);
  s.jurisdiction = std::move(country);
  s.subtype = std::move(subtype);
  s.document = std::move(document);
  return s;
}
EntitySketch body(std::string name, std::string country, std::string document) {
  EntitySketch s = place(std::move(name), std::move(country), {}, std::move(document));
  s.type = "organization";
  return s;
}

bool are_one(const std::vector<EntitySketch>& sketches, std::size_t a, std::size_t b,
             const EntityConstraints& constraints = {}) {
  std::vector<std::size_t> group(sketches.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (const EntityMerge& m : resolve_entities_across(sketches, constraints)) {
    const std::size_t from = std::max(group[m.a], group[m.b]), to = std::min(group[m.a], group[m.b]);
    std::replace(group.begin(), group.end(), from, to);
  }
  return group[a] == group[b];
}

}  // namespace

TEST_CASE("one name in two documents is one person, and a surname is the one who has it") {
  const std::vector<EntitySketch> all = {person("Susan Rice", "a"), person("Susan Rice", "b"), person("Rice", "c")};
  CHECK(are_one(all, 0, 1));
  CHECK(are_one(all, 0, 2));
}

TEST_CASE("a surname that two have is neither's, unless the company tells") {
  std::vector<EntitySketch> all = {person("Ann Smith", "a"), person("John Smith", "b"), person("Smith", "c")};
  CHECK_FALSE(are_one(all, 0, 2));
  CHECK_FALSE(are_one(all, 1, 2));
  all[1].company = {7};
  all[2].company = {7};
  CHECK(are_one(all, 1, 2));
}

TEST_CASE("two who are called John Smith and hold other positions in other company are two") {
  std::vector<EntitySketch> all = {person("John Smith", "a"), person("John Smith", "b"), person("John Smith", "c")};
  all[0].positions = {"coach", "Leeds United"};
  all[0].company = {1, 2};
  all[1].positions = {"senator", "Ohio"};
  all[1].company = {3};
  all[2].positions = {"head coach"};
  all[2].company = {2, 9};
  CHECK_FALSE(are_one(all, 0, 1));
  CHECK(are_one(all, 0, 2));
}

TEST_CASE("Georgia and Georgia, Washington and Washington stay apart") {
  CHECK_FALSE(are_one({place("Georgia", "GE", "country", "a"), place("Georgia", "US", "state", "b")}, 0, 1));
  CHECK_FALSE(are_one({place("Washington", "US", "city", "a"), person("Washington", "b")}, 0, 1));
}

TEST_CASE("a country is one whatever it is called; a company whatever its legal form") {
  CHECK(are_one({place("U.S.", "US", "country", "a"), place("United States", "US", "country", "b")}, 0, 1));
  CHECK(are_one({body("Apple Inc.", "", "a"), body("Apple", "", "b")}, 0, 1));
  CHECK(are_one({body("U.S. Air Force", "US", "a"), body("Air Force", "US", "b")}, 0, 1));
  CHECK_FALSE(are_one({body("Indian Air Force", "IN", "a"), body("Air Force", "US", "b")}, 0, 1));
  CHECK_FALSE(are_one({body("Apple Corps", "", "a"), body("Apple Computer", "", "b")}, 0, 1));
}

TEST_CASE("the order of the documents tells nothing") {
  std::vector<EntitySketch> all = {person("John Smith", "a"), person("Ann Smith", "b"),     person("Smith", "c"),
                                   body("Apple", "", "d"),    body("Apple Corps", "", "e"), body("Apple Inc.", "", "f"),
                                   person("J. Smith", "g")};
  all[0].gender = "male";
  all[1].gender = "female";
  const auto name = [](const EntitySketch& s) { return s.name + '/' + s.document; };
  const auto groups = [&](const std::vector<EntitySketch>& sketches) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < sketches.size(); ++i) {
      std::vector<std::string> members;
      for (std::size_t k = 0; k < sketches.size(); ++k) {
        if (are_one(sketches, i, k)) members.push_back(name(sketches[k]));
      }
      std::sort(members.begin(), members.end());
      std::string line;
      for (const std::string& m : members) line += m + ' ';
      lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  const auto expected = groups(all);
  std::vector<EntitySketch> other = all;
  for (int turn = 0; turn < 12; ++turn) {
    std::rotate(other.begin(), other.begin() + 1 + turn % 3, other.end());
    if (turn % 2 == 1) std::swap(other[0], other[4]);
    CHECK(groups(other) == expected);
  }
}

TEST_CASE("every merge has a reason") {
  const auto merges = resolve_entities_across({person("Susan Rice", "a"), person("Susan Rice", "b")});
  REQUIRE(merges.size() == 1);
  CHECK(merges[0].reason == "name");
}

TEST_CASE("what a user says to be one is one, whatever speaks against it, and the reason is told") {
  const std::vector<EntitySketch> all = {person("Robert Galbraith", "a"), person("J. K. Rowling", "b"),
                                         person("Rowling", "c")};
  CHECK_FALSE(are_one(all, 0, 1));
  const auto told = read_constraints("[[same]]\nentities = ['robert galbraith', 'JK Rowling', 'J.K. Rowling']", "c.toml");
  CHECK_FALSE(are_one(all, 0, 1, told));  // "j k rowling" is another word
  const auto better = read_constraints("[[same]]\nentities = ['robert galbraith', 'J K Rowling']", "c.toml");
  CHECK(are_one(all, 0, 1, better));
  CHECK(are_one(all, 0, 2, better));  // the surname's one bearer
  CHECK(resolve_entities_across(all, better).front().reason == "constraint");
}

TEST_CASE("what a user keeps apart stays apart, by whatever way the two would meet") {
  const std::vector<EntitySketch> all = {person("John Smith", "a"), person("John Smith", "b"), person("John Smith", "c")};
  CHECK(are_one(all, 0, 1));
  const auto apart = read_constraints(R"([[different]]
entities = [{ name = "John Smith", document = "a" }, { name = "John Smith", document = "b" }])",
                                      "c.toml");
  CHECK_FALSE(are_one(all, 0, 1, apart));
  CHECK((are_one(all, 0, 2, apart) != are_one(all, 1, 2, apart)));
  std::vector<EntitySketch> turned = {all[2], all[1], all[0]};
  CHECK(are_one(turned, 0, 1, apart) == are_one(all, 2, 1, apart));
}

TEST_CASE("a type tells which of two that are called alike is meant") {
  const std::vector<EntitySketch> all = {place("Jordan", "JO", "country", "a"), person("Jordan", "b"),
                                         person("Michael Jordan", "c")};
  const auto apart = read_constraints(
      "[[different]]\nentities = [{ name = 'Jordan', type = 'person' }, 'Michael Jordan']", "c.toml");
  CHECK(are_one(all, 1, 2));
  CHECK_FALSE(are_one(all, 1, 2, apart));
}

TEST_CASE("constraints that contradict each other are an error that names both") {
  const auto both = read_constraints(R"([[different]]
entities = ["Ann Lee", "Ann Li"]

[[same]]
entities = ["Ann Lee", "Anna Lee"]

[[same]]
entities = ["Anna Lee", "Ann Li"]
)",
                                     "c.toml");
  std::string message;
  try {
    resolve_entities_across({person("Ann Lee", "a"), person("Anna Lee", "b"), person("Ann Li", "c")}, both);
  } catch (const Error& error) {
    message = error.what();
  }
  CHECK(message == "c.toml:7:1: \"Ann Li\" and \"Anna Lee\" shall be one, but line 1 keeps them apart");
}

TEST_CASE("what is wrong in a file of constraints is told with its place") {
  const auto told = [](const std::string& toml) {
    try {
      read_constraints(toml, "c.toml");
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("nothing");
  };
  CHECK(told("[[same]]\nentities = ['A', 'B']") == "nothing");
  CHECK(told("[[equal]]\n") == "c.toml:1:3: unknown table \"equal\"; same or different is expected");
  CHECK(told("[[same]]\nentities = ['A']") == "c.toml:1:1: two entities and more are expected, found 1");
  CHECK(told("[[same]]\nentities = ['A', 7]") == "c.toml:2:18: a name or a table is expected, found integer");
  CHECK(told("[[same]]\nentities = ['A', 'A']") ==
        "c.toml:2:18: \"A\" is there twice; tell them apart by document or type");
  CHECK(told("[[same]]\nentities = ['A', {name = 'B', kind = 'person'}]") ==
        "c.toml:2:31: unknown key \"kind\"; name, type or document is expected");
  CHECK(told("[[same]]\nentities = ['A', {type = 'person'}]") == "c.toml:2:18: a name is expected, found none");
  CHECK(told("same = [").substr(0, 9) == "c.toml:1:");
}
