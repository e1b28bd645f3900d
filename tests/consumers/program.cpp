#include <iostream>
#include "tidings/tidings.hpp"
int main() {
  const auto graph = tidings::Extractor().extract("Anna Weber met Marek Novak in Vienna. Novak will visit Oslo.");
  for (const auto event : tidings::events(graph)) {
    std::cout << graph[event].type << ", " << to_string(graph[event].modality) << ':';
    for (const auto who : tidings::fillers(graph, event)) std::cout << ' ' << graph[who].name;
    std::cout << '\n';
  }
}
