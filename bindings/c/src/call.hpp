// What every function of the C interface does around its work: arguments are checked, failures become a status and a
// message of the calling thread, and no exception leaves.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "tidings.h"
#include "tidings/error.hpp"

struct tidings_list {
  std::vector<std::string> items;
};

namespace tidings::c {

/// Thrown inside a call: its status is TIDINGS_BAD_ARGUMENT.
struct BadArgument {
  std::string message;
};
/// Thrown inside a call: its status is TIDINGS_NOT_FOUND.
struct NotFound {
  std::string message;
};

/// Keeps the exception that is being handled for `tidings_error`, and gives its status.
tidings_status keep_failure() noexcept;

template <class Work>
tidings_status call(Work work) noexcept {
  try {
    work();
    return TIDINGS_OK;
  } catch (...) {
    return keep_failure();
  }
}

template <class Argument>
Argument& given(Argument* argument, const char* name) {
  if (argument == nullptr) throw BadArgument{std::string(name) + " is NULL"};
  return *argument;
}

template <class Items>
auto& item_at(Items& items, std::size_t index, const char* what) {
  if (index >= items.size()) {
    throw BadArgument{std::string(what) + ' ' + std::to_string(index) + " of " + std::to_string(items.size())};
  }
  return *std::next(items.begin(), static_cast<std::ptrdiff_t>(index));
}

inline std::string_view view_of(const char* data, std::size_t size, const char* name) {
  if (data == nullptr && size != 0) throw BadArgument{std::string(name) + " is NULL and has a length"};
  return {data == nullptr ? "" : data, size};
}
inline std::string_view view_of(tidings_string string, const char* name) {
  return view_of(string.data, string.size, name);
}

inline tidings_string string_of(const std::string& text) { return {text.c_str(), text.size()}; }
tidings_string string_of(std::string&& text) = delete;
inline tidings_string string_or_none(const std::string& text) {
  return text.empty() ? tidings_string{nullptr, 0} : string_of(text);
}
/// For constants, which a NUL follows.
inline tidings_string string_of_word(std::string_view word) { return {word.data(), word.size()}; }

/// The size that a struct has had since the first version of the interface: callers have at least this. A member that
/// is added later needs a specialisation.
template <class Struct>
inline constexpr std::size_t first_size = sizeof(Struct);
template <>
inline constexpr std::size_t first_size<tidings_mention> = offsetof(tidings_mention, lemma);

template <class Struct>
void check_size(const Struct& argument, const char* name) {
  if (argument.struct_size < first_size<Struct>) {
    throw BadArgument{std::string(name) + ": struct_size is " + std::to_string(argument.struct_size) +
                      ", expected sizeof the struct, " + std::to_string(sizeof(Struct))};
  }
}

/// What a caller told, who may have been compiled with an older or a newer header.
template <class Struct>
Struct taken(const Struct& argument, const char* name) {
  check_size(argument, name);
  Struct mine{};
  std::memcpy(&mine, &argument, std::min(argument.struct_size, sizeof(Struct)));
  return mine;
}

template <class Struct>
void give(Struct value, Struct* out, const char* name) {
  check_size(given(out, name), name);
  value.struct_size = out->struct_size;
  std::memcpy(out, &value, std::min(out->struct_size, sizeof(Struct)));
}

/// Memory for `tidings_free`, with a NUL behind it.
void give_text(std::string_view text, char** data, std::size_t* size);

}  // namespace tidings::c
