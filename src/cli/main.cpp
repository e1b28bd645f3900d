// The command `tidings`.
#include <iostream>

#include "tidings/version.hpp"

int main() { std::cout << "tidings " TIDINGS_VERSION "\n"; }
