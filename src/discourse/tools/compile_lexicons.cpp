// compile_lexicons OUT FILE.tsv …: the lexicons of seeds/lexicons as one image (see lexicon_image.hpp).
#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "discourse/lexicon.hpp"
#include "discourse/lexicon_image.hpp"

namespace {

namespace image = tidings::lexicon_image;
static_assert(std::endian::native == std::endian::little, "the image is little endian");

class Pool {
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

struct Entry {
  std::string value;
  bool has_value = false;
  bool longer = false;
};

struct Table {
  std::string name;
  bool folds = false;
  std::map<std::string, Entry> entries;
};

[[noreturn]] void fail(const std::string& file, std::size_t line, const std::string& message) {
  std::cerr << file << ':' << line << ": " << message << '\n';
  std::exit(1);
}

void add_prefixes(Table& table) {
  std::vector<std::string> keys;
  for (const auto& [key, entry] : table.entries) keys.push_back(key);
  for (const std::string& key : keys) {
    for (std::size_t at = key.find(' '); at != std::string::npos; at = key.find(' ', at + 1)) {
      table.entries[key.substr(0, at)].longer = true;
    }
  }
}

// "organizations.tsv", "organizations+international.tsv": files of one lexicon, whose parts have different licences.
std::string name_of(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  return stem.substr(0, stem.find('+'));
}

void read(const std::filesystem::path& path, Table& table) {
  table.name = name_of(path);
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path.string(), 0, "can't be read");
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line == "#! fold") table.folds = true;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t');
    std::string key = line.substr(0, tab);
    if (key.empty() || key.size() > 250)
      fail(path.string(), number, "found a key of " + std::to_string(key.size()) + " bytes, expected 1 to 250");
    if (key.front() == ' ' || key.back() == ' ' || key.find("  ") != std::string::npos) {
      fail(path.string(), number, "found stray spaces in the key, expected words joined by single spaces");
    }
    if (table.folds) {
      std::string folded(key.size(), '\0');
      folded.resize(tidings::fold_key(key, folded.data(), folded.size()));
      if (folded != key) fail(path.string(), number, "found '" + key + "', expected lower case: the file folds");
    }
    Entry& entry = table.entries[key];
    if (entry.has_value) entry.value += '\n';
    entry.has_value = true;
    if (tab != std::string::npos) entry.value += line.substr(tab + 1);
    if (entry.value.size() > 65535) fail(path.string(), number, "found more than 65535 bytes about '" + key + "'");
  }
}

std::vector<Table> read_all(std::vector<std::filesystem::path> paths) {
  std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) { return a.stem() < b.stem(); });
  std::vector<Table> tables;
  for (const std::filesystem::path& path : paths) {
    if (tables.empty() || tables.back().name != name_of(path)) tables.emplace_back();
    read(path, tables.back());
  }
  for (Table& table : tables) add_prefixes(table);
  std::sort(tables.begin(), tables.end(), [](const Table& a, const Table& b) { return a.name < b.name; });
  return tables;
}

struct Slots {
  std::vector<std::uint8_t> tags;
  std::vector<image::Slot> slots;
};

Slots slots_of(const Table& table, Pool& pool) {
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

template <class T>
void append(std::string& out, const T* items, std::size_t count) {
  out.append(reinterpret_cast<const char*>(items), count * sizeof(T));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: compile_lexicons OUT FILE.tsv ...\n";
    return 2;
  }
  const std::vector<Table> tables = read_all({argv + 2, argv + argc});

  Pool pool;
  std::vector<image::Directory> directory;
  std::string tags;
  std::vector<image::Slot> slots;
  for (const Table& table : tables) {
    const Slots own = slots_of(table, pool);
    const auto values =
        std::count_if(table.entries.begin(), table.entries.end(), [](const auto& e) { return e.second.has_value; });
    directory.push_back({pool.add(table.name), static_cast<std::uint32_t>(table.name.size()),
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
  const image::Header header{image::magic, pool_begin + pool.bytes().size(), static_cast<std::uint32_t>(tables.size()),
                             static_cast<std::uint32_t>(pool_begin)};
  std::string out;
  append(out, &header, 1);
  append(out, directory.data(), directory.size());
  out += tags;
  append(out, slots.data(), slots.size());
  out += pool.bytes();
  std::ofstream(argv[1], std::ios::binary) << out;
}
