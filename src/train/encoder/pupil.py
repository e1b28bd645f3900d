"""The pupil: the small encoder that the library runs (src/model/encoder.hpp), trained on gold and on what the teacher says.

It has the library's own arithmetic: a rational hyperbolic tangent, gates of it, no normalisation, so that all values are bounded
and weights can be rounded without further training."""
import argparse, os, pickle, random, time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

import corpora as data
from features import TABLES, read_features, rows_of
from names import ALL, BITS, LABELS, NameFigures, best_labels, spans, spans_of_bio

GAZETTEERS = 13
WIDTHS = dict(prefix3=32, suffix2=16, suffix3=32, suffix4=32, whole=32, shape=16, kind=8)
DROPPED = dict(prefix3=0.05, suffix3=0.05, suffix4=0.1, whole=0.2)  # chance that a word's row is left out in training
ROUND = 100_000  # sentences: gold ones, trees twice, and raw text for the rest


class Squash(torch.autograd.Function):
    """x (27 + x²) / (27 + 9 x²) between -3 and 3; beyond, a slight slope in training so that nothing gets stuck."""

    @staticmethod
    def forward(ctx, x):
        c = x.clamp(-3, 3)
        square = c * c
        below = 27 + 9 * square
        ctx.save_for_backward(square, below, x.abs() < 3)
        return c * (27 + square) / below

    @staticmethod
    def backward(ctx, gradient):
        square, below, inside = ctx.saved_tensors
        slope = (27 + 3 * square) / below - 18 * square * (27 + square) / (below * below)
        return gradient * torch.where(inside, slope, torch.full_like(slope, 0.01))


squash = Squash.apply


def gate(x):
    return 0.5 + 0.5 * squash(0.5 * x)


class Scan(torch.autograd.Function):
    """cell[t] = forget[t] cell[t-1] + new[t]; time comes first."""

    @staticmethod
    def forward(ctx, forget, new):
        cell = torch.empty_like(new)
        cell[0] = new[0]
        for t in range(1, len(new)):
            cell[t] = torch.addcmul(new[t], forget[t], cell[t - 1])
        ctx.save_for_backward(forget, cell)
        return cell

    @staticmethod
    def backward(ctx, gradient):
        forget, cell = ctx.saved_tensors
        new = torch.empty_like(gradient)
        new[-1] = gradient[-1]
        for t in range(len(new) - 2, -1, -1):
            new[t] = torch.addcmul(gradient[t], new[t + 1], forget[t + 1])
        of_forget = torch.zeros_like(forget)
        of_forget[1:] = new[1:] * cell[:-1]
        return of_forget, new


class Recurrence(nn.Module):
    """Half of the cells run from the begin of the sentence, half from its end."""

    def __init__(self, width):
        super().__init__()
        self.half, self.gates = width // 2, nn.Linear(width, 3 * width)
        nn.init.xavier_uniform_(self.gates.weight)
        nn.init.zeros_(self.gates.bias)

    def turned(self, x):
        return torch.cat([x[..., :self.half], x[..., self.half:].flip(0)], -1)

    def forward(self, x, words):
        candidate, forget, opened = self.gates(x).chunk(3, -1)
        forget, opened = gate(forget), gate(opened)
        new = (1 - forget) * squash(candidate) * words
        cell = Scan.apply(self.turned(forget.transpose(0, 1)).contiguous(), self.turned(new.transpose(0, 1)).contiguous())
        return x + opened * self.turned(cell).transpose(0, 1)


