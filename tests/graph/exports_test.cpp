// Escaping, format by format. tests/exports reads whole files with foreign readers.
#include <sstream>

#include "graph/sample.hpp"
#include "support/catch.hpp"
#include "tidings/graph/formats.hpp"

using namespace tidings;

namespace {

template <class Append>
std::string escaped(Append append, std::string_view text) {
  std::string out;
  append(out, text);
  return out;
}

std::string written(std::string_view format, const EventGraph& g) {
  std::ostringstream out;
  (*graph_writer(format))(out, g);
  return out.str();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("no name is markup in XML", "[xml]") {
  CHECK(escaped(xml::append_escaped, "<a href=\"&\">'") == "&lt;a href=&quot;&amp;&quot;&gt;'");
  CHECK(escaped(xml::append_escaped, "a\nb\rc\td") == "a&#10;b&#13;c&#9;d");
  CHECK(escaped(xml::append_escaped, std::string_view("\0\x1b\xEF\xBF\xBE\xff", 6)) ==
        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("no cell of a spreadsheet is a formula", "[csv]") {
  const auto cell = [](std::string_view text) { return escaped(csv::append_safe_cell, text); };
  CHECK(cell("Ann \"Bo\" Lee") == "\"Ann \"\"Bo\"\" Lee\"");
  CHECK(cell("=1+1") == "\"'=1+1\"");
  CHECK(cell("-1") == "\"'-1\"");
  CHECK(cell(" @SUM(A1)") == "\"' @SUM(A1)\"");
  CHECK(cell("\xEF\xBC\x9D"
             "1") ==
        "\"'\xEF\xBC\x9D"
        "1\"");
  CHECK(cell("a=1") == "\"a=1\"");
  CHECK(cell("") == "\"\"");
}

TEST_CASE("no name ends a string of Cypher, not even by a Unicode escape", "[cypher]") {
  CHECK(escaped(cypher::append_string, "O'Neil\\") == R"('O\'Neil\\')");
  CHECK(escaped(cypher::append_string, "\\u0027 x") == R"('\\' + 'u0027 x')");
  CHECK(escaped(cypher::append_string, "a\nb") == R"('a\nb')");
  CHECK(fields::word("contact.meet", false) == "contact_meet");
  CHECK(fields::word("x`) DETACH", true) == "X___DETACH");
  CHECK(fields::word("", true) == "_");
}

TEST_CASE("any id is an IRI, any text a literal", "[rdf]") {
  CHECK(rdf::escaped_iri("e1> <evil>") == "e1%3E%20%3Cevil%3E");
  CHECK(escaped(rdf::append_literal, "a\"b\\c\n") == R"("a\"b\\c\n")");
  CHECK(escaped(rdf::append_literal, std::string_view("\0\x1b", 2)) == "\"\xEF\xBF\xBD\\u001B\"");
}

TEST_CASE("every format tells how sure an event is, and whether it was denied", "[formats]") {
  EventGraph g = sample::meeting();
  g[5].polarity = Polarity::negative;
  g[5].codes["plover"] = "ASSAULT";
  for (const std::string& format : graph_formats()) {
    if (format == "summary" || format == "dot" || format == "csv-edges" || format == "neo4j-edges") continue;
    INFO(format);
    CHECK(has(written(format, g), "alleged"));
    CHECK(has(written(format, g), "negative"));
  }
  for (const std::string format : {"csv-edges", "neo4j-edges"})
    CHECK(has(written(format, g), "\"alleged\",\"negative\""));
}

TEST_CASE("every format takes an empty graph", "[formats]") {
  for (const std::string& format : graph_formats()) CHECK_NOTHROW(written(format, EventGraph()));
}

TEST_CASE("an event in GEXF lasts from its first to its last day", "[xml]") {
  const std::string text = written("gexf", sample::meeting());
  CHECK(has(text, R"(<node id="v2" label="visit" start="2020-06-01" end="2020-06-30">)"));
  CHECK(has(text, R"(<node id="e1" label="Ann Lee">)"));
}

TEST_CASE("days are what they may be", "[days]") {
  const auto spelled = [](std::string_view date) {
    const auto range = days::range_of(date);
    return range ? days::text_of(range->first) + ' ' + days::text_of(range->last) : std::string();
  };
  CHECK(spelled("2016") == "2016-01-01 2016-12-31");
  CHECK(spelled("2016-02") == "2016-02-01 2016-02-29");
  CHECK(spelled("2016-02-29") == "2016-02-29 2016-02-29");
  CHECK(spelled("2015-02-29").empty());
  CHECK(spelled("2015-13").empty());
  CHECK(spelled("next week").empty());
  CHECK(spelled("").empty());
}
