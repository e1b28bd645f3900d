#include "tidings/events/events.hpp"

#include "support/catch.hpp"
#include "tidings/extractor.hpp"

using namespace tidings;

namespace {

const Extractor& extractor() {
  static const Extractor one;
  return one;
}

struct Told {
  Document document;
  explicit Told(const std::string& text) : document(extractor().analyze(text)) {}

  /// The first event of this type that one of these words tells.
  const Event* event(const std::string& type, const std::string& word = {}) const {
    for (const Event& e : document.events.items) {
      if (e.type != type) continue;
      for (const EventMentionId m : e.mentions) {
        if (word.empty() || document.tokens.form(document.source, document.events.mentions[m].head) == word) return &e;
      }
    }
    return nullptr;
  }

  std::vector<std::string> fillers(const Event& e, Role role) const {
    std::vector<std::string> names;
    for (const EventMentionId m : e.mentions) {
      for (const RoleFiller& f : document.events.mentions[m].roles) {
        if (f.role == role && f.mention)
          names.push_back(document.entities.items[document.entities.of_mention[f.mention]].name);
      }
    }
    return names;
  }
  bool has(const Event& e, Role role, const std::string& name) const {
    const auto names = fillers(e, role);
    return std::find(names.begin(), names.end(), name) != names.end();
  }
};

}  // namespace

TEST_CASE("what has yet to happen has not happened", "[events]") {
  const Told told("The government has yet to blame China for the intrusion.");
  const Event* blame = told.event("statement.accuse");
  REQUIRE(blame);
  CHECK(blame->polarity == Polarity::negative);
}

TEST_CASE("one who is accused of a deed is the one who is said to have done it", "[events]") {
  const Told told("The United States accused China of hacking the agency.");
  const Event* hacking = told.event("cyber.attack");
  REQUIRE(hacking);
  CHECK(told.has(*hacking, Role::agent, "China"));
  CHECK_FALSE(told.has(*hacking, Role::agent, "United States"));
  CHECK(hacking->modality == Modality::alleged);
}

TEST_CASE("sanctions that are considered are not imposed", "[events]") {
  const Told told("The administration is considering sanctions against Russia.");
  const Event* sanctions = told.event("diplomacy.sanction");
  REQUIRE(sanctions);
  CHECK(sanctions->modality == Modality::possible);
}

TEST_CASE("no evidence of a deed is no deed", "[events]") {
  const Told told("There is no evidence that hackers stole the data.");
  const Event* theft = told.event("cyber.expose");
  REQUIRE(theft);
  CHECK((theft->polarity == Polarity::negative || theft->modality != Modality::actual));
}

TEST_CASE("a visit that others prepare for is planned", "[events]") {
  const Told told("The ministers met in Paris ahead of the visit of President Smith to France.");
  const Event* visit = told.event("contact.visit");
  REQUIRE(visit);
  CHECK(visit->modality == Modality::planned);
}

TEST_CASE("a definite noun is the event that was told before", "[events]") {
  const Told told("President Smith met Chancellor Brown in Berlin on Monday. The meeting lasted two hours.");
  const Event* meeting = told.event("contact.meet", "met");
  REQUIRE(meeting);
  CHECK(meeting->mentions.size() == 2);
}

TEST_CASE("meetings of different people are different meetings", "[events]") {
  const Told told("President Smith met Chancellor Brown on Monday. President Smith met King Charles on Tuesday.");
  std::size_t meetings = 0;
  for (const Event& e : told.document.events.items) meetings += e.type == "contact.meet";
  CHECK(meetings == 2);
}

TEST_CASE("a verb and the object that its rule names are one event", "[events]") {
  const Told told("Iran and Iraq signed an agreement in Geneva.");
  const Event* agreement = told.event("diplomacy.agree");
  REQUIRE(agreement);
  CHECK(agreement->mentions.size() == 2);
  CHECK(told.has(*agreement, Role::participant, "Iran"));
  CHECK(told.has(*agreement, Role::participant, "Iraq"));
}

TEST_CASE("a noun that only stands before another tells no event", "[events]") {
  const Told told("The company hired an attack helicopter pilot.");
  CHECK_FALSE(told.event("conflict.attack"));
}

TEST_CASE("nouns of acts tell an event where they are said of somebody", "[events]") {
  CHECK_FALSE(Told("Analysts watch sales closely.").event("business.trade", "sales"));
  CHECK(Told("The sale of the bank to investors was announced.").event("business.trade", "sale"));
}