class Pupil(nn.Module):
    def __init__(self, vectors, tags, relations, width=192, layers=3, arc_width=80, label_width=48):
        super().__init__()
        self.word = nn.Embedding.from_pretrained(torch.as_tensor(vectors) * 0.3, freeze=False)
        self.tables = nn.ModuleDict({name: nn.Embedding(TABLES[name], w) for name, w in WIDTHS.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, 0, 0.3)
        self.input = nn.Linear(vectors.shape[1] + sum(WIDTHS.values()) + GAZETTEERS, width)
        self.window = nn.Linear(3 * width, width)
        self.layers = nn.ModuleList([Recurrence(width) for _ in range(layers)])
        self.tag, self.name = nn.Linear(width, tags), nn.Linear(width, LABELS)
        self.arc_dependent, self.arc_head = nn.Linear(width, arc_width), nn.Linear(width, arc_width + 1)
        self.label_dependent, self.label_head = nn.Linear(width, label_width), nn.Linear(width, label_width, bias=False)
        self.relation = nn.Linear(label_width, relations)
        self.root_arc, self.root_label = nn.Parameter(torch.randn(arc_width + 1) * 0.1), nn.Parameter(torch.zeros(label_width))
        self.arc_scale = nn.Parameter(torch.tensor(0.3))
        self.drop = nn.Dropout(0.1)

    def without_some(self, rows, chance):
        return rows * ((torch.rand(rows.shape[:2] + (1,)) > chance) / (1 - chance)) if self.training and chance else rows

    def encode(self, batch):
        word, gazetteers = batch["word"], batch["gazetteers"]
        if self.training:
            word = word.masked_fill(torch.rand(word.shape) < 0.06, 0)
            gazetteers = gazetteers * (torch.rand(word.shape) > 0.15)[..., None]
        parts = [self.without_some(table(batch[name]), DROPPED.get(name, 0)) for name, table in self.tables.items()]
        words = batch["words"][..., None].float()
        x = squash(self.input(self.drop(torch.cat([self.word(word), *parts, gazetteers], -1)))) * words
        edge = torch.zeros_like(x[:, :1])
        window = torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], -1)
        x = (x + squash(self.window(self.drop(window)))) * words
        for layer in self.layers:
            x = layer(self.drop(x), words) * words
        return self.drop(x)

    def arcs(self, x, words):
        above = torch.cat([self.root_arc.expand(len(x), 1, -1), self.arc_head(x)], 1)
        scores = torch.einsum("bna,bma->bnm", squash(self.arc_dependent(x)), squash(above[..., :-1])) * self.arc_scale + above[..., -1][:, None, :]
        return scores.masked_fill(~torch.cat([torch.ones_like(words[:, :1]), words], 1)[:, None, :], -1e4)

    def relations(self, x, heads):
        above = torch.cat([self.root_label.expand(len(x), 1, -1), self.label_head(x)], 1)
        above = torch.gather(above, 1, heads[..., None].expand(-1, -1, above.size(-1)))
        return self.relation(squash(self.label_dependent(x) + above))


class Sentences:
    """Rows of the tables of many sentences, and batches of them."""

    def __init__(self, rows, lengths):
        self.rows, self.lengths = rows, lengths
        self.offsets = np.concatenate([[0], np.cumsum(lengths)])

    def collate(self, ids):
        longest, batch = max(self.lengths[i] for i in ids), {}
        for name, values in self.rows.items():
            padded = np.zeros((len(ids), longest), np.int64)
            for r, i in enumerate(ids):
                padded[r, :self.lengths[i]] = values[self.offsets[i]:self.offsets[i + 1]]
            batch[name] = torch.from_numpy(padded)
        batch["gazetteers"] = (batch["gazetteers"][..., None] >> torch.arange(GAZETTEERS) & 1).float()
        batch["words"] = torch.arange(int(longest))[None, :] < torch.tensor([int(self.lengths[i]) for i in ids])[:, None]
        return batch

    def batches(self, ids, words):
        batch = []
        for i in sorted(ids, key=lambda i: self.lengths[i]):
            if batch and (len(batch) + 1) * self.lengths[i] > words:
                yield batch
                batch = []
            batch.append(i)
        if batch:
            yield batch


