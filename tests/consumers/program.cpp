// What a user's program is like: text in, a graph out, a question to it.
#include <cstdio>

#include "tidings/tidings.hpp"

int main() {
  const tidings::Extractor extractor;
  const tidings::EventGraph graph = extractor.extract("Anna Weber met Marek Novak in Vienna on Monday.");
  for (const tidings::NodeRef person : tidings::people(graph)) std::puts(graph[person].name.str().c_str());
  return tidings::people(graph).size() == 2 ? 0 : 1;
}
