// Sums of money and measures: spans beside the names.
#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "tidings/extractor.hpp"
#include "tidings/syntax/model.hpp"

using namespace tidings;

namespace {

std::vector<std::string> quantities_in(const std::string& text, NameType type) {
  static const Extractor extractor;
  const Document document = extractor.analyze(Source(text));
  std::vector<std::string> found;
  for (const Name& name : document.names.items) {
    if (name.type == type) found.emplace_back(document.source.slice(document.tokens.bytes(name.tokens)));
  }
  return found;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("sums of money are found with their sign or currency, their scale and their range", "[quantities]") {
  const std::pair<const char*, Words> expected[] = {
      {"The firm paid $3.5 million in fines.", {"$3.5 million"}},
      {"They need between 20 billion yuan and 300 million US dollars.", {"20 billion yuan", "300 million US dollars"}},
      {"It costs US$7.4 billion, or €900,000.", {"US$7.4 billion", "€900,000"}},
      {"The fine is Rs 5,000.", {"Rs 5,000"}},
      {"He lost hundreds of millions of dollars.", {"hundreds of millions of dollars"}},
      {"She won a million dollars.", {"a million dollars"}},
      {"Aid of $5 to $7 million was promised.", {"$5 to $7 million"}},
      {"It raised two hundred euros.", {"two hundred euros"}},
  };
  for (const auto& [text, money] : expected) {
    INFO(text);
    CHECK(quantities_in(text, NameType::money) == money);
  }
}

TEST_CASE("shares and measures are quantities, bare numbers are not", "[quantities]") {
  CHECK(quantities_in("Prices rose 12 percent and 3.4% in May.", NameType::quantity) == Words{"12 percent", "3.4%"});
  CHECK(quantities_in("The road is 40 km long and twenty-five meters wide.", NameType::quantity) ==
        Words{"40 km", "twenty-five meters"});
  CHECK(quantities_in("A ship with 300,000 barrels sank.", NameType::quantity) == Words{"300,000 barrels"});
  for (const char* text : {"Police arrested 300 people.", "The dollar fell.", "It took two hours.",
                           "Of points, he had none.", "A million came.", "", "$", "million of", "5 - "}) {
    INFO(text);
    CHECK(quantities_in(text, NameType::quantity).empty());
    CHECK(quantities_in(text, NameType::money).empty());
  }
}

TEST_CASE("numbers in digits and words have their spans and values", "[numbers]") {
  const Extractor extractor;
  const auto numbers_in = [&](const std::string& text) {
    const Document document = extractor.analyze(Source(text));
    Words out;
    for (const Number& number : document.numbers.items)
      out.push_back(std::string(document.source.slice(document.tokens.bytes(number.tokens))) + " = " + text_of(number));
    return out;
  };
  CHECK(numbers_in("Police arrested 1,300 people and two hundred and fifty students.") ==
        Words{"1,300 = 1300", "two hundred and fifty = 250"});
  CHECK(numbers_in("The bank paid $1.1 million to twenty-five workers.") ==
        Words{"1.1 million = 1100000", "twenty-five = 25"});
  CHECK(numbers_in("Nearly 3.4 percent of 12.5 million voters stayed away.") ==
        Words{"3.4 = 3.4", "12.5 million = 12500000"});
  CHECK(numbers_in("It cost hundreds of millions of dollars.") == Words{"hundreds of millions of = "});
  for (const char* text : {"They met on May 12, 2015.", "Nobody came.", "The second half was dull.", ""}) {
    INFO(text);
    CHECK(numbers_in(text).empty());
  }
}

TEST_CASE("counted people have a count, sums and shares a value and a unit; ranges have none", "[numbers]") {
  const Extractor extractor;
  const auto attribute = [&](const std::string& text, const std::string& name, const std::string& key) {
    const EventGraph graph = extractor.extract(text);
    for (const auto v : boost::make_iterator_range(vertices(graph))) {
      const auto at = graph[v].attributes.find(key);
      if (graph[v].name == name) return at == graph[v].attributes.end() ? std::string() : std::string(at->second);
    }
    return std::string("no such node");
  };
  CHECK(attribute("Police arrested twenty-five students.", "twenty-five students", "count") == "25");
  CHECK(attribute("Volkar paid the bank €3.5 million.", "€3.5 million", "value") == "3500000");
  CHECK(attribute("Volkar paid the bank €3.5 million.", "€3.5 million", "unit") == "EUR");
  CHECK(attribute("Brennex sold 12 per cent.", "12 per cent", "unit") == "%");
  CHECK(attribute("Volkar paid the bank $3 to $5 million.", "$3 to $5 million", "value").empty());
  CHECK(attribute("Volkar reported two breaches on Monday.", "breaches", "count") == "2");
}

TEST_CASE("a bare number is the people whom something befell, and nothing else", "[numbers]") {
  const Extractor extractor;
  const auto count_of_patient = [&](const std::string& text) {
    const EventGraph graph = extractor.extract(text);
    for (const auto e : boost::make_iterator_range(edges(graph))) {
      const Node& filler = graph[target(e, graph)];
      if (graph[e].type == "patient" && filler.type == "group") return std::string(filler.attributes.at("count"));
    }
    return std::string("nobody");
  };
  CHECK(count_of_patient("A bomb exploded in Karven on Monday, killing 14.") == "14");
  CHECK(count_of_patient("At least 25 were wounded in the attack.") == "25");
  CHECK(count_of_patient("The police arrested three.") == "3");
  CHECK(count_of_patient("Volkar bought 14.") == "nobody");
}

TEST_CASE("equal sums in two sentences are two things, and each is a quantity", "[quantities]") {
  const Extractor extractor;
  const EventGraph graph =
      extractor.extract("Volkar paid the bank $3 million on Friday. On Monday Brennex paid a school $3 million.");
  std::size_t sums = 0;
  for (const auto v : boost::make_iterator_range(vertices(graph))) sums += graph[v].type == "quantity";
  CHECK(sums == 2);
}

TEST_CASE("who is paid is the recipient, what is paid the amount", "[quantities]") {
  const Extractor extractor;
  const auto roles_of = [&](const std::string& text) {
    const EventGraph graph = extractor.extract(text);
    std::vector<std::string> roles;
    for (const auto e : boost::make_iterator_range(edges(graph))) {
      const SharedText& name = graph[target(e, graph)].name;
      if (graph[e].kind == EdgeKind::role) roles.push_back(graph[e].type + ' ' + name);
    }
    std::sort(roles.begin(), roles.end());
    return roles;
  };
  CHECK(roles_of("Volkar paid the bank $3.5 million.") ==
        Words{"agent Volkar", "amount $3.5 million", "recipient the bank"});
  CHECK(roles_of("Iran was fined 2 billion dollars.") == Words{"amount 2 billion dollars", "patient Iran"});
}
