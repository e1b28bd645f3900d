"""Many documents, one graph."""
import threading

import pytest

import tidings


@pytest.fixture
def graphs(stories):
    return [tidings.extract(text, id=name) for name, text in stories.items()]


def test_one_graph_of_all_whatever_the_order(graphs, tmp_path):
    with tidings.Corpus(tmp_path / "news.tidings").batch() as corpus:
        assert all(corpus.add(graph) for graph in reversed(graphs))
        assert not corpus.add(graphs[0])
    again = tidings.Corpus(tmp_path / "news.tidings", read_only=True)
    by_key = sorted(graphs, key=lambda graph: graph.documents[0].key)
    assert again.snapshot().to_json() == tidings.merge(by_key).to_json()
    assert list(again) == again.keys() == [g.documents[0].key for g in by_key] and len(again) == len(graphs)
    assert again["talks.txt"].to_json() == next(g for g in graphs if g.documents[0].key == "talks.txt").to_json()


def test_what_was_removed_leaves_no_trace(graphs):
    corpus = tidings.Corpus()
    for graph in graphs[:2]:
        corpus.add(graph)
    before = corpus.snapshot().to_json()
    corpus.add(graphs[2])
    assert corpus.snapshot().to_json() != before
    assert corpus.remove(graphs[2].documents[0].key) and not corpus.remove("nothing")
    assert corpus.snapshot().to_json() == before
    with pytest.raises(KeyError):
        corpus["nothing"]


def test_a_batch_is_all_or_nothing(graphs):
    corpus = tidings.Corpus()
    with pytest.raises(RuntimeError, match="stop"), corpus.batch():
        corpus.add(graphs[0])
        raise RuntimeError("stop")
    assert len(corpus) == 0
    assert not corpus.replace(graphs[0]) and corpus.replace(graphs[0]) and len(corpus) == 1


def test_files_and_graphs_that_are_wrong(graphs, tmp_path):
    (tmp_path / "other").write_bytes(b"no store" * 1000)
    with pytest.raises(tidings.Error) as raised:
        tidings.Corpus(tmp_path / "other")
    assert raised.value.file == str(tmp_path / "other")
    with pytest.raises(tidings.Error):
        tidings.Corpus(tmp_path / "none", read_only=True)
    corpus = tidings.Corpus()
    corpus.add(graphs[0])
    with pytest.raises(tidings.Error, match="offsets in byte"):
        corpus.add(tidings.Analyzer(offsets="byte").extract("Anna Weber left.", id="x"))


def test_threads_wait_for_each_other(graphs):
    corpus = tidings.Corpus()
    threads = [threading.Thread(target=corpus.add, args=(graph,)) for graph in graphs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(corpus) == len(graphs)


PENS = '[[same]]\nentities = ["Robert Galbraith", "Joanne Rowling"]\n'


def names_of(graph):
    return sorted(node.name for node in graph.people())


@pytest.fixture
def pens():
    texts = {"monday": "Robert Galbraith published a novel in London.", "tuesday": "Joanne Rowling visited Oslo."}
    return [tidings.extract(text, id=key) for key, text in texts.items()]


def test_who_users_say_is_one_is_one_until_they_take_it_back(pens):
    corpus = tidings.Corpus()
    for graph in pens:
        corpus.add(graph)
    before = corpus.snapshot()
    assert names_of(before) == ["Joanne Rowling", "Robert Galbraith"]
    corpus.constrain(PENS)
    assert corpus.constraints == PENS
    assert names_of(corpus.snapshot()) == ["Robert Galbraith"]
    assert corpus.snapshot().to_json() == tidings.merge(pens, constraints=PENS).to_json()
    corpus.constrain("")
    assert corpus.snapshot().to_json() == before.to_json()


def test_constraints_that_are_wrong_say_where(pens):
    corpus = tidings.Corpus()
    with pytest.raises(tidings.Error) as raised:
        corpus.constrain('[[same]]\nentities = ["Robert Galbraith"]\n', "pens.toml")
    assert (raised.value.file, raised.value.line) == ("pens.toml", 1)
    assert corpus.constraints == ""
    with pytest.raises(tidings.Error, match="keeps them apart"):
        tidings.merge(pens, constraints=PENS + PENS.replace("same", "different"))


def test_what_has_changed_since_a_snapshot(pens):
    corpus = tidings.Corpus()
    corpus.add(pens[0])
    earlier = corpus.snapshot()
    corpus.add(pens[1])
    change = corpus.diff(earlier)
    assert "Joanne Rowling" in [node.name for node in change.added] and not change.removed
    assert [edge.type for edge in change.added_edges] and "+ Joanne Rowling" in str(change)
    later = corpus.snapshot()
    corpus.constrain(PENS)
    [(were, one)] = corpus.diff(later).merged
    assert sorted(node.name for node in were) == ["Joanne Rowling", "Robert Galbraith"] and one.name == "Robert Galbraith"
    [(was, are)] = tidings.diff(corpus.snapshot(), later).split
    assert was.name == "Robert Galbraith" and len(are) == 2
    assert not any(corpus.diff(corpus.snapshot()))
