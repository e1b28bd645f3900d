// What a store keeps of a document, with a right checksum behind any bytes: read or refused.
#include "corpus/codec.hpp"

#include "fuzz/fuzz.hpp"
#include "tidings/error.hpp"

using namespace tidings;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(fuzz::text_of(data, size));
  for (std::uint64_t sum = fingerprint_of(bytes), i = 0; i < 8; ++i) bytes += static_cast<char>(sum >> (8 * i));
  EventGraph graph;
  try {
    graph = decode_graph(bytes);
  } catch (const Error&) {
    return 0;
  }
  const std::string again = encode_graph(graph);
  fuzz::require(encode_graph(decode_graph(again)) == again, "what was read is stored the same");
  return 0;
}
