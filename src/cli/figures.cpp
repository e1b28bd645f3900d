#include "cli/figures.hpp"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace tidings::cli {

namespace {

using Json = nlohmann::ordered_json;

template <class... Values>
void print(std::ostream& out, const char* format, Values... values) {
  std::array<char, 400> line;
  std::snprintf(line.data(), line.size(), format, values...);
  out << line.data();
}

double rounded(double value) { return Json::parse(percent(value)).get<double>(); }

void write_figures(std::ostream& out, const std::string& what, const train::Figures& f) {
  print(out, "  %-18s P %6s  R %6s  F1 %6s   (%zu gold, %zu found)\n", what.c_str(), percent(f.precision()).c_str(),
        percent(f.recall()).c_str(), percent(f.f1()).c_str(), f.gold, f.found);
}

Json json_of(const train::Figures& f) {
  return {{"P", rounded(f.precision())},
          {"R", rounded(f.recall())},
          {"F1", rounded(f.f1())},
          {"gold", f.gold},
          {"found", f.found}};
}

Json json_of(const train::NameReport& report) {
  Json json = {{"sentences", report.sentences},
               {"words", report.words},
               {"micro", json_of(report.all)},
               {"untyped", json_of(report.untyped)}};
  for (const auto& [type, figures] : report.types) json[type] = json_of(figures);
  return json;
}

Json json_of(const train::SyntaxReport& report) {
  return {{"sentences", report.sentences},        {"words", report.words},         {"UPOS", rounded(report.upos)},
          {"Lemma", rounded(report.lemma)},       {"UAS", rounded(report.uas)},    {"LAS", rounded(report.las)},
          {"LAS-main", rounded(report.las_main)}, {"trees", rounded(report.trees)}};
}

template <class Reports>
void write_rows(std::ostream& out, const Reports& reports) {
  Json json = json_of(reports.rows.front().second);
  if (reports.rows.size() > 1) {
    for (const auto& [name, report] : reports.rows) json["robust"][name] = json_of(report);
  }
  out << json.dump(2) << '\n';
}

}  // namespace

std::string percent(double value) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

void write_table(std::ostream& out, const train::NameReports& reports) {
  const train::NameReport& first = reports.rows.front().second;
  out << first.sentences << " sentences, " << first.words << " words\n";
  write_figures(out, "all types", first.all);
  write_figures(out, "untyped", first.untyped);
  for (const auto& [type, figures] : first.types) write_figures(out, type, figures);
  if (reports.rows.size() == 1) return;
  out << "all types, written otherwise\n";
  for (const auto& [name, report] : reports.rows) write_figures(out, name, report.all);
}

void write_table(std::ostream& out, const train::SyntaxReports& reports) {
  const train::SyntaxReport& first = reports.rows.front().second;
  out << first.sentences << " sentences, " << first.words << " words\n";
  print(out, "  %-18s %7s %7s %7s %7s %8s %7s\n", "", "UPOS", "Lemma", "UAS", "LAS", "LAS-main", "trees");
  for (const auto& [name, r] : reports.rows) {
    print(out, "  %-18s %7s %7s %7s %7s %8s %7s\n", name.c_str(), percent(r.upos).c_str(), percent(r.lemma).c_str(),
          percent(r.uas).c_str(), percent(r.las).c_str(), percent(r.las_main).c_str(), percent(r.trees).c_str());
  }
}

void write_json(std::ostream& out, const train::NameReports& reports) { write_rows(out, reports); }

void write_json(std::ostream& out, const train::SyntaxReports& reports) { write_rows(out, reports); }

}  // namespace tidings::cli
