// What happened when: relative days are read against the day of publication.
#include <chrono>
#include <iostream>

#include "tidings/tidings.hpp"

int main() {
  tidings::Metadata metadata;
  metadata.published = std::chrono::year(2020) / 5 / 6;  // a Wednesday

  const tidings::Extractor extractor;
  const tidings::EventGraph graph = extractor.extract(
      "The minister resigned on Monday. Parliament will elect her successor on May 20. Police arrested two of her "
      "advisers last week.",
      metadata);

  for (const tidings::NodeRef event : tidings::timeline(graph)) {
    std::cout << graph[event].when->begin << "  " << graph[event].type << ": " << graph[event].name << '\n';
  }
}
