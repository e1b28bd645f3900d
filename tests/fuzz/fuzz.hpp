// What the fuzz targets share. Each target is one file: bytes in, and `require` for what must hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/graph/event_graph.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tidings::fuzz {

/// Ends the program where something that must hold does not; the fuzzer keeps the bytes.
void require(bool holds, std::string_view what);

/// All of a graph: its JSON keeps the rules of the format, is read back to the same, and every writer writes it.
/// `texts`: the documents' bytes; where they are not at hand, what hangs on them is not looked at.
void check_graph(const EventGraph& graph, const std::vector<std::string>* texts);

std::string json_of(const EventGraph& graph);

/// A file in memory with a path of its own, for what is read by path. Gone with the object.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& path() const noexcept { return path_; }

 private:
  int descriptor_;
  std::string path_;
};

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace tidings::fuzz
