// The image of the compiled lexicons: what the tool writes and the library maps. Little endian, offsets from its begin.
//
//   header | directory: one entry a lexicon, sorted by name | slots of each lexicon | pool of strings
//
// A lexicon is an open-addressing hash table of a power of two slots, at most half full. A slot is free where its
// key's length is 0. Every proper prefix (by words) of a key of several words is a key too, with `value_offset` none,
// so that the longest match over words is found without trying all lengths.
#pragma once

#include <cstdint>
#include <string_view>

namespace tidings::lexicon_image {

inline constexpr std::uint64_t magic = 0x313058454c444954;  // "TIDLEX01"
inline constexpr std::uint32_t no_value = 0xffffffff;

struct Header {
  std::uint64_t magic;
  std::uint64_t size;  // of the image in bytes
  std::uint32_t lexicons;
  std::uint32_t pool;  // offset of the pool
};

struct Directory {
  std::uint32_t name_offset;  // into the pool, as all offsets of strings
  std::uint32_t name_length;
  std::uint32_t slots_offset;  // from the image's begin
  std::uint32_t slot_mask;     // slots - 1
  std::uint32_t entries;       // keys with a value
  std::uint32_t folds;         // 1: keys are lower case, and lookups are folded
};

struct Slot {
  std::uint32_t hash;
  std::uint32_t key_offset;
  std::uint16_t key_length;    // 0: free
  std::uint16_t longer;        // 1: other keys begin with this one and a space
  std::uint32_t value_offset;  // fields, tab separated; no_value: only a prefix
  std::uint32_t value_length;
};

// FNV-1a with a final mix; fixed for ever, since it is part of the format.
constexpr std::uint32_t hash_of(std::string_view key) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  hash ^= hash >> 32;
  return static_cast<std::uint32_t>(hash * 0x9e3779b1U);
}

}  // namespace tidings::lexicon_image