TEST_CASE("what stands in or at a thing that is no place is told no role", "[events]") {
  const Told told("The bomb exploded at the wrong time. The film was shown in a bad light.");
  for (const EventMention& m : told.document.events.mentions) {
    for (const RoleFiller& f : m.roles) CHECK(f.role != Role::topic);
  }
}

TEST_CASE("who leaves a city leaves from there, and who leaves a husband leaves him", "[events]") {
  const Told city("The envoy left Baghdad on Monday.");
  const Event* leaving = city.event("movement.travel");
  REQUIRE(leaving);
  CHECK(city.has(*leaving, Role::origin, "Baghdad"));
  const Told man("Anna Weber left Marek Novak in May.");
  const Event* parting = man.event("movement.travel");
  REQUIRE(parting);
  CHECK(man.has(*parting, Role::patient, "Marek Novak"));
}

TEST_CASE("a thing that is asked for is what is asked, and is asked nothing", "[events]") {
  const Told told("The minister proposed a bill.");
  const Event* proposal = told.event("statement.request");
  REQUIRE(proposal);
  CHECK(told.has(*proposal, Role::topic, "a bill"));
  CHECK(told.fillers(*proposal, Role::recipient).empty());
}

TEST_CASE("the place of a party that stands deeper is a place", "[events]") {
  const Told told("Gunmen killed the imam of a mosque in Baghdad.");
  const Event* killing = told.event("life.die");
  REQUIRE(killing);
  CHECK(told.has(*killing, Role::place, "Baghdad"));
}

TEST_CASE("what goes viral or is declined goes nowhere and does not fall", "[events]") {
  CHECK_FALSE(Told("The song went viral.").event("movement.travel"));
  CHECK_FALSE(Told("She declined to answer.").event("economy.fall"));
  CHECK(Told("Sales declined in May.").event("economy.fall"));
}

TEST_CASE("the parties of a political event may stand below its object", "[events]") {
  const Told told("France welcomed a resumption of diplomatic ties with Libya.");
  const Event* welcome = told.event("statement.praise");
  REQUIRE(welcome);
  CHECK(told.has(*welcome, Role::agent, "France"));
  CHECK(told.has(*welcome, Role::topic, "Libya"));
}

TEST_CASE("a killing is coded as an assault only where somebody does it", "[events]") {
  const Told attack("Soldiers killed three protesters in Cairo.");
  const Told crash("Three people were killed in a crash in Cairo.");
  REQUIRE(attack.event("life.die"));
  REQUIRE(crash.event("life.die"));
  CHECK(attack.document.events.mentions[attack.event("life.die")->representative].codes.contains("plover"));
  CHECK_FALSE(crash.document.events.mentions[crash.event("life.die")->representative].codes.contains("plover"));
}

TEST_CASE("what is meant to be done is coded as an intent", "[events]") {
  const Told told("Portugal will support Turkey.");
  const Event* support = told.event("statement.praise");
  REQUIRE(support);
  CHECK(told.document.events.mentions[support->representative].codes.at("plover") == "AGREE");
}

TEST_CASE("a verb that only tells how an event goes on is no event, and lends it its subject and its day", "[events]") {
  const Told told("Officials wrapped up four days of talks in Geneva on Saturday.");
  const Event* talks = told.event("contact.negotiate");
  REQUIRE(talks);
  CHECK(talks->modality == Modality::actual);
  CHECK(told.has(*talks, Role::participant, "Officials"));
  const EventMention& mention = told.document.events.mentions[talks->mentions.front()];
  CHECK(mention.phase == "end");
  CHECK(mention.times.size() == 2);
  CHECK_FALSE(told.event("other.event", "wrapped"));
}

TEST_CASE("a light verb behind its noun is no event of its own", "[events]") {
  const Told told("The minister rejected comments made by Susan Rice in Brazil.");
  const Event* comments = told.event("statement.say");
  REQUIRE(comments);
  CHECK(told.has(*comments, Role::agent, "Susan Rice"));
  CHECK_FALSE(told.event("other.event", "made"));
  const Told planned("Japan announced talks to be held in Tokyo.");
  const Event* talks = planned.event("contact.negotiate");
  REQUIRE(talks);
  CHECK(talks->modality == Modality::planned);
}