class Targets:
    """Gold of trees, masks of names, and the teacher's labels, by the word's place among all."""

    def __init__(self, d, labels, offsets):
        tag_ids = {t: i for i, t in enumerate(d["tags"])}
        self.trees, self.gold = len(d["trees"]), len(d["trees"]) + len(d["names"])
        self.tags = np.array([tag_ids[t] for s in d["trees"] for t in s["tags"]])
        self.heads = np.array([h for s in d["trees"] for h in s["heads"]])
        self.relations = np.array([r for s in d["trees"] for r in s["relations"]])
        self.labels = {k: labels[k] for k in labels.files}
        silver = {id(s["forms"]): s["names"] for s in d["silver"]}
        sentences = d["trees"] + d["names"] + [s for s in d["raw"] if len(s["forms"]) <= 120]
        self.names = np.zeros(offsets[len(sentences)], np.int64)  # 0: nothing is known
        for i, s in enumerate(sentences):
            mask = s.get("names") or silver.get(id(s["forms"]))
            if mask is None:
                continue
            addresses = np.array(["@" in w and len(w) > 2 for w in s["forms"]])  # handles and addresses name nobody
            self.names[offsets[i]:offsets[i + 1]] = np.where(addresses, 1, mask)


def against_teacher(scores, best, sure):
    chance = torch.from_numpy(sure.astype(np.float32))
    chance = chance / chance.sum(-1, keepdim=True).clamp(min=1e-6)
    return -(torch.gather(F.log_softmax(scores, -1), 1, torch.from_numpy(best.astype(np.int64))) * chance).sum(-1)


def losses(pupil, sentences, targets, original, ids):
    batch = sentences.collate(ids)
    words = batch["words"]
    x = pupil.encode(batch)
    lengths = [int(sentences.lengths[i]) for i in ids]
    flat = np.concatenate([np.arange(sentences.offsets[o], sentences.offsets[o] + n) for o, n in zip((original[i] for i in ids), lengths)])
    is_tree = flat < len(targets.tags)
    gold = np.where(is_tree, flat, 0)
    taught = targets.labels
    heads = torch.zeros(words.shape, dtype=torch.long)
    heads[words] = torch.from_numpy(np.where(is_tree, targets.heads[gold], taught["heads"][flat, 0]).astype(np.int64))
    names = pupil.name(x[words])
    scores = dict(tags=pupil.tag(x[words]), heads=pupil.arcs(x, words)[words], relations=pupil.relations(x, heads)[words], names=names)
    total = 0
    for kind, of_kind in scores.items():
        loss = against_teacher(of_kind, taught[kind][flat], taught[kind + "_sure"][flat])
        if kind == "names":
            mask = np.where(targets.names[flat] == 0, ALL, targets.names[flat])
            allowed = torch.from_numpy((mask[:, None] & BITS) > 0)
            own = -torch.logsumexp(F.log_softmax(names, -1).masked_fill(~allowed, -1e4), -1)
            known = torch.from_numpy(mask != ALL)
        else:
            own = F.cross_entropy(of_kind, torch.from_numpy(getattr(targets, kind)[gold]), reduction="none")
            known = torch.from_numpy(is_tree)
        total = total + (1.5 if kind == "names" else 1) * torch.where(known, 0.5 * loss + 0.5 * own, loss).mean()
    return total


@torch.no_grad()
def evaluate(pupil, trees, named, tags):
    pupil.eval()
    sentences, gold = trees
    n = upos = attached = labelled = 0
    for ids in sentences.batches(range(len(gold)), 4000):
        batch = sentences.collate(ids)
        x = pupil.encode(batch)
        best, heads = pupil.tag(x).argmax(-1), pupil.arcs(x, batch["words"]).argmax(-1)
        relations = pupil.relations(x, heads).argmax(-1)
        for r, i in enumerate(ids):
            for k, head in enumerate(gold[i]["heads"]):
                right = int(heads[r, k]) == head
                n, upos = n + 1, upos + (tags[best[r, k]].split()[0] == gold[i]["tags"][k].split()[0])
                attached, labelled = attached + right, labelled + (right and int(relations[r, k]) == gold[i]["relations"][k])
    sentences, gold = named
    figures = NameFigures()
    for ids in sentences.batches(range(len(gold)), 4000):
        scores = F.log_softmax(pupil.name(pupil.encode(sentences.collate(ids))), -1).numpy()
        for r, i in enumerate(ids):
            figures.add(spans(best_labels(scores[r, :len(gold[i][0])])), spans_of_bio(gold[i][1]))
    pupil.train()
    return f"UPOS {100 * upos / n:.2f} UAS {100 * attached / n:.2f} LAS {100 * labelled / n:.2f} names {figures}"


