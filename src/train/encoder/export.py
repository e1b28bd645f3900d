"""The pupil's weights as the section that src/model/encoder.cpp reads: rounded, packed, padded to 64 bytes.

Weights are rounded to 8 bits, output by output; activations, when they are read, to 8 bits of the range that RANGES tells."""
import argparse, pickle, struct
from pathlib import Path

import numpy as np, torch

from names import LABELS, TYPES
from pupil import GAZETTEERS, WIDTHS

STEPS = 4096  # of what arcs are scored with, for 1
RANGES = [1, 2, 2.6, 3.2, 3.8]  # of the window, each layer, the heads: what lies beyond is one activation in thousands, and is cut
INPUT = 256   # the input's width with its padding
FEATURES = "word 64, prefix3, suffix2-4, whole, shape, kind, 13 gazetteers; tables 1"
TABLE_STEPS = 127
MASK = (1 << 64) - 1


def hash_text(text):
    h = 0xCBF29CE484222325
    for c in text.encode():
        h = (h ^ c) * 0x100000001B3 & MASK
    h ^= h >> 32
    h = h * 0x9FB21C651E98DF25 & MASK
    h ^= h >> 29
    h = h * 0x9E3779B97F4A7C15 & MASK
    return h ^ h >> 32


def blocks(n):
    return (n + 15) // 16 * 16


class Section(bytearray):
    def put(self, values):
        self.extend(np.ascontiguousarray(values).tobytes())
        self.extend(bytes(-len(self) % 64))

    def put_matrix(self, weights, bias, range, rows, columns):
        """`weights`: outputs × inputs; `range`: of the inputs, as 127 steps."""
        full = np.zeros((columns, rows))
        full[:weights.shape[0], :weights.shape[1]] = weights
        scale = np.abs(full).max(1) / 127
        scale[scale == 0] = 1
        rounded = np.rint(full / scale[:, None]).astype(np.int8)
        self.put(rounded.reshape(columns, rows // 4, 4).transpose(1, 0, 2))
        self.put((-128 * rounded.astype(np.int32).sum(1)).astype(np.int32))
        self.put((scale * range / 127).astype(np.float32))
        self.put(np.concatenate([bias, np.zeros(columns - len(bias))]).astype(np.float32))
        self.put(np.array([127 / range], np.float32))


def known_words(hashes):
    slots = 1 << 16
    while len(hashes) > 0.75 * slots:
        slots *= 2
    fingerprints, rows = np.zeros(slots, np.uint32), np.zeros(slots, np.uint16)
    for i, h in enumerate(map(int, hashes)):
        at = h % slots
        while rows[at]:
            at = (at + 1) % slots
        fingerprints[at], rows[at] = h >> 32, i + 1
    return fingerprints, rows


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--outside", type=float, default=0.6, help="what is added for 'no name': found names are then as often right as gold ones are found")
    a = p.parse_args()
    m = {k: v.double().numpy() for k, v in torch.load(a.work / "pupil.pt").items()}
    known, tags = np.load(a.work / "features.npz")["known"], pickle.load(open(a.work / "corpora.pkl", "rb"))["tags"]
    width, arc, label = len(m["input.weight"]), len(m["arc_dependent.weight"]), len(m["label_dependent.weight"])
    layers, relations = sum(k.endswith("gates.weight") for k in m), len(m["relation.weight"])
    fingerprints, rows = known_words(known)
    m["name.bias"][0] += a.outside

    out = Section()
    out.put(np.frombuffer(struct.pack("<10I2f16x", hash_text(FEATURES) & 0xFFFFFFFF, width, layers, len(known) + 1, len(rows), len(tags), LABELS, relations, arc,
                                      label, m["arc_scale"], m["root_arc"][-1]), np.uint8))
    out.put(fingerprints)
    out.put(rows)
    first, column = m["input.weight"], 0
    for table in [m["word.weight"]] + [m[f"tables.{name}.weight"] for name in WIDTHS]:
        step = np.quantile(np.abs(table), 0.99995) / TABLE_STEPS
        out.put((128 + np.clip(np.rint(table / step), -TABLE_STEPS, TABLE_STEPS)).astype(np.uint8))
        first[:, column:column + table.shape[1]] *= step
        column += table.shape[1]
    first[:, column:] /= TABLE_STEPS
    assert first.shape[1] == column + GAZETTEERS
    out.put_matrix(first, m["input.bias"], TABLE_STEPS, INPUT, width)  # its inputs are steps of the tables
    out.put_matrix(m["window.weight"], m["window.bias"], RANGES[0], 3 * width, width)
    for i in range(layers):
        out.put_matrix(m[f"layers.{i}.gates.weight"], m[f"layers.{i}.gates.bias"], RANGES[1 + i], width, 3 * width)
    heads = [("tag", blocks(len(tags))), ("name", blocks(LABELS)), ("arc_dependent", arc), ("arc_head", blocks(arc + 1)), ("label_dependent", label), ("label_head", label)]
    weights = [np.pad(m[n + ".weight"], ((0, c - len(m[n + ".weight"])), (0, 0))) for n, c in heads]
    biases = [np.pad(m.get(n + ".bias", np.zeros(0)), (0, c - len(m.get(n + ".bias", np.zeros(0))))) for n, c in heads]
    out.put_matrix(np.concatenate(weights), np.concatenate(biases), RANGES[1 + layers], width, sum(c for _, c in heads))
    out.put_matrix(m["relation.weight"], m["relation.bias"], 1, label, blocks(relations))
    root = np.clip(m["root_arc"][:-1], -3, 3)
    out.put(np.rint(root * (27 + root**2) / (27 + 9 * root**2) * STEPS).astype(np.int16))
    out.put(m["root_label"].astype(np.float32))
    (a.work / "encoder.section").write_bytes(out)
    (a.work / "tags.txt").write_text("\n".join(tags) + "\n")
    (a.work / "types.txt").write_text("\n".join(TYPES) + "\n")


if __name__ == "__main__":
    main()
