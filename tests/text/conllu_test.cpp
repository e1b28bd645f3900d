#include "tidings/text/conllu.hpp"

#include "support/catch.hpp"

using namespace tidings;

TEST_CASE("the head of a root is 0, however that is written", "[conllu]") {
  const std::string words = "1\tStay\t_\tVERB\t_\t_\t0\troot\t_\t_\n\n";
  for (const char* zero : {"0", "00", "_"}) {
    const auto read = read_conllu(
        words + "1\tGo\t_\tVERB\t_\t_\t" + zero + "\troot\t_\t_\n" + "2\tout\t_\tADV\t_\t_\t1\tadvmod\t_\t_\n\n",
        "x.conllu");
    REQUIRE(read.size() == 1);
    const Syntax& syntax = read.front().document.syntax;
    CHECK(!syntax.head[TokenId(1)]);
    CHECK(syntax.head[TokenId(2)] == TokenId(1));
  }
}
