"""Analysis: tokens, syntax and names of one text."""
from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Mapping, NamedTuple

from ._graph import Graph
from ._native import Token, _Analysis

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

SPACY_LABELS = {"person": "PERSON", "organization": "ORG", "location": "LOC", "facility": "FAC", "group": "NORP",
                "product": "PRODUCT", "work": "WORK_OF_ART", "law": "LAW", "event": "EVENT", "date": "DATE",
                "money": "MONEY", "quantity": "QUANTITY", "other": "MISC"}


class Name(NamedTuple):
    """Tokens [begin, end) that name something."""

    begin: int
    end: int
    type: str
    score: float


class Analysis:
    """All layers of one text. Positions of tokens count from 0 in the whole text."""

    def __init__(self, analysis: _Analysis) -> None:
        self._analysis = analysis

    @functools.cached_property
    def text(self) -> str:
        """The text; bytes that are no UTF-8 are U+FFFD."""
        return self._analysis.text

    @functools.cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The syntactic words of Universal Dependencies."""
        return tuple(self._analysis._tokens())

    @functools.cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Ranges [begin, end) of tokens."""
        return self._analysis._sentences()

    @functools.cached_property
    def names(self) -> list[Name]:
        """What is named, in the order of the text."""
        return [Name(*name) for name in self._analysis._names()]

    @functools.cached_property
    def graph(self) -> Graph:
        """The graph of the text."""
        return Graph(self._analysis._graph())

    def to_conllu(self) -> str:
        """CoNLL-U, as `tidings tag` writes it."""
        return self._analysis._conllu()

    def to_spacy(self, vocab: Vocab | None = None, *, labels: Mapping[str, str] = SPACY_LABELS) -> Doc:
        """A spaCy `Doc` with parts of speech, features, lemmas, heads, relations (Universal Dependencies) and entities.
        `doc.text` is the text, so that the graph's offsets (in code points) fit; the graph is in
        `doc.user_data["tidings"]`. `labels` are spaCy's names for the types of names."""
        from spacy.tokens import Doc, Span

        if self.graph.offsets != "codepoint":
            raise ValueError(f"spaCy counts code points, and this analysis offsets in {self.graph.offsets}")
        words = _Words(self.text)
        for token in self.tokens:
            words.add(token)
        words.close()
        starts = {words.place[begin] for begin, end in self.sentences if begin < end}
        doc = Doc(vocab or _english(), words=words.words, spaces=words.spaces, pos=words.pos, morphs=words.morphs,
                  lemmas=words.lemmas, deps=words.deps,
                  heads=words.heads, sent_starts=[at in starts or at == 0 for at in range(len(words.words))])
        spans = [Span(doc, words.place[n.begin], words.place[n.end - 1] + 1, label=labels.get(n.type, n.type.upper()))
                 for n in self.names]
        doc.set_ents(spans)
        doc.user_data["tidings"] = self.graph
        return doc


@functools.lru_cache(maxsize=None)
def _english() -> Vocab:
    import spacy

    return spacy.blank("en").vocab


class _Words:
    """spaCy's tokens: one blank after a word is a flag, all other white space is a token of its own."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._own: list[int | None] = []  # head of each token, as a position among the analysis's tokens
        self.place: list[int] = []  # of the analysis's tokens among spaCy's
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []

    def add(self, token: Token) -> None:
        self._gap(self._text[self._end:token.begin])
        self._end = token.end
        self.place.append(len(self.words))
        self._own.append(token.head if token.head is not None else len(self.place) - 1)
        self._append(token.text, token.pos, token.morph, token.lemma, "ROOT" if token.head is None else token.relation)

    def close(self) -> None:
        self._gap(self._text[self._end:])
        before = 0
        for at, own in enumerate(self._own):
            if own is None:  # white space hangs on the word before it, the first on the word after it
                self.heads.append(before if at > 0 else min(1, len(self._own) - 1))
            else:
                self.heads.append(self.place[own])
                before = at

    def _gap(self, gap: str) -> None:
        if gap.startswith(" ") and self.words and not self.spaces[-1]:
            self.spaces[-1] = True
            gap = gap[1:]
        if gap:
            self._own.append(None)
            self._append(gap, "SPACE", "", gap, "dep")

    def _append(self, word: str, pos: str, morph: str, lemma: str, dep: str) -> None:
        self.words.append(word)
        self.spaces.append(False)
        self.pos.append(pos)
        self.morphs.append(morph)
        self.lemmas.append(lemma)
        self.deps.append(dep)