def rounds(targets, sentences, original, words):
    """Batches without end: of every round all gold, trees twice, and some raw text; now and then in another case."""
    base = int((original == np.arange(len(original))).sum())
    variants = {}
    for i in range(base, len(original)):
        variants.setdefault(int(original[i]), []).append(i)
    labelled = targets.labels["labelled"]
    gold = [i for i in range(targets.gold) if labelled[i] and sentences.lengths[i] <= 120]
    raw = [i for i in range(targets.gold, base) if labelled[i] and sentences.lengths[i] >= 3]
    left = []
    while True:
        ids = gold + [i for i in gold if i < targets.trees]
        while len(ids) < ROUND:
            if not left:
                left = random.sample(raw, len(raw))
            ids.append(left.pop())
        ids = [random.choice(variants[i]) if i in variants and random.random() < 0.35 else i for i in ids]
        random.shuffle(ids)
        batches = [b for k in range(0, len(ids), 4000) for b in sentences.batches(ids[k:k + 4000], words)]
        random.shuffle(batches)
        yield from batches


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--program", required=True, help="tidings_features")
    p.add_argument("--source", type=Path, default=Path(__file__).parents[3])
    p.add_argument("--steps", type=int, default=12000)
    p.add_argument("--words", type=int, default=4000, help="of a batch")
    p.add_argument("--rate", type=float, default=2.5e-3)
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(3), random.seed(3), np.random.seed(3)
    d, f = pickle.load(open(a.work / "corpora.pkl", "rb")), np.load(a.work / "features.npz")
    sentences = Sentences({k: f[k] for k in ("word", *TABLES, "gazetteers")}, f["lengths"])
    targets = Targets(d, np.load(a.work / "labels.npz"), sentences.offsets)
    ids_of_words = {int(h): i + 1 for i, h in enumerate(f["known"])}
    dev = data.read_trees(a.corpora / "syntax/ewt-dev.conllu.xz", data.UniversalDependencies(a.source)), data.read_bio(a.corpora / "names/wwn-dev.bio.xz")
    forms = [s["forms"] for s in dev[0]], [forms for forms, _ in dev[1]]
    dev = [(Sentences(rows_of(read_features(a.program, s), ids_of_words), np.array(list(map(len, s)))), gold) for s, gold in zip(forms, dev)]
    pupil = Pupil(f["vectors"], len(d["tags"]), len(d["relations"]))
    optimizer = torch.optim.Adam(pupil.parameters(), lr=a.rate, betas=(0.9, 0.98))
    mean, began = {k: v.clone() for k, v in pupil.state_dict().items()}, time.time()
    for step, ids in zip(range(a.steps), rounds(targets, sentences, f["original"], a.words)):
        for group in optimizer.param_groups:
            group["lr"] = a.rate * min(1, (step + 1) / 200) * max(0.01, 1 - step / a.steps)
        loss = losses(pupil, sentences, targets, f["original"], ids)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(pupil.parameters(), 2.0)
        optimizer.step()
        if step % 5 == 0:
            kept = min(0.9995, (step + 1) / (step + 20)) ** 5
            for k, v in pupil.state_dict().items():
                mean[k].mul_(kept).add_(v, alpha=1 - kept)
        if step % 200 == 0:
            print(f"{step} of {a.steps}, {time.time() - began:.0f} s, loss {loss.item():.3f}", flush=True)
        if step % 2000 == 1999 or step + 1 == a.steps:
            torch.save(mean, a.work / "pupil.pt")
            now = {k: v.clone() for k, v in pupil.state_dict().items()}
            pupil.load_state_dict(mean)
            print("dev:", evaluate(pupil, *dev, d["tags"]), flush=True)
            pupil.load_state_dict(now)


if __name__ == "__main__":
    main()
