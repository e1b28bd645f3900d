"""Names that are private to one source file are told apart in the amalgamation."""
import sys

sys.path.insert(0, "packaging")
from amalgamate import Scopes, renamed  # noqa: E402

SOURCE = """namespace tidings {
namespace {
namespace weight {
constexpr int start = -300, when = 100;
}  // namespace weight
int sum(int when) { return weight::start + weight::when + when; }
}  // namespace
int all() { return sum(1); }
}  // namespace tidings
"""


def main():
    scopes = Scopes(SOURCE)
    assert {"weight", "sum"} <= scopes.own and "start" not in scopes.own, scopes.own  # a namespace's names need no other
    assert scopes.shared == {"all"}, scopes.shared
    out = renamed(SOURCE, {"weight"}, scopes.members, "_in_events")
    assert "namespace weight_in_events {" in out and "weight_in_events::start + weight_in_events::when" in out, out


if __name__ == "__main__":
    main()
