#include "discourse/tools/lexicon_compiler.hpp"

#include <algorithm>
#include <bit>
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

struct LexiconCompiler::Slots {
  std::vector<std::uint8_t> tags;
  std::vector<image::Slot> slots;
};

template <class Pool>
LexiconCompiler::Slots LexiconCompiler::slots_of(const Table& table, Pool& pool) {
  const std::size_t count = table.entries.size() + table.entries.size() / 2 + 1;
  Slots out{std::vector<std::uint8_t>(count, image::free_tag), std::vector<image::Slot>(count)};
  for (const auto& [key, entry] : table.entries) {
    const std::uint32_t hash = image::hash_of(key);
    std::size_t at = image::first_slot(hash, static_cast<std::uint32_t>(count));
    while (out.tags[at] != image::free_tag) at = (at + 1) % count;
    out.tags[at] = image::tag_of(hash);
    out.slots[at] = {pool.add(key), entry.has_value ? pool.add(entry.value) : image::no_value,
                     static_cast<std::uint16_t>(entry.value.size()), static_cast<std::uint8_t>(key.size()),
                     static_cast<std::uint8_t>(entry.longer)};
  }
  return out;
}

std::string LexiconCompiler::image() const {
  StringPool pool;
  std::vector<image::Directory> directory;
  std::string tags;
  std::vector<image::Slot> slots;
  for (const auto& [name, read] : tables_) {
    Table table = read;
    add_prefixes(table);
    const Slots own = slots_of(table, pool);
    const auto values =
        std::count_if(table.entries.begin(), table.entries.end(), [](const auto& e) { return e.second.has_value; });
    directory.push_back({pool.add(name), static_cast<std::uint32_t>(name.size()),
                         static_cast<std::uint32_t>(tags.size()), static_cast<std::uint32_t>(slots.size()),
                         static_cast<std::uint32_t>(own.tags.size()), static_cast<std::uint32_t>(values),
                         table.folds ? 1U : 0U});
    append(tags, own.tags.data(), own.tags.size());
    slots.insert(slots.end(), own.slots.begin(), own.slots.end());
  }
  tags.resize((tags.size() + 3) / 4 * 4);
  const std::size_t tags_begin = sizeof(image::Header) + directory.size() * sizeof(image::Directory);
  const std::size_t slots_begin = tags_begin + tags.size();
  const std::size_t pool_begin = slots_begin + slots.size() * sizeof(image::Slot);
  for (image::Directory& lexicon : directory) {
    lexicon.tags_offset += static_cast<std::uint32_t>(tags_begin);
    lexicon.slots_offset = static_cast<std::uint32_t>(slots_begin + lexicon.slots_offset * sizeof(image::Slot));
  }
  const image::Header header{image::magic, pool_begin + pool.bytes().size(), static_cast<std::uint32_t>(tables_.size()),
                             static_cast<std::uint32_t>(pool_begin)};
  std::string out;
  append(out, &header, 1);
  append(out, directory.data(), directory.size());
  out += tags;
  append(out, slots.data(), slots.size());
  return out + pool.bytes();
}

}  // namespace tidings
