// Users' names beside the built-in ones: which of two that overlap stays.
#include "model/name_recognizer.hpp"
#include "support/catch.hpp"

using namespace tidings;

namespace {

const NameType malware = static_cast<NameType>(builtin_name_types);

Name name(std::size_t begin, std::size_t end, NameType type, float score = 0.9F) {
  return {TokenRange(TokenId(begin), TokenId(end)), type, score};
}

Names names_of(const std::vector<Name>& items) {
  Names names;
  names.of_token.resize(12);
  for (const Name& item : items) {
    const NameId id = names.items.push_back(item);
    for (const TokenId token : item.tokens) names.of_token[token] = id;
  }
  return names;
}

/// "malware 0-2, person 4-5"
std::string told(const Names& names) {
  std::string out;
  NameTypes types;
  types.add("malware");
  for (const Name& item : names.items) {
    out += (out.empty() ? "" : ", ") + std::string(types[item.type]) + ' ' +
           std::to_string(item.tokens.begin_id.index()) + '-' + std::to_string(item.tokens.end_id.index());
  }
  return out;
}

std::string joined(const std::vector<Name>& found, const std::vector<Name>& builtin) {
  Names names = names_of(builtin);
  add_names(names_of(found), names);
  CHECK(names.of_token.items() == names_of(names.items.items()).of_token.items());
  return told(names);
}

}  // namespace

TEST_CASE("users' names stand among the built-in ones in the order of the text", "[names]") {
  const std::vector<Name> builtin = {name(2, 4, NameType::person), name(6, 7, NameType::location)};
  CHECK(joined({name(0, 1, malware), name(5, 6, malware), name(8, 10, malware)}, builtin) ==
        "malware 0-1, person 2-4, malware 5-6, location 6-7, malware 8-10");
  CHECK(joined({}, builtin) == "person 2-4, location 6-7");
  CHECK(joined({name(3, 5, malware)}, {}) == "malware 3-5");
}

TEST_CASE("a user's name takes the place of built-in ones that it covers, if it is at least half sure", "[names]") {
  const std::vector<Name> builtin = {name(2, 4, NameType::person), name(4, 5, NameType::location)};
  CHECK(joined({name(2, 4, malware, 0.5F)}, builtin) == "malware 2-4, location 4-5");
  CHECK(joined({name(1, 6, malware)}, builtin) == "malware 1-6");
  CHECK(joined({name(2, 4, malware, 0.49F)}, builtin) == "person 2-4, location 4-5");
  CHECK(joined({name(3, 4, malware)}, builtin) == "person 2-4, location 4-5");  // a part of a name is none
  CHECK(joined({name(3, 5, malware)}, builtin) == "person 2-4, location 4-5");  // nor what crosses one
}
