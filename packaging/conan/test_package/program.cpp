#include "tidings/tidings.hpp"

int main() {
  const tidings::Extractor extractor;
  return tidings::people(extractor.extract("Anna Weber met Marek Novak in Vienna.")).size() == 2 ? 0 : 1;
}
