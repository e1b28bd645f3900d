// The words of the graph's contract: modality, polarity, tense, roles and kinds. Header-only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tidings {

enum class Modality : std::uint8_t { actual, planned, possible, alleged, hypothetical };
enum class Polarity : std::uint8_t { positive, negative };
enum class EventTense : std::uint8_t { unknown, past, present, future };
enum class EventForm : std::uint8_t { verb, noun, adjective, name, pronoun };
enum class MentionForm : std::uint8_t { name, nominal, pronoun };
enum class ClaimForm : std::uint8_t { direct, indirect, mixed };
enum class TimeType : std::uint8_t { date, time, duration, set };
/// How an expression of time lies to what it tells the time of: "on Friday"; "since 1994", "after May 3"; "until
/// Monday", "by noon".
enum class TimeBound : std::uint8_t { at, begin, end };
enum class LinkType : std::uint8_t { before, during, part_of, causes, purpose, condition, contradicts, same_kind };
enum class OffsetUnit : std::uint8_t { byte, codepoint, utf16 };

/// What a filler does in its event. `participant`: equals, who meet, talk, agree, fight.
enum class Role : std::uint8_t {
  agent,
  patient,
  participant,
  recipient,
  topic,
  instrument,
  place,
  origin,
  destination,
  beneficiary,
  amount,
};

namespace terms {

template <class Term>
inline constexpr std::array<std::string_view, 0> names{};

template <>
inline constexpr std::array names<Modality> = std::to_array<std::string_view>({"actual", "planned", "possible",
                                                                               "alleged", "hypothetical"});
template <>
inline constexpr std::array names<Polarity> = std::to_array<std::string_view>({"positive", "negative"});
template <>
inline constexpr std::array names<EventTense> = std::to_array<std::string_view>({"", "past", "present", "future"});
template <>
inline constexpr std::array names<EventForm> = std::to_array<std::string_view>({"verb", "noun", "adjective", "name",
                                                                                "pronoun"});
template <>
inline constexpr std::array names<MentionForm> = std::to_array<std::string_view>({"name", "nominal", "pronoun"});
template <>
inline constexpr std::array names<ClaimForm> = std::to_array<std::string_view>({"direct", "indirect", "mixed"});
template <>
inline constexpr std::array names<TimeType> = std::to_array<std::string_view>({"date", "time", "duration", "set"});
template <>
inline constexpr std::array names<TimeBound> = std::to_array<std::string_view>({"at", "begin", "end"});
template <>
inline constexpr std::array names<LinkType> = std::to_array<std::string_view>({"before", "during", "part-of", "causes",
                                                                               "purpose", "condition", "contradicts",
                                                                               "same-kind"});
template <>
inline constexpr std::array names<OffsetUnit> = std::to_array<std::string_view>({"byte", "codepoint", "utf16"});
template <>
inline constexpr std::array names<Role> = std::to_array<std::string_view>({"agent", "patient", "participant",
                                                                           "recipient", "topic", "instrument", "place",
                                                                           "origin", "destination", "beneficiary",
                                                                           "amount"});

}  // namespace terms

/// The contract's word for a term; empty for `EventTense::unknown`.
template <class Term>
requires(!terms::names<Term>.empty()) constexpr std::string_view to_string(Term term) noexcept {
  return terms::names<Term>[static_cast<std::size_t>(term)];
}

/// The term of a word of the contract; nothing where there is none: `term_from<Role>("agent")`.
template <class Term>
requires(!terms::names<Term>.empty()) constexpr std::optional<Term> term_from(std::string_view word) noexcept {
  for (std::size_t i = 0; i < terms::names<Term>.size(); ++i) {
    if (terms::names<Term>[i] == word && !word.empty()) return static_cast<Term>(i);
  }
  return std::nullopt;
}

}  // namespace tidings