TEST_CASE("what somebody said he would do is planned", "[events]") {
  const Told told("Obama said last month that he would raise the issue when he meets with Xi Jinping.");
  const Event* meeting = told.event("contact.meet");
  REQUIRE(meeting);
  CHECK(meeting->modality == Modality::planned);
  const Told unreal("Obama said that he would have met Xi Jinping.");
  const Event* missed = unreal.event("contact.meet");
  REQUIRE(missed);
  CHECK(missed->modality == Modality::hypothetical);
}

TEST_CASE("the present beside the past is still to come", "[events]") {
  const Told told("The envoys met shortly before Xi Jinping visits Washington.");
  const Event* visit = told.event("contact.visit");
  REQUIRE(visit);
  CHECK(visit->modality == Modality::planned);
  const Told past("The envoys met shortly before Xi Jinping visited Washington.");
  REQUIRE(past.event("contact.visit"));
  CHECK(past.event("contact.visit")->modality == Modality::actual);
}

TEST_CASE("what nobody does is denied", "[events]") {
  const Told told("Neither government attacked the other.");
  const Event* attack = told.event("conflict.attack");
  REQUIRE(attack);
  CHECK(attack->polarity == Polarity::negative);
}

TEST_CASE("a part in a deed is as sure as the accusation", "[events]") {
  const Told told("The US accused China of being involved in hacking the agency.");
  const Event* hacking = told.event("cyber.attack");
  REQUIRE(hacking);
  CHECK(hacking->modality == Modality::alleged);
}

TEST_CASE("what one comes for, and what may follow, is as sure as the verb", "[events]") {
  const Told told("Xi Jinping is expected in Washington for a state visit.");
  REQUIRE(told.event("contact.visit"));
  CHECK(told.event("contact.visit")->modality == Modality::planned);
  const Told follow("Officials hinted that sanctions could follow.");
  REQUIRE(follow.event("diplomacy.sanction"));
  CHECK(follow.event("diplomacy.sanction")->modality == Modality::possible);
}

TEST_CASE("who comes on a visit visits", "[events]") {
  const Told told("Xi Jinping came to Paris on a state visit.");
  const Event* visit = told.event("contact.visit");
  REQUIRE(visit);
  CHECK(told.has(*visit, Role::agent, "Xi Jinping"));
  CHECK(told.has(*visit, Role::destination, "Paris"));
}

TEST_CASE("what is due, ordered or insisted on is not told as a fact", "[events]") {
  const Told due("Obama is due to meet with Xi Jinping in Washington.");
  REQUIRE(due.event("contact.meet"));
  CHECK(due.event("contact.meet")->modality == Modality::planned);
  const Told ordered("The jury ordered the execution of the gang member.");
  REQUIRE(ordered.event("justice.execute"));
  CHECK(ordered.event("justice.execute")->modality == Modality::planned);
  const Told insisted("Relatives insisted that he stole the car.");
  REQUIRE(insisted.event("crime.steal"));
  CHECK(insisted.event("crime.steal")->modality == Modality::alleged);
}

TEST_CASE("rare verbs are known by their forms", "[events]") {
  CHECK(Told("Rebels shelled the capital.").event("conflict.attack", "shelled"));
  CHECK(Told("Prisoners rioted at a jail in the capital.").event("conflict.protest", "rioted"));
  CHECK(Told("The regulator fined the bank.").event("justice.fine", "fined"));
}

TEST_CASE("who says it at the end of a sentence does none of what is told before", "[events]") {
  const Told told(
      "Sudanese rebels shelled the town of Juba on Sunday, killing twenty people, relief officials in Nairobi said.");
  const Event* killing = told.event("life.die", "killing");
  REQUIRE(killing);
  CHECK(told.has(*killing, Role::agent, "Sudanese rebels"));
  const Event* said = told.event("statement.say", "said");
  REQUIRE(said);
  CHECK(told.has(*said, Role::agent, "relief officials in Nairobi"));
}

