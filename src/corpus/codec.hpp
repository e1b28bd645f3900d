// A graph as bytes, small and quick to read: what the store keeps of each document. Internal: the layout belongs to the
// version of the store.
//
// All numbers are unsigned, seven bits a byte, the lowest first. Strings stand once, in a table; words that a document
// has at their place are not kept a second time. The last eight bytes are a checksum of all before.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tidings/graph/event_graph.hpp"

namespace tidings {

std::string encode_graph(const EventGraph& graph);

/// Throws Error where the bytes are not whole: every bit is covered by the checksum, every number is checked.
EventGraph decode_graph(std::string_view bytes);

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
std::uint64_t fingerprint_of(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325u) noexcept;

}  // namespace tidings
