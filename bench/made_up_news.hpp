// News that nobody wrote: a corpus as large as one likes, the same everywhere. People and agencies come back, some
// names are those of several people, four papers tell every story. A document depends on its number alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iomanip>
#include <sstream>
#include <string>
#include <string_view>

namespace tidings::bench {

struct Article {
  std::string id;         ///< "paper-2/000017"
  std::string publisher;  ///< one of four
  std::string published;  ///< "2031-05-04"
  std::string text;       ///< about seventy words
};

class MadeUpNews {
 public:
  /// People grow in number with the articles.
  static Article article(std::size_t number) {
    constexpr std::size_t papers = 4;
    const MadeUpNews story(number / papers, number % papers);
    std::ostringstream id;
    id << "paper-" << number % papers + 1 << '/' << std::setw(6) << std::setfill('0') << number;
    return {id.str(), "The " + story.town(number % papers) + " Courier", story.day(), story.text()};
  }

  /// A line of JSONL, as `tidings merge --input jsonl` takes it.
  static std::string json_line(std::size_t number) {
    const Article a = article(number);
    return R"({"id": ")" + a.id + R"(", "source": ")" + a.publisher + R"(", "published": ")" + a.published +
           R"(", "text": ")" + a.text + "\"}\n";
  }

 private:
  MadeUpNews(std::size_t story, std::size_t paper) : story_(story), paper_(paper) {}

  struct Person {
    std::string name;
    std::string last;
    std::string title;
  };

  // Bits that depend on the story and on what they are for (splitmix64).
  std::uint64_t bits(std::uint64_t what) const {
    std::uint64_t x = (story_ * 64 + what + 1) * 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
  }
  std::size_t pick(std::uint64_t what, std::size_t count) const { return static_cast<std::size_t>(bits(what) % count); }
  // The first ones far more often; of a thousand stories some hundred people.
  std::size_t pick_unequal(std::uint64_t what) const {
    const std::uint64_t count = 40 + story_ / 4;
    const std::uint64_t share = bits(what) & 0xFFFF;
    return static_cast<std::size_t>(count * share * share / (std::uint64_t{1} << 32));
  }

  static std::string town(std::size_t i) {
    static constexpr std::string_view begins[] = {"Ald", "Bren", "Carn",   "Dorn",  "Esk",
                                                  "Fal", "Gren", "Hollow", "Inver", "Karl"};
    static constexpr std::string_view ends[] = {"ford", "burg", "haven", "mouth", "stead", "wick", "field", "bridge"};
    return std::string(begins[i % 10]) + std::string(ends[i / 10 % 8]);
  }
  // Every seventh has the name of another one, and another position.
  static Person person(std::size_t i) {
    static constexpr std::string_view first[] = {"Anna",  "Boris", "Clara", "David", "Elena", "Frank",
                                                 "Greta", "Hugo",  "Irene", "Jonas", "Karen", "Louis",
                                                 "Maria", "Nils",  "Olga",  "Peter"};
    static constexpr std::string_view begins[] = {"Hal", "Ber", "Lind", "Mor",  "Nor", "Sand",
                                                  "Tor", "Wes", "Ash",  "Cald", "Dun", "Ever"};
    static constexpr std::string_view ends[] = {"gren", "ton", "man",  "vik",  "ley", "wood",
                                                "er",   "sen", "berg", "well", "more"};
    static constexpr std::string_view titles[] = {
        "Senator", "Foreign Minister", "Judge", "General", "Ambassador", "Mayor", "coach"};
    const std::size_t namesake = i % 7 == 6 ? i - 6 : i;
    const std::string last = std::string(begins[namesake % 12]) + std::string(ends[namesake / 12 % 11]) +
                             (namesake >= 132 ? std::string(ends[namesake / 132 % 11]) : std::string());
    return {std::string(first[namesake % 16]) + ' ' + last, last, std::string(titles[i % 7])};
  }
  static std::string agency(std::size_t i) {
    static constexpr std::string_view kinds[] = {"Ministry of Trade", "National Bank", "Border Police",
                                                 "Water Authority",   "Supreme Court", "Health Agency"};
    return std::string(kinds[i % 6]) + " of " + country(i / 6);
  }
  static std::string country(std::size_t i) {
    static constexpr std::string_view names[] = {"Norway", "Poland", "Kenya",  "Chile", "Vietnam",
                                                 "Canada", "Greece", "Jordan", "Ghana", "Peru"};
    return std::string(names[i % 10]);
  }
  std::string day() const {
    const std::size_t days = story_ / 10;  // ten stories a day
    std::ostringstream out;
    out << 2015 + days / 336 % 80 << '-' << std::setw(2) << std::setfill('0') << days / 28 % 12 + 1 << '-'
        << std::setw(2) << days % 28 + 1;
    return out.str();
  }

  // What all papers tell, each in its words, and what one of them alone knows.
  std::string text() const {
    const Person a = person(pick_unequal(1)), b = person(pick_unequal(2)), c = person(pick_unequal(3));
    const std::string place = town(pick(4, 80)), body = agency(pick(5, 60)), other = agency(pick(6, 60));
    const std::string land = country(pick(7, 10)), rival = country(pick(8, 10));
    const std::string number = std::to_string(2 + pick(9, 90));
    std::string out;
    switch (pick(10, 4)) {
      case 0:
        out = told({a.title + ' ' + a.name + " met " + b.title + ' ' + b.name + " in " + place + " on Monday. ",
                    a.title + ' ' + a.name + " and " + b.title + ' ' + b.name + " held talks in " + place +
                        " on Monday. "}) +
              "The two discussed trade between " + land + " and " + rival + ". " + b.last +
              " said the talks were useful. ";
        break;
      case 1:
        out = told({"The " + body + " accused the " + other + " of hiding " + number + " reports on Tuesday. ",
                    "The " + other + " hid " + number + " reports, the " + body + " said on Tuesday. "}) +
              "The " + other + " denied the accusation. " + a.title + ' ' + a.name + " called for an inquiry. ";
        break;
      case 2:
        out = told({"Police in " + place + " arrested " + number + " people on Wednesday after a protest against the " +
                        body + ". ",
                    "Police arrested " + number + " protesters in " + place + " on Wednesday. "}) +
              a.title + ' ' + a.name + " criticized the arrests. " + a.last + " will visit " + place + " next week. ";
        break;
      default:
        out = told({land + " and " + rival + " signed an agreement on fishing in " + place + " on Thursday. ",
                    "An agreement on fishing was signed by " + land + " and " + rival + " in " + place +
                        " on Thursday. "}) +
              "The " + body + " welcomed the agreement. " + a.title + ' ' + a.name +
              " may reject it, according to the " + other + ". ";
    }
    const Person extra = person(pick_unequal(20 + paper_));
    return out + c.title + ' ' + c.name + " urged " + rival + " to release " + extra.name + ". " + extra.name +
           " was detained in " + town(pick(30 + paper_, 80)) + " last month, and the " + agency(pick(40 + paper_, 60)) +
           " charged " + extra.last + " with fraud. " + c.last + " told reporters that " + land + " would send " +
           number + " observers to " + place + ".";
  }
  std::string told(const std::array<std::string, 2>& ways) const { return ways[paper_ % 2]; }

  std::size_t story_;
  std::size_t paper_;
};

}  // namespace tidings::bench
