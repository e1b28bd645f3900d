#include "discourse/tools/lexicon_compiler.hpp"

#include <algorithm>
#include <bit>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "discourse/lexicon.hpp"
#include "discourse/lexicon_image.hpp"
#include "tidings/error.hpp"

namespace tidings {

namespace {

namespace image = lexicon_image;
static_assert(std::endian::native == std::endian::little, "the image is little endian");

class StringPool {
 public:
  std::uint32_t add(const std::string& text) {
    const auto [at, fresh] = offsets_.try_emplace(text, static_cast<std::uint32_t>(bytes_.size()));
    if (fresh) bytes_ += text;
    return at->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, std::uint32_t> offsets_;
  std::string bytes_;
};

template <class T>
void append(std::string& out, const T* items, std::size_t count) {
  out.append(reinterpret_cast<const char*>(items), count * sizeof(T));
}

void check_key(const std::string& key, bool folds, const Place& place) {
  if (key.empty() || key.size() > 250)
    throw Error(place, "found a key of " + std::to_string(key.size()) + " bytes, expected 1 to 250");
  if (key.front() == ' ' || key.back() == ' ' || key.find("  ") != std::string::npos)
    throw Error(place, "found stray spaces in the key, expected words joined by single spaces");
  if (!folds) return;
  std::string folded(key.size(), '\0');
  folded.resize(fold_key(key, folded.data(), folded.size()));
  if (folded != key) throw Error(place, "found '" + key + "', expected lower case: the file folds");
}

}  // namespace

void LexiconCompiler::read(const std::string& name, std::istream& in, const std::string& file) {
  Table& table = tables_[name];
  std::string line;
  for (std::uint32_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line == "#! fold") table.folds = true;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t');
    std::string key = line.substr(0, tab);
    check_key(key, table.folds, Place{file, number});
    Entry& entry = table.entries[std::move(key)];
    if (entry.has_value) entry.value += '\n';
    entry.has_value = true;
    if (tab != std::string::npos) entry.value += line.substr(tab + 1);
    if (entry.value.size() > 65535)
      throw Error(Place{file, number}, "found more than 65535 bytes about '" + line.substr(0, tab) + "'");
  }
}

void LexiconCompiler::add_prefixes(Table& table) {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : table.entries) keys.push_back(key);
  for (const std::string& key : keys) {
    for (std::size_t at = key.find(' '); at != std::string::npos; at = key.find(' ', at + 1))
      table.entries[key.substr(0, at)].longer = true;
  }
}

// One lexicon as it stands in the image.
struct LexiconCompiler::Packed {
  std::vector<std::uint32_t> ranks;
  std::vector<image::Key> keys;
  std::vector<image::Value> values;
  std::vector<std::uint8_t> tags;
};

template <class Pool>
LexiconCompiler::Packed LexiconCompiler::pack(const std::string& name, const Table& table, Pool& pool) {
  const std::size_t slots = table.entries.size() + table.entries.size() / 2 + 1;
  Packed out;
  out.tags.assign(slots, image::free_tag);
  std::vector<image::Key> at_slot(slots);
  std::map<std::string, std::uint16_t> values;
  std::string_view shorter_of;  // the key after in the order, which a prefix of it shares its bytes with
  std::uint32_t offset = 0;
  for (auto entry = table.entries.rbegin(); entry != table.entries.rend(); ++entry) {
    const auto& [key, about] = *entry;
    if (!shorter_of.starts_with(key)) offset = pool.add(key);
    shorter_of = key;
    std::uint16_t value = image::no_value;
    if (about.has_value) {
      const auto [known, fresh] = values.try_emplace(about.value, static_cast<std::uint16_t>(values.size()));
      if (fresh) out.values.push_back({pool.add(about.value), static_cast<std::uint32_t>(about.value.size())});
      if (values.size() == image::no_value)
        throw Error(Place{name}, "found more than 65534 different values, expected fewer");
      value = known->second;
    }
    const std::uint32_t hash = image::hash_of(key);
    std::size_t at = image::first_slot(hash, static_cast<std::uint32_t>(slots));
    while (out.tags[at] != image::free_tag) at = (at + 1) % slots;
    out.tags[at] = image::tag_of(hash);
    at_slot[at] = {offset, value, static_cast<std::uint8_t>(key.size()), static_cast<std::uint8_t>(about.longer)};
  }
  for (std::size_t at = 0; at < slots; ++at) {
    if (at % image::block == 0) out.ranks.push_back(static_cast<std::uint32_t>(out.keys.size()));
    if (out.tags[at] != image::free_tag) out.keys.push_back(at_slot[at]);
  }
  return out;
}

std::string LexiconCompiler::image() const {
  StringPool pool;
  std::vector<image::Directory> directory;
  std::string tables;  // 32-bit numbers and what consists of them
  std::string tags;
  const auto tables_begin =
      static_cast<std::uint32_t>(sizeof(image::Header) + tables_.size() * sizeof(image::Directory));
  const auto append_table = [&](const auto& items) {
    const auto begin = tables_begin + static_cast<std::uint32_t>(tables.size());
    append(tables, items.data(), items.size());
    return begin;
  };
  for (const auto& [name, read] : tables_) {
    Table table = read;
    add_prefixes(table);
    const Packed packed = pack(name, table, pool);
    const auto values =
        std::count_if(table.entries.begin(), table.entries.end(), [](const auto& e) { return e.second.has_value; });
    const std::uint32_t ranks_begin = append_table(packed.ranks);
    const std::uint32_t keys_begin = append_table(packed.keys);
    const std::uint32_t values_begin = append_table(packed.values);
    directory.push_back({pool.add(name), static_cast<std::uint32_t>(name.size()), ranks_begin, keys_begin, values_begin,
                         static_cast<std::uint32_t>(tags.size()), static_cast<std::uint32_t>(packed.tags.size()),
                         static_cast<std::uint32_t>(values), table.folds ? 1U : 0U});
    append(tags, packed.tags.data(), packed.tags.size());
  }
  const std::size_t tags_begin = tables_begin + tables.size();
  for (image::Directory& lexicon : directory) lexicon.tags_offset += static_cast<std::uint32_t>(tags_begin);
  const std::size_t pool_begin = tags_begin + tags.size();
  const image::Header header{image::magic, pool_begin + pool.bytes().size(), static_cast<std::uint32_t>(tables_.size()),
                             static_cast<std::uint32_t>(pool_begin)};
  std::string out;
  append(out, &header, 1);
  append(out, directory.data(), directory.size());
  return out + tables + tags + pool.bytes();
}

}  // namespace tidings
