#include "call.hpp"

#include <cstdlib>
#include <new>
#include <stdexcept>

#include "tidings/version.hpp"

namespace tidings::c {

namespace {

struct Failure {
  tidings_status status = TIDINGS_OK;
  Place place;
  std::string text;
  const char* constant = "";  // where there is no memory for a text
};

Failure& last_failure() noexcept {
  thread_local Failure failure;
  return failure;
}

const char* message_of(const Failure& failure) noexcept {
  return failure.text.empty() ? failure.constant : failure.text.c_str();
}

Failure described() {
  try {
    throw;
  } catch (const BadArgument& error) {
    return {TIDINGS_BAD_ARGUMENT, {}, error.message};
  } catch (const NotFound& error) {
    return {TIDINGS_NOT_FOUND, {}, error.message};
  } catch (const Error& error) {
    return {TIDINGS_BAD_FILE, error.place(), error.what()};
  } catch (const std::bad_alloc&) {
    return {TIDINGS_NO_MEMORY, {}, {}, "no memory"};
  } catch (const std::length_error&) {
    return {TIDINGS_NO_MEMORY, {}, {}, "no memory"};
  } catch (const std::exception& error) {
    return {TIDINGS_FAILED, {}, error.what()};
  } catch (...) {
    return {TIDINGS_FAILED, {}, {}, "an unknown failure"};
  }
}

}  // namespace

tidings_status keep_failure() noexcept {
  Failure& last = last_failure();
  try {
    last = described();
  } catch (...) {  // no memory for the message
    last.status = TIDINGS_NO_MEMORY;
    last.place = {};
    last.text.clear();
    last.constant = "no memory";
  }
  return last.status;
}

void give_text(std::string_view text, char** data, std::size_t* size) {
  given(data, "data");
  given(size, "size");
  char* const copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  *data = copy;
  *size = text.size();
}

}  // namespace tidings::c

using namespace tidings::c;

uint32_t tidings_abi_version() { return TIDINGS_ABI_VERSION; }
const char* tidings_version() { return TIDINGS_VERSION; }

void tidings_free(void* memory) { std::free(memory); }

size_t tidings_list_size(const tidings_list* list) { return list == nullptr ? 0 : list->items.size(); }
tidings_string tidings_list_at(const tidings_list* list, size_t index) {
  if (index >= tidings_list_size(list)) return {nullptr, 0};
  return string_of(list->items[index]);
}
void tidings_list_free(tidings_list* list) { delete list; }

tidings_status tidings_error(tidings_error_info* error) {
  return call([&] {
    const Failure& last = last_failure();
    tidings_error_info told{};
    told.status = last.status;
    told.message = {message_of(last), std::strlen(message_of(last))};
    told.file = string_or_none(last.place.file);
    told.line = last.place.line;
    told.column = last.place.column;
    give(told, error, "error");
  });
}
const char* tidings_error_message() { return message_of(last_failure()); }
