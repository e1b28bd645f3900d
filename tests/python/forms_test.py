"""The graph as networkx, Arrow, pandas and spaCy have it."""
import json

import pytest

import tidings


@pytest.fixture(scope="module")
def graph(stories):
    return tidings.extract(stories["talks.txt"], id="talks", published="2015-09-13")


def test_networkx_has_every_node_and_edge(graph):
    made = graph.to_networkx()
    told = json.loads(graph.to_json())
    assert list(made.nodes) == [n["id"] for n in told["nodes"]]
    assert [(a, b, key) for a, b, key in sorted(made.edges(keys=True), key=lambda e: int(e[2][1:]))] == \
        [(e["source"], e["target"], e["id"]) for e in told["edges"]]
    assert all(made.nodes[n["id"]]["name"] == n["name"] for n in told["nodes"])


def test_arrow_tables_say_what_the_json_says(graph):
    told = json.loads(graph.to_json())
    tables = graph.to_arrow()
    for table in tables:
        table.validate(full=True)
    nodes = tables.nodes.to_pylist(maps_as_pydicts="strict")
    assert len(nodes) == len(told["nodes"])
    for row, node in zip(nodes, told["nodes"]):
        for key in ("id", "kind", "type", "name", "modality", "polarity", "tense", "value"):
            assert row[key] == node.get(key)
        assert row["aliases"] == node.get("aliases", [])
        assert row["attributes"] == node.get("attributes", {}) and row["codes"] == node.get("codes", {})
        assert (row["begin"], row["end"]) == (node.get("when", {}).get("begin"), node.get("when", {}).get("end"))
        assert row["score"] == pytest.approx(node.get("score", 1), abs=0.0006)
    edges = tables.edges.to_pylist(maps_as_pydicts="strict")
    assert [(e["id"], e["kind"], e["type"], e["source"], e["target"], e["attributes"]) for e in edges] == \
        [(e["id"], e["kind"], e["type"], e["source"], e["target"], e.get("attributes", {})) for e in told["edges"]]
    words = ("document", "begin", "end", "text", "form", "rule", "lemma", "merged")
    mentions = [(m["of"], *map(m.get, words)) for m in tables.mentions.to_pylist()]
    assert mentions == [(item["id"], *map(m.get, words)) for item in told["nodes"] + told["edges"] for m in item["mentions"]]
    claims = tables.claims.to_pylist()
    assert [(c["id"], c["source"], c["content"], c["events"]) for c in claims] == \
        [(c["id"], c.get("source"), c["content"]["text"], c.get("events", [])) for c in told["claims"]]
    assert tables.documents.to_pylist()[0]["key"] == "talks"


def test_why_nodes_of_two_documents_are_one(stories):
    whole = tidings.merge(tidings.pipe([{"id": "a", "text": "Anna Weber left."}, {"id": "b", "text": "Anna Weber met Marek Novak."}]))
    [first, second] = whole.named("Anna Weber").mentions
    assert (first.merged, second.merged) == (None, "name")
    assert whole.events()[0].mentions[0].lemma == "leave" and first.lemma is None
    assert "name" in whole.to_arrow().mentions.column("merged").to_pylist()


def test_arrow_takes_the_buffers_themselves(graph):
    import pyarrow
    table = graph.table("nodes")
    first, second = pyarrow.record_batch(table), pyarrow.record_batch(table)
    address = [batch.column("name").buffers()[2].address for batch in (first, second)]
    assert address[0] == address[1]
    del table, second
    assert first.column("name")[0].as_py() == graph.nodes[0].name  # the buffers outlive the table


def test_arrow_of_nothing_and_of_broken_bytes():
    for text in ("", b"\xff\xfeAnna Weber\xff met Marek Novak\xff in Vienna."):
        graph = tidings.extract(text)
        for table in graph.to_arrow():
            table.validate(full=True)
    with pytest.raises(ValueError, match="no table 'words'"):
        graph.table("words")


def test_pandas_frames(graph):
    frames = graph.to_pandas()
    people = frames.nodes[frames.nodes.type == "person"]
    assert list(people.name) == [n.name for n in graph.people()]
    words = frames.mentions.merge(people, left_on="of", right_on="id")
    assert len(words) == sum(len(n.mentions) for n in graph.people())


def test_parquet_and_back(graph, tmp_path):
    import pyarrow.parquet
    graph.to_parquet(tmp_path)
    for name, table in zip(tidings.Tables._fields, graph.to_arrow()):
        assert pyarrow.parquet.read_table(tmp_path / f"{name}.parquet").equals(table)


def test_tokens_and_names():
    analysis = tidings.Analyzer().analyze("Anna Weber doesn't live in Oslo.\n\nShe left.")
    assert [t.text for t in analysis.tokens[:4]] == ["Anna", "Weber", "does", "n't"]
    assert [analysis.text[t.begin:t.end] for t in analysis.tokens] == [t.text for t in analysis.tokens]
    assert [(n.begin, n.end, n.type) for n in analysis.names] == [(0, 2, "person"), (6, 7, "location")]
    assert analysis.sentences == [(0, 8), (8, 11)]
    assert analysis.tokens[0].head == 1 or analysis.tokens[1].head == 0
    assert "# text = She left." in analysis.to_conllu()


def test_spacy_has_the_same_text_trees_and_names(stories):
    pytest.importorskip("spacy")
    analyzer = tidings.Analyzer()
    for text in [*stories.values(), "", " ", "\n\n  Anna  Weber \t left. ", "😀 Zoë met\u00a0Anna\ud800."]:
        analysis = analyzer.analyze(text)
        doc = analysis.to_spacy()
        assert doc.text == text.replace("\ud800", "\ufffd")
        words = [token for token in doc if not token.is_space]
        assert [w.text for w in words] == [t.text for t in analysis.tokens]
        for word, token in zip(words, analysis.tokens):
            assert (word.idx, word.lemma_, word.pos_, str(word.morph)) == (token.begin, token.lemma, token.pos, token.morph)
            head = word if token.head is None else words[token.head]
            assert word.head == head
        assert [(e.start_char, e.end_char) for e in doc.ents] == \
            [(analysis.tokens[n.begin].begin, analysis.tokens[n.end - 1].end) for n in analysis.names]
        for mention in doc.user_data["tidings"].mentions():
            assert doc.text[mention.begin:mention.end] == mention.text
    with pytest.raises(ValueError, match="code points"):
        tidings.Analyzer(offsets="byte").analyze("Anna").to_spacy()
