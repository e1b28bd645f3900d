#include "tidings/graph/constraints.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <sstream>

namespace tidings {

namespace {

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  EntityConstraints read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      if (key != "same" && key != "different")
        fail(key.source(), "unknown table \"" + std::string(key.str()) + "\"; same or different is expected");
      const toml::array* all = node.as_array();
      if (all == nullptr) expect(node, "[[" + std::string(key.str()) + "]]");
      for (const toml::node& one : *all) read_constraint(one, key == "same");
    }
    // In the order of the file, so that the first of two that contradict each other is the one that holds.
    std::sort(constraints_.begin(), constraints_.end(), [](const EntityConstraint& a, const EntityConstraint& b) {
      return a.place.line != b.place.line ? a.place.line < b.place.line : a.place.column < b.place.column;
    });
    return std::move(constraints_);
  }

 private:
  [[noreturn]] void fail(const toml::source_region& region, const std::string& message) const {
    throw Error(place_of(region), message);
  }
  [[noreturn]] void expect(const toml::node& node, const std::string& what) const {
    std::ostringstream found;
    found << node.type();
    fail(node.source(), what + " is expected, found " + found.str());
  }
  Place place_of(const toml::source_region& region) const {
    return {file_, static_cast<std::uint32_t>(region.begin.line), static_cast<std::uint32_t>(region.begin.column)};
  }

  void read_constraint(const toml::node& node, bool same) {
    const toml::table* table = node.as_table();
    if (table == nullptr) expect(node, "a table");
    EntityConstraint constraint;
    constraint.same = same;
    constraint.place = place_of(node.source());
    for (const auto& [key, value] : *table) {
      if (key != "entities") fail(key.source(), "unknown key \"" + std::string(key.str()) + "\"; entities is expected");
      const toml::array* list = value.as_array();
      if (list == nullptr) expect(value, "a list of entities");
      for (const toml::node& item : *list) add(constraint, item);
    }
    if (constraint.entities.size() < 2) {
      fail(node.source(), "two entities and more are expected, found " + std::to_string(constraint.entities.size()));
    }
    constraints_.push_back(std::move(constraint));
  }

  void add(EntityConstraint& constraint, const toml::node& item) const {
    EntityReference entity;
    if (const auto* name = item.as_string()) entity.name = name->get();
    else if (const toml::table* table = item.as_table()) entity = read_entity(*table);
    else expect(item, "a name or a table");
    if (entity.name.empty()) fail(item.source(), "a name is expected, found none");
    if (std::find(constraint.entities.begin(), constraint.entities.end(), entity) != constraint.entities.end())
      fail(item.source(), "\"" + entity.name + "\" is there twice; tell them apart by document or type");
    constraint.entities.push_back(std::move(entity));
  }

  EntityReference read_entity(const toml::table& table) const {
    EntityReference entity;
    for (const auto& [key, value] : table) {
      std::string* field = key == "name"       ? &entity.name
                           : key == "type"     ? &entity.type
                           : key == "document" ? &entity.document
                                               : nullptr;
      if (field == nullptr)
        fail(key.source(), "unknown key \"" + std::string(key.str()) + "\"; name, type or document is expected");
      const auto* text = value.as_string();
      if (text == nullptr) expect(value, "a string");
      *field = text->get();
    }
    return entity;
  }

  const std::string& file_;
  EntityConstraints constraints_;
};

}  // namespace

EntityConstraints read_constraints(std::string_view toml, const std::string& file) {
  try {
    return Reader(file).read(toml::parse(toml, file));
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    throw Error(Place{file, static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)},
                std::string(error.description()));
  }
}

}  // namespace tidings
