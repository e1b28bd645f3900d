"""Reads all corpora into one file: trees, sentences with names, and raw text with what other programs found in it.

A sentence is a dict: `forms`; of trees `tags`, `heads` (0: root), `relations`; of names `names`, the labels that each word may
have, a bit each; of raw text `document`, on its first sentence. Raw text is cut into sentences and words by Tidings itself."""
import argparse, collections, json, lzma, pickle, random, re, subprocess, tempfile
from pathlib import Path

from names import ALL, BEGIN, END, INSIDE, SINGLE, TypeMap, labels_of

RAW = ["gmb-voa", "globalvoices", "onestop-advanced", "factbook", "congress-press"]
PRESS_DOCUMENTS = 5200  # of congress-press, which is large and of one kind


class UniversalDependencies:
    """The features and relations that the library knows, read from its source, so that there is one list of each."""

    def __init__(self, source):
        text = (source / "src/syntax/syntax.cpp").read_text()
        self.relations = re.findall(r'"([a-z:]+)"', re.search(r"relation_names = \{(.*?)\};", text, re.S).group(1))
        self.features = {name: re.findall(r'"(\w+)"', values) for name, values in re.findall(r'Feature\{"(\w+)", \{(.*?)\}', text)}

    def relation(self, name):
        return self.relations.index(name if name in self.relations else name.split(":")[0] if name.split(":")[0] in self.relations else "dep")

    def known(self, feats):
        kept = [f for f in feats.split("|") if "=" in f and f.split("=")[1] in self.features.get(f.split("=")[0], ())]
        return "|".join(sorted(kept)) or "_"


def read_conllu(lines, ud):
    sentences, s = [], collections.defaultdict(list)
    for line in lines:
        line = line.rstrip("\n")
        if not line:
            if s["forms"]:
                sentences.append(dict(s))
            s = collections.defaultdict(list)
        elif line.startswith("# newdoc"):
            s["document"] = line.split("=")[-1].strip()
        elif line[0] != "#":
            c = line.split("\t")
            if not c[0].isdigit():
                continue
            s["forms"].append(c[1])
            s["tags"].append(c[3] + " " + ud.known(c[5]))
            s["heads"].append(int(c[6]))
            s["relations"].append(ud.relation(c[7]))
            place = re.search(r"TokenRange=(\d+):(\d+)", c[9])
            if place:
                s["ranges"].append((int(place[1]), int(place[2])))
    if s["forms"]:
        sentences.append(dict(s))
    return sentences


def open_xz(path):
    return lzma.open(path, "rt", encoding="utf8")


def read_trees(path, ud):
    with open_xz(path) as lines:
        return read_conllu(lines, ud)


def read_bio(path):
    """(forms, tags) of each sentence."""
    sentences, forms, tags = [], [], []
    for line in open_xz(path):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 2 and fields[0] != "-DOCSTART-":
            forms.append(fields[0])
            tags.append(fields[1])
        elif forms:
            sentences.append((forms, tags))
            forms, tags = [], []
    if forms:
        sentences.append((forms, tags))
    return sentences


def read_named(path, corpus, types):
    return [dict(forms=forms, corpus=corpus, names=[types.mask(corpus, t, i + 1 < len(tags) and tags[i + 1][0] == "I") for i, t in enumerate(tags)])
            for forms, tags in read_bio(path)]


def read_raw(corpora, tidings, ud):
    """Sentences of the raw texts, by the library's own tokens."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for source in RAW:
            documents = [json.loads(line) for line in open_xz(corpora / f"raw/{source}.jsonl.xz")]
            if source == "congress-press":
                random.shuffle(documents)
                documents = documents[:PRESS_DOCUMENTS]
            for d in documents:
                path = Path(folder) / f"{source}__{d['id'].replace('/', '_')}"
                path.write_text(d["text"])
                files.append(path.name)
        sentences = []
        for k in range(0, len(files), 500):
            out = subprocess.run([tidings, "tag", *files[k:k + 500]], cwd=folder, capture_output=True, text=True, check=True).stdout
            sentences += read_conllu(out.split("\n"), ud)
    return sentences


def silver_labels(sentence, names, at):
    """What both programs agree on is a name, what only one found is unknown. `at`: the names before are done with."""
    tags = []
    for begin, end in sentence["ranges"]:
        while at < len(names) and names[at][1] <= begin:
            at += 1
        inside = at < len(names) and names[at][0] < end
        tags.append((names[at] if names[at][0] <= begin else (0, 0, "?")) if inside else None)
    masks = []
    for i, name in enumerate(tags):
        begins, ends = i == 0 or tags[i - 1] != name, i + 1 == len(tags) or tags[i + 1] != name
        place = (SINGLE if ends else BEGIN) if begins else (END if ends else INSIDE)
        masks.append(1 if name is None else ALL if name[2] == "?" else labels_of([name[2]], [place]))
    return masks, at


def read_silver(corpora, raw):
    found = {}
    for line in open_xz(corpora / "silver/names-silver.jsonl.xz"):
        d = json.loads(line)
        agreed = sorted(tuple(n[:3]) for n in d["names"] if n[3] == "sc")
        single = [(n[0], n[1], "?") for n in d["names"] if n[3] != "sc" and not any(a[0] < n[1] and n[0] < a[1] for a in agreed)]
        found[d["source"] + "__" + d["id"].replace("/", "_")] = sorted(agreed + single)
    sentences, names, at = [], None, 0
    for s in raw:
        if "document" in s:
            names, at, document = found.get(s["document"]), 0, s["document"]
        if names is None or len(s["forms"]) < 3:
            continue
        masks, at = silver_labels(s, names, at)
        sentences.append(dict(forms=s["forms"], names=masks, source=document.split("__")[0]))
    return sentences


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--source", type=Path, required=True, help="the project's folder")
    p.add_argument("--tidings", required=True, help="the command")
    p.add_argument("--output", type=Path, required=True)
    a = p.parse_args()
    random.seed(1)
    ud, types = UniversalDependencies(a.source), TypeMap(a.source / "seeds/training/names.tsv")
    trees = [s for part in ("ewt", "gum") for s in read_trees(a.corpora / f"syntax/{part}-train.conllu.xz", ud)]
    tags = [t for t, _ in collections.Counter(t for s in trees for t in s["tags"]).most_common()]
    names = [s for c in types.corpora if c != "silver" for s in read_named(a.corpora / f"names/{c}-train.bio.xz", c, types)]
    raw = read_raw(a.corpora, str(Path(a.tidings).resolve()), ud)
    silver = read_silver(a.corpora, raw)
    raw = [{k: s[k] for k in ("forms", "document") if k in s} for s in raw]
    pickle.dump(dict(tags=tags, relations=ud.relations, trees=trees, names=names, silver=silver, raw=raw), open(a.output, "wb"))
    print(f"{len(trees)} trees, {len(names)} sentences with names, {len(raw)} of raw text, {len(silver)} of them with names by others")


if __name__ == "__main__":
    main()