TEST_CASE("what is asked for, and what something is done for, has no political code", "[events]") {
  const auto code = [](const Told& told, const char* type, const char* word) {
    const Event* e = told.event(type, word);
    REQUIRE(e);
    const auto& codes = told.document.events.mentions[e->representative].codes;
    const auto found = codes.find("cameo");
    return found == codes.end() ? std::string() : found->second;
  };
  CHECK(code(Told("Greece demanded that Italy cancel the deal."), "diplomacy.reject", "cancel").empty());
  CHECK(code(Told("Obama called Putin on Monday to discuss the crisis."), "contact.discuss", "discuss").empty());
  CHECK(code(Told("Iran vowed to attack Israel."), "statement.promise", "vowed") == "13");
  CHECK(code(Told("Greece failed to agree with Italy on the border."), "diplomacy.agree", "agree") == "12");
  CHECK(code(Told("Washington said on Tuesday that China must open its markets."), "statement.say", "said") == "10");
  CHECK(code(Told("The senator has declined to meet Putin."), "diplomacy.reject", "declined") == "12");
}

TEST_CASE("a political code tells who does what to whom", "[events]") {
  const auto code = [](const std::string& text, const char* type, const char* word) {
    const Told told(text);
    const Event* e = told.event(type, word);
    REQUIRE(e);
    const auto& codes = told.document.events.mentions[e->representative].codes;
    const auto found = codes.find("cameo");
    return found == codes.end() ? std::string() : found->second;
  };
  CHECK(code("The virus killed six men.", "life.die", "killed").empty());
  CHECK(code("The Cabinet met on Sunday.", "contact.meet", "met").empty());
  CHECK(code("Chad said that it was raining.", "statement.say", "said") == "01");
  CHECK(code("Workers in Paris protested on Monday.", "conflict.protest", "protested") == "14");
  CHECK(code("Sudan opened talks with Chad.", "contact.negotiate", "opened") == "04");
  CHECK(code("Sudan defended Chad.", "statement.praise", "defended") == "051");
  CHECK(code("Sudan said it will lift its sanctions against Chad.", "diplomacy.concede", "lift") == "03");
  CHECK(code("Chad will expel the ambassador unless Sudan apologizes.", "diplomacy.sanction", "expel") == "13");
}

TEST_CASE("a word with a capital before people who act for a state is whom they act for", "[events]") {
  const Told told("Freedonia rebels attacked a Ruritanian army base.");
  const Event* attack = told.event("conflict.attack");
  REQUIRE(attack);
  CHECK(told.has(*attack, Role::agent, "Freedonia"));
  const Told own("Ruritania recalled its ambassador after crowds burned down its embassy in Freedonia.");
  const Event* fire = own.event("conflict.attack");
  REQUIRE(fire);
  CHECK(own.has(*fire, Role::patient, "its embassy in Freedonia"));
}

TEST_CASE("who serves somebody acts for him, and a country before a request makes it", "[events]") {
  const Told army("Gaddafi's army attacked Tunisia.");
  const Event* attack = army.event("conflict.attack");
  REQUIRE(attack);
  CHECK(army.has(*attack, Role::agent, "Gaddafi"));
  const Told meeting("Israeli President Moshe Katsav rejected a U.S. request on Tuesday.");
  const Event* rejection = meeting.event("diplomacy.reject");
  REQUIRE(rejection);
  CHECK(meeting.has(*rejection, Role::agent, "Moshe Katsav"));
  const Event* request = meeting.event("statement.request");
  REQUIRE(request);
  CHECK(meeting.has(*request, Role::agent, "U.S."));
}

TEST_CASE("roles stand with other words of the sentence", "[events]") {
  const auto filled = [](const std::string& text, const char* type, const char* word, Role role, const char* filler) {
    const Told told(text);
    const Event* e = told.event(type, word);
    REQUIRE(e);
    return told.has(*e, role, filler);
  };
  CHECK(filled("Police charged two men with the murder of a nurse.", "crime.kill", "murder", Role::agent, "two men"));
  CHECK(filled("A small group claimed responsibility for the attack.", "conflict.attack", "attack", Role::agent,
               "A small group"));
  CHECK(filled("The museum was the victim of an attack.", "conflict.attack", "attack", Role::patient, "The museum"));
  CHECK(filled("The attacks were aimed at two hospitals.", "conflict.attack", "attacks", Role::patient,
               "two hospitals"));
  CHECK(filled("Rebels attacked a base in Helmand.", "conflict.attack", "attacked", Role::place, "Helmand"));
  CHECK(filled("Eight people suffered injuries.", "life.injure", "injuries", Role::patient, "Eight people"));
  CHECK(filled("The Sony hack was the work of students.", "cyber.attack", "hack", Role::patient, "Sony"));
  CHECK(filled("The Chinese hack was found on Monday.", "cyber.attack", "hack", Role::agent, "China"));
  CHECK(filled("Chad welcomed the mediation from the African Union.", "diplomacy.mediate", "mediation", Role::agent,
               "African Union"));
}

