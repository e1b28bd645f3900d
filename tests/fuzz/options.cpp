// Days and the options of a command, one a line: taken or refused, and nothing else.
#include <algorithm>
#include <sstream>

#include "cli/documents.hpp"
#include "cli/graphs.hpp"
#include "fuzz/fuzz.hpp"
#include "tidings/graph/days.hpp"

using namespace tidings;

namespace {

void check_day(const std::string& text) {
  const auto date = cli::date_from(text);
  fuzz::require(!date || date->ok(), "a day of the calendar");
  fuzz::require(cli::check_date(text).empty() == date.has_value(), "a day is one for the option too");
  const auto range = days::range_of(std::string_view(text));
  fuzz::require(!range || range->first <= range->last, "a range has a begin and an end");
  if (date) fuzz::require(range && days::text_of(range->first) == text, "a day is written as it was read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in{std::string(fuzz::text_of(data, size))};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  for (const std::string& line : lines) check_day(line);
  CLI::App app;
  cli::GraphInput input;
  cli::add_graph_input(app, input);
  std::reverse(lines.begin(), lines.end());  // as CLI11 takes them
  try {
    app.parse(lines);
    fuzz::require(input.threads >= 1 && input.threads <= 1024, "threads");
  } catch (const CLI::ParseError&) {
  }
  return 0;
}
