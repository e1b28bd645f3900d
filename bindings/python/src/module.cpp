// The extension `tidings._native`. What people call is in the package's Python files; this is what they are made of.
#include <nanobind/stl/string.h>

#include "bindings.hpp"
#include "tidings/error.hpp"
#include "tidings/graph/utf8.hpp"
#include "tidings/version.hpp"

namespace tidings::python {

namespace {

std::optional<Date> date_of(std::string_view text) {
  const auto number = [&](std::size_t begin, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(begin, length)) {
      if (c < '0' || c > '9') return -1;
      value = 10 * value + (c - '0');
    }
    return value;
  };
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const Date date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day)));
  return date.ok() ? std::optional(date) : std::nullopt;
}

// A day: a str that begins with YYYY-MM-DD, or a date or datetime.
std::optional<Date> day_of(nb::handle day) {
  if (day.is_none()) return std::nullopt;
  const std::string told = nb::isinstance<nb::str>(day)    ? bytes_of(day)
                           : nb::hasattr(day, "isoformat") ? bytes_of(day.attr("isoformat")())
                                                           : bytes_of(nb::str(day));
  if (told.empty()) return std::nullopt;
  if (const auto date = date_of(told)) return date;
  throw nb::value_error(("published is '" + told + "', expected a day as YYYY-MM-DD").c_str());
}

// Ids are often numbers.
std::string told(nb::handle value) {
  if (value.is_none()) return {};
  return nb::isinstance<nb::str>(value) || nb::isinstance<nb::bytes>(value) ? bytes_of(value)
                                                                            : bytes_of(nb::str(value));
}

nb::object item(nb::handle mapping, const char* key) { return nb::borrow(mapping).attr("get")(key); }

}  // namespace

nb::object text_of(std::string_view text) {
  PyObject* made = PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
  if (made == nullptr) {
    PyErr_Clear();
    std::string valid;
    utf8::for_each(text, [&](std::string_view c) { valid += c; });
    made = PyUnicode_DecodeUTF8(valid.data(), static_cast<Py_ssize_t>(valid.size()), nullptr);
  }
  if (made == nullptr) throw nb::python_error();
  return nb::steal(made);
}

nb::object text_or_none(std::string_view text) { return text.empty() ? nb::none() : text_of(text); }

nb::dict dict_of(const Attributes& attributes) {
  nb::dict all;
  for (const auto& [key, value] : attributes) all[text_of(key)] = text_of(value);
  return all;
}

std::string bytes_of(nb::handle text) {
  if (nb::isinstance<nb::bytes>(text)) {
    const auto bytes = nb::borrow<nb::bytes>(text);
    return {static_cast<const char*>(bytes.data()), bytes.size()};
  }
  if (!nb::isinstance<nb::str>(text)) {
    const std::string type = nb::cast<std::string>(nb::str(text.type().attr("__name__")));
    throw nb::type_error(("a text is str or bytes, not " + type).c_str());
  }
  const auto encoded = [](nb::handle str, const char* errors) {
    return nb::steal(PyUnicode_AsEncodedString(str.ptr(), "utf-8", errors));
  };
  nb::object bytes = encoded(text, "strict");
  if (!bytes.is_valid()) {
    PyErr_Clear();
    bytes = encoded(text, "surrogatepass");
    if (!bytes.is_valid()) throw nb::python_error();
    std::string out = bytes_of(bytes);
    // A surrogate is three bytes, ED A0..BF and one more; in what Python encodes nothing else begins so.
    for (std::size_t at = 0; at + 2 < out.size(); ++at) {
      const bool surrogate = out[at] == '\xED' && static_cast<unsigned char>(out[at + 1]) >= 0xA0;
      if (surrogate) out.replace(at, 3, utf8::replacement);
    }
    return out;
  }
  return bytes_of(bytes);
}

Metadata metadata_of(nb::handle id, nb::handle name, nb::handle title, nb::handle published, nb::handle source) {
  Metadata metadata;
  metadata.id = told(id);
  metadata.name = name.is_none() ? metadata.id : told(name);
  if (std::string text = told(title); !text.empty()) metadata.title = std::move(text);
  metadata.published = day_of(published);
  metadata.publisher = told(source);
  return metadata;
}

Source source_of(nb::handle document) {
  if (nb::isinstance<nb::str>(document) || nb::isinstance<nb::bytes>(document)) return Source(bytes_of(document));
  if (!nb::hasattr(document, "get")) {
    const std::string type = nb::cast<std::string>(nb::str(document.type().attr("__name__")));
    throw nb::type_error(("a document is str, bytes or a mapping with the key 'text', not " + type).c_str());
  }
  const nb::object text = item(document, "text");
  if (text.is_none()) throw nb::value_error("a document has no 'text'");
  return Source(bytes_of(text), metadata_of(item(document, "id"), item(document, "name"), item(document, "title"),
                                            item(document, "published"), item(document, "source")));
}

}  // namespace tidings::python

NB_MODULE(_native, module) {
  using namespace tidings::python;
  module.doc() = "The compiled part of Tidings.";
  module.def("_version", [] { return std::string(TIDINGS_VERSION); });
  nb::register_exception_translator([](const std::exception_ptr& thrown, void*) {
    try {
      std::rethrow_exception(thrown);
    } catch (const tidings::Error& error) {
      const nb::object type = nb::module_::import_("tidings._error").attr("Error");
      const nb::object made = type(text_of(error.message()), text_or_none(error.place().file), error.place().line,
                                   error.place().column, text_of(error.what()));
      PyErr_SetObject(type.ptr(), made.ptr());
    }
  });
  bind_tables(module);
  bind_graph(module);
  bind_analyzer(module);
  bind_resolution(module);
  bind_corpus(module);
}