TEST_CASE("whose infinitive it is", "[events]") {
  const Told advised("Forecasters advised residents to monitor the river.");
  const Event* monitor = advised.event("other.event", "monitor");
  if (!monitor) monitor = advised.event("justice.investigate", "monitor");
  REQUIRE(monitor);
  CHECK(advised.has(*monitor, Role::agent, "residents"));
  CHECK_FALSE(advised.has(*monitor, Role::agent, "Forecasters"));
  const Told aim("The aim is to find a cure.");
  const Event* find = aim.event("science.discover", "find");
  if (!find) find = aim.event("other.event", "find");
  REQUIRE(find);
  CHECK_FALSE(aim.has(*find, Role::agent, "The aim"));
  const Told raise("The ministry will increase the number of visas.");
  const Event* increase = raise.event("economy.rise", "increase");
  REQUIRE(increase);
  CHECK(raise.has(*increase, Role::agent, "The ministry"));
  const Told rose("Shares rose five points.");
  const Event* rise = rose.event("economy.rise", "rose");
  REQUIRE(rise);
  CHECK(rose.has(*rise, Role::patient, "Shares"));
  const Told led("The murder led to calls for reform.");
  const Event* lead = led.event("other.event", "led");
  REQUIRE(lead);
  CHECK(led.fillers(*lead, Role::recipient).empty());
}

TEST_CASE("the place of a dateline does nothing", "[events]") {
  const Told told("NEW HAVEN, Conn. (AP) -- A mechanic attacked two guards on Monday.\n\nHe has been arrested.");
  const Event* attack = told.event("conflict.attack");
  REQUIRE(attack);
  CHECK(told.fillers(*attack, Role::agent) == std::vector<std::string>{"A mechanic"});
  const Told no_dateline("China -- a supplier of arms -- has attacked Japan.\n\nJapan has protested.");
  attack = no_dateline.event("conflict.attack");
  REQUIRE(attack);
  CHECK(no_dateline.has(*attack, Role::agent, "China"));
}

TEST_CASE("force has a political code where somebody is told to use it", "[events]") {
  const auto codes = [](const Told& told, const char* word) {
    const Event* e = told.event("conflict.attack", word);
    REQUIRE(e);
    return told.document.events.mentions[e->representative].codes;
  };
  CHECK(codes(Told("The bombing of a market was the third this week."), "bombing").count("cameo") == 0);
  CHECK(codes(Told("Rebels bombed a market."), "bombed").at("cameo") == "19");
}

TEST_CASE("an attack that is foiled is told as not done, and apart from who foils it", "[events]") {
  const Told told("Police foiled an attack on the embassy.");
  const Event* attack = told.event("conflict.attack", "attack");
  REQUIRE(attack);
  CHECK(attack->polarity == Polarity::negative);
  CHECK(told.event("other.event", "foiled"));
  CHECK(Told("The hackers were accused of hacking computers of the agency.").event("cyber.attack", "hacking"));
}

TEST_CASE("what somebody had to do, or was able to, is done; what he has to do is not", "[events]") {
  CHECK(Told("Volkar had to pay the bank in March.").event("business.pay")->modality == Modality::actual);
  CHECK(Told("The prisoners were able to escape on Monday.").event("movement.travel")->modality == Modality::actual);
  CHECK(Told("Volkar has to pay the bank.").event("business.pay")->modality == Modality::planned);
  CHECK(Told("The prisoners are able to escape.").event("movement.travel")->modality != Modality::actual);
}

TEST_CASE("to tell somebody that it happened is no order", "[events]") {
  const Told told("Witnesses told reporters that the army attacked the village.");
  CHECK(told.event("conflict.attack")->modality == Modality::actual);
  const Told ordered("The general told the soldiers to attack the village.");
  CHECK(ordered.event("conflict.attack")->modality == Modality::planned);
}

TEST_CASE("to ask where it happened takes it for a fact; to hope that it happens does not", "[events]") {
  CHECK(Told("Where did the rebels attack the village?").event("conflict.attack")->modality == Modality::actual);
  CHECK(Told("We hope the rebels attack the village.").event("conflict.attack")->modality == Modality::planned);
}
