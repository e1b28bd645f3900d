#include "tidings/text/page.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace tidings;

namespace {

std::string kind_name(BlockKind kind) {
  static const char* const names[] = {"title", "subtitle", "byline", "date",      "paragraph",
                                      "item",  "caption",  "credit", "biography", "chrome"};
  return names[static_cast<std::size_t>(kind)];
}

const std::string body =
    "The foreign ministers of Norway and Chile met in Oslo on Monday to talk about fishing rights, officials of both "
    "countries said. They had last seen each other two years ago.";

struct Read {
  Source source;
  Page page;
  explicit Read(std::string text, Metadata metadata = {})
      : source(std::move(text), std::move(metadata)), page(read_page(source)) {}

  std::string title() const { return std::string(source.slice(page.title)); }
  std::string published() const {
    if (!page.published) return {};
    const auto two = [](unsigned n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
    const Date d = *page.published;
    return std::to_string(static_cast<int>(d.year())) + two(static_cast<unsigned>(d.month())) +
           two(static_cast<unsigned>(d.day()));
  }
  std::vector<std::string> kinds() const {
    std::vector<std::string> found;
    for (const Block& block : page.blocks) found.push_back(kind_name(block.kind));
    return found;
  }
  /// Kind of the block that begins with `words`.
  std::string kind_of(std::string_view words) const {
    for (const Block& block : page.blocks) {
      if (source.slice(block.span).substr(0, words.size()) == words) return kind_name(block.kind);
    }
    return "none";
  }
  std::string dateline() const {
    for (const Block& block : page.blocks) {
      if (!block.dateline.empty()) return std::string(source.slice(block.dateline));
    }
    return {};
  }
};

using Kinds = std::vector<std::string>;

}  // namespace

TEST_CASE("a page is a title, a date, a story and what is around it", "[page]") {
  const Read page("Menu\n\nMinisters meet in Oslo\n\nBy Kari Nordmann\n\nMay 4, 2020\n\n" + body +
                  "\n\nShare on Facebook\nMost popular\n");
  CHECK(page.kinds() == Kinds{"chrome", "title", "byline", "date", "paragraph", "chrome", "chrome"});
  CHECK(page.title() == "Ministers meet in Oslo");
  CHECK(page.published() == "2020-05-04");
}

TEST_CASE("a headline that is told twice is a title twice", "[page]") {
  const Read page("World\n\nMinisters meet in Oslo\n\nMinisters meet in Oslo\n\n" + body);
  CHECK(page.kinds() == Kinds{"chrome", "title", "title", "paragraph"});
}

TEST_CASE("a sentence is no headline", "[page]") {
  CHECK(Read("The talks went well.\n\n" + body).title().empty());
  CHECK(Read("Did the talks go well?\n\n" + body).title() == "Did the talks go well?");
}

TEST_CASE("dates of pages, as they are written", "[page]") {
  const auto published = [](const std::string& line) {
    return Read("Ministers meet in Oslo\n\n" + line + "\n\n" + body).published();
  };
  CHECK(published("May 4, 2020") == "2020-05-04");
  CHECK(published("Monday, 4 May 2020, 10:39 GMT") == "2020-05-04");
  CHECK(published("Last updated: 4th May 2020") == "2020-05-04");
  CHECK(published("2020-05-04") == "2020-05-04");
  CHECK(published("05/28/2020") == "2020-05-28");
  CHECK(published("28/05/2020") == "2020-05-28");
  CHECK(published("05.28.20") == "2020-05-28");
  CHECK(published("Posted 4/11/2007 1:26 PM") == "2007-04-11");
  CHECK(published("04/05/2020").empty());  // April or May? No guess.
  CHECK(published("February 30, 2020").empty());
  CHECK(published("May 4, 99999").empty());
}

TEST_CASE("a date stamp before the first sentence is no part of it", "[page]") {
  for (const std::string stamp :
       {"Updated 4/11/2007 1:26 PM", "Published April 11, 2007", "Wed Apr 11, 2007 7:12pm BST",
        "11 April 2007, 10:00 (GMT+05: 00)", "Apr 11, 2007 11:23am"}) {
    const Read page("Ministers meet in Oslo\n\n" + stamp + " " + body);
    INFO(stamp);
    CHECK(page.kinds() == Kinds{"title", "date", "paragraph"});
    CHECK(page.published() == "2007-04-11");
    CHECK(page.kind_of("The foreign ministers") == "paragraph");
  }
  CHECK(Read("Ministers meet in Oslo\n\nMay 5, 2010 was the day on which " + body).kinds() ==
        Kinds{"title", "paragraph"});
}

TEST_CASE("what the caller knows of the day goes before what the page tells", "[page]") {
  Metadata metadata;
  metadata.published = Date(std::chrono::year(2019), std::chrono::month(1), std::chrono::day(2));
  CHECK(Read("Ministers meet in Oslo\n\nMay 4, 2020\n\n" + body, metadata).published() == "2019-01-02");
}

TEST_CASE("a dateline is told apart from its paragraph", "[page]") {
  CHECK(Read("WASHINGTON: " + body).dateline() == "WASHINGTON:");
  CHECK(Read("KYIV, Ukraine (AP) — " + body).dateline() == "KYIV, Ukraine (AP) —");
  CHECK(Read("BEIJING, Sept 13 (Reuters) - " + body).dateline() == "BEIJING, Sept 13 (Reuters) -");
  CHECK(Read("Washington: " + body).dateline() == "Washington:");
  CHECK(Read(body + "\n\nJK: " + body).dateline().empty());  // who speaks in an interview
  CHECK(Read(body).dateline().empty());
}

TEST_CASE("a caption ends where its photographer's credit begins", "[page]") {
  const auto kinds = [](const std::string& line) {
    return Read("Ministers meet in Oslo\n\n" + line + "\n\n" + body).kinds();
  };
  const Kinds both{"title", "caption", "credit", "paragraph"};
  CHECK(kinds("The two ministers shake hands in Oslo, May 4, 2020. REUTERS/Ola Hansen/Pool/files") == both);
  CHECK(kinds("The two ministers in Oslo (photo: REUTERS/Ola Hansen)") == both);
  CHECK(kinds("The ministers will meet again on May 24-25Image: picture-alliance/AP Photo/O. Hansen") == both);
  const auto caption = [](const std::string& line) {
    const Read page("Ministers meet in Oslo\n\n" + line + "\n\n" + body);
    return std::string(page.source.slice(page.page.blocks[BlockId(std::size_t{1})].span));
  };
  CHECK(caption("The two ministers in Oslo (photo: REUTERS/Ola Hansen)") == "The two ministers in Oslo");
  CHECK(caption("The ministers will meet again on May 24-25Image: picture-alliance/AP Photo/O. Hansen") ==
        "The ministers will meet again on May 24-25");
  CHECK(caption("The two ministers in Oslo, May 4, 2020. REUTERS/Ola Hansen") ==
        "The two ministers in Oslo, May 4, 2020.");
  CHECK(Read("Ministers meet in Oslo\n\nThe two in Oslo, May 4, 2020. REUTERS/Ola Hansen\n\n" + body)
            .published()
            .empty());  // the picture's day
  CHECK(kinds("Getty Images") == Kinds{"title", "credit", "paragraph"});
  CHECK(kinds("Image: Reuters/O. Hansen") == Kinds{"title", "credit", "paragraph"});
}

TEST_CASE("the heading right above a picture is the picture's text", "[page]") {
  const std::string text =
      "Ministers meet in Oslo\n\n" + body +
      "\n\nZwei Minister in Oslo am Montag\nThe ministers shake hands. Image: AP Photo/O. Hansen\n\n" + body;
  CHECK(Read(text).kind_of("Zwei Minister") == "caption");
}

TEST_CASE("a paragraph that the page broke is one", "[page]") {
  const std::string half = "The ministers of Norway and Chile have talked about their fishing rights, while";
  const Read page("Ministers meet in Oslo\n\nOslo: " + half +
                  "\n\nofficials of both countries waited outside for the whole of the afternoon, they said.");
  CHECK(page.kinds() == Kinds{"title", "paragraph"});
  CHECK(page.dateline() == "Oslo:");
  CHECK(Read(body + "\n\n" + body).kinds() == Kinds{"paragraph", "paragraph"});
}

TEST_CASE("text wrapped at a fixed width is one paragraph", "[page]") {
  const std::string wrapped =
      "The foreign ministers of Norway and Chile met in Oslo on\nMonday to talk about fishing rights, officials of "
      "both\n"
      "countries said. They had last seen each other two years\nago in Santiago, when Chile was the host.\n";
  CHECK(Read(wrapped).kinds() == Kinds{"paragraph"});
}

TEST_CASE("a place for an advertisement is no word of the story", "[page]") {
  const Read page("{adslot}" + body);
  CHECK(page.kinds() == Kinds{"chrome", "paragraph"});
  CHECK(page.kind_of("The foreign") == "paragraph");
}

TEST_CASE("the author's own words behind the story are a biography", "[page]") {
  const Read page(body +
                  "\n\nI am a keen reader of everything about the sea, and I have written about fish for twenty years. "
                  "Follow me on Twitter.\n\nNo comments yet.\n");
  CHECK(page.kinds() == Kinds{"paragraph", "biography", "chrome"});
  // What somebody says in the first person is no biography.
  CHECK(Read(body + "\n\nI look forward to working with my colleagues from Chile on a treaty that helps both of our "
                    "countries, he said.\n\n# # #")
            .kind_of("I look") == "paragraph");
}

TEST_CASE("buttons and menus are chrome, whatever they hold", "[page]") {
  for (const std::string line :
       {"Share On Pinterest", "1. Skip to content", "Back to Home", "Leave a Comment", "See all Video",
        "Tags China Cybercrime Xi Jinping", "Your email address will not be published.", "Most Popular", "Hide Buttons",
        "# # #"}) {
    INFO(line);
    CHECK(Read("Ministers meet in Oslo\n\n" + body + "\n\n" + line + "\n").kind_of(line) == "chrome");
  }
}

TEST_CASE("blocks cover all but white space, in order, whatever the bytes", "[page]") {
  for (const std::string& text :
       {std::string(), std::string(" \n\t\r\n "), std::string("\0\0", 2), std::string("\xFF\xFE\n\xC3"),
        "a\r" + body + "\r\n\r\n{x}" + body, std::string(100000, 'x'), "Updated 1/1/2001 1:01 PM " + body,
        std::string("{a}{b} {c}\n{adslot}")}) {
    const Read page(text);
    std::uint32_t at = 0;
    for (const Block& block : page.page.blocks) {
      REQUIRE(block.span.begin >= at);
      REQUIRE(block.span.end <= text.size());
      CHECK_FALSE(block.span.empty());
      for (; at < block.span.begin; ++at) CHECK(static_cast<unsigned char>(text[at]) <= 0x20);
      at = block.span.end;
    }
    for (; at < text.size(); ++at) CHECK(static_cast<unsigned char>(text[at]) <= 0x20);
  }
}
