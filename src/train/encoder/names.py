"""Labels of words in names: outside (0), and begin, inside, end and single of each type (1 + 4t …), as in src/model/name_labels.hpp."""
import numpy as np

TYPES = "person organization location facility group product work law event".split()
LABELS = 1 + 4 * len(TYPES)
BEGIN, INSIDE, END, SINGLE = range(4)
ALL = (1 << LABELS) - 1
BITS = 2 ** np.arange(LABELS, dtype=np.int64)
SCORED = ("person", "organization", "location")  # what score/names.py counts; a facility is a location there


def labels_of(types, places):
    """The labels of these types at these places, a bit each."""
    return sum(1 << (1 + 4 * TYPES.index(t) + p) for t in types for p in places)


class TypeMap:
    """How the types of each corpus are read: seeds/training/names.tsv."""

    def __init__(self, path):
        self.types, self.corpora = {}, []
        for line in open(path, encoding="utf8"):
            fields = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(fields) != 3:
                continue
            if fields[0] not in self.corpora:
                self.corpora.append(fields[0])
            self.types[fields[0], fields[1]] = fields[2]

    def mask(self, corpus, tag, next_continues):
        """The labels that a word may have, a bit each; all where the corpus does not tell."""
        if tag == "O":
            missing = self.types.get((corpus, "O"))
            return 1 | (labels_of(missing.split(), range(4)) if missing else 0)
        to = self.types.get((corpus, tag[2:]), "?")
        if to == "?":
            return ALL
        if to == "-":
            return 1
        if tag[0] == "B":
            place = BEGIN if next_continues else SINGLE
        else:
            place = INSIDE if next_continues else END
        return labels_of(to.split(), [place])


def spans(labels):
    """(begin, end, type) of each name."""
    found, i = [], 0
    while i < len(labels):
        if labels[i] == 0:
            i += 1
            continue
        kind, place, end = (labels[i] - 1) // 4, (labels[i] - 1) % 4, i + 1
        while place in (BEGIN, INSIDE) and end < len(labels) and labels[end] and (labels[end] - 1) // 4 == kind and (labels[end] - 1) % 4 in (INSIDE, END):
            end += 1
            if (labels[end - 1] - 1) % 4 == END:
                break
        found.append((i, end, TYPES[kind]))
        i = end
    return found


def _moves():
    """0 where a label may follow another, -1e9 where not; and the same for the first label."""
    opens = [x > 0 and (x - 1) % 4 in (BEGIN, INSIDE) for x in range(LABELS)]
    goes_on = [x > 0 and (x - 1) % 4 in (INSIDE, END) for x in range(LABELS)]
    first = np.array([-1e9 if goes_on[y] else 0.0 for y in range(LABELS)])
    move = np.full((LABELS, LABELS), -1e9)
    for x in range(LABELS):
        for y in range(LABELS):
            same = opens[x] and goes_on[y] and (x - 1) // 4 == (y - 1) // 4
            if same or not (opens[x] or goes_on[y]):
                move[x, y] = 0
    return first, move, np.array(opens)


FIRST, MOVE, OPENS = _moves()


def best_labels(scores):
    """Viterbi over words × LABELS."""
    best, back = FIRST + scores[0], []
    for row in scores[1:]:
        ways = best[:, None] + MOVE
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(np.where(OPENS, -1e9, best).argmax())]
    for came_from in reversed(back):
        path.append(int(came_from[path[-1]]))
    return path[::-1]


def scored(found):
    merged = {(b, e, "location" if t == "facility" else t) for b, e, t in found}
    return {name for name in merged if name[2] in SCORED}


def spans_of_bio(tags):
    found, i = [], 0
    while i < len(tags):
        end = i + 1
        if tags[i][0] == "B":
            while end < len(tags) and tags[end][0] == "I":
                end += 1
            found.append((i, end, tags[i][2:]))
        i = end
    return found


class NameFigures:
    """Exact typed precision, recall and F1."""

    def __init__(self):
        self.right = self.found = self.gold = 0

    def add(self, found, gold):
        found, gold = scored(found), scored(gold)
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    def __str__(self):
        p, r = 100 * self.right / max(self.found, 1), 100 * self.right / max(self.gold, 1)
        return f"P {p:.1f} R {r:.1f} F {2 * p * r / max(p + r, 1e-9):.2f}"
