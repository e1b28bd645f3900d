// The image of the compiled lexicons: what the tool writes and the library maps. Little endian, offsets from its begin.
//
//   header | directory: one entry a lexicon, sorted by name | ranks | keys | values | tags of all slots | pool of strings
//
// A lexicon is an open-addressing hash table, two thirds full. Only its tags, a byte a slot, have room for free slots:
// they tell whether a key can be there (most words are in few lexicons, and all tags stay in the cache). The keys of the
// taken slots lie close together in their order; a key's place among them is the rank of its block of slots and the
// taken slots of the block before its own. Every proper prefix (by words) of a key of several words is a key too, with
// no value, so that the longest match over words is found without trying all lengths.
#pragma once

#include <cstdint>
#include <string_view>

namespace tidings::lexicon_image {

inline constexpr std::uint64_t magic = 0x333058454c444954;  // "TIDLEX03"
inline constexpr std::uint16_t no_value = 0xffff;
inline constexpr std::uint32_t block = 32;  // slots that share a rank

struct Header {
  std::uint64_t magic;
  std::uint64_t size;  // of the image in bytes
  std::uint32_t lexicons;
  std::uint32_t pool;  // offset of the pool
};

struct Directory {
  std::uint32_t name_offset;  // into the pool, as all offsets of strings
  std::uint32_t name_length;
  std::uint32_t ranks_offset;   // from the image's begin, as the next three
  std::uint32_t keys_offset;
  std::uint32_t values_offset;
  std::uint32_t tags_offset;
  std::uint32_t slots;    // more than there are keys
  std::uint32_t entries;  // keys with a value
  std::uint32_t folds;    // 1: keys are lower case, and lookups are folded
};

inline constexpr std::uint8_t free_tag = 0;

struct Key {
  std::uint32_t offset;
  std::uint16_t value;  // which of the lexicon's distinct values; no_value: only a prefix
  std::uint8_t length;
  std::uint8_t longer;  // 1: other keys begin with this one and a space
};
static_assert(sizeof(Key) == 8);

struct Value {
  std::uint32_t offset;  // lines of fields, tab separated
  std::uint32_t length;
};

// FNV-1a with a final mix; fixed for ever, since it is part of the format.
constexpr std::uint32_t hash_of(std::string_view key) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  hash ^= hash >> 32;
  return static_cast<std::uint32_t>(hash * 0x9e3779b1U);
}

// Where a key's hash is looked for first, of so many slots; then in the next ones, the first one after the last.
constexpr std::uint32_t first_slot(std::uint32_t hash, std::uint32_t slots) noexcept {
  return static_cast<std::uint32_t>(std::uint64_t{hash} * slots >> 32);
}
constexpr std::uint8_t tag_of(std::uint32_t hash) noexcept {
  const auto low = static_cast<std::uint8_t>(hash);
  return low == free_tag ? 1 : low;
}

}  // namespace tidings::lexicon_image
