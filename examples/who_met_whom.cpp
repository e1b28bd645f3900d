// Who met whom, with the words that say so. Only what happened: plans and denials are left out.
#include <iostream>

#include "tidings/tidings.hpp"

int main() {
  const tidings::Extractor extractor;
  const tidings::EventGraph graph = extractor.extract(
      "Foreign minister Anna Weber met with Marek Novak in Vienna on Tuesday. "
      "Weber will visit Oslo next week. "
      "Otto Brandt did not meet Novak.");

  for (const tidings::NodeRef event : tidings::events(graph, "contact.meet")) {
    const tidings::Node& meeting = graph[event];
    if (meeting.modality != tidings::Modality::actual || meeting.polarity != tidings::Polarity::positive) continue;
    for (const tidings::NodeRef who : tidings::fillers(graph, event, "participant"))
      std::cout << graph[who].name << " (" << graph[who].type << ")\n";
    for (const tidings::Evidence& mention : meeting.mentions) {
      std::cout << "  bytes " << mention.span.begin << " to " << mention.span.end << ": " << mention.text << '\n';
    }
  }
}
