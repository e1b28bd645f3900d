"""Text in, nodes and edges out."""
import datetime
import json
import pickle
import threading

import pytest

import tidings

TEXT = "Anna Weber met Marek Novak in Vienna on Friday. Novak will visit Oslo, Weber said."


def names(nodes):
    return [node.name for node in nodes]


def test_who_met_whom_and_what_is_planned():
    graph = tidings.extract(TEXT, published="2015-09-13")
    meeting, = graph.events("contact.meet")
    assert names(meeting.fillers("participant")) == ["Anna Weber", "Marek Novak"]
    assert (meeting.modality, meeting.polarity, meeting.tense) == ("actual", "positive", "past")
    assert meeting.when == ("2015-09-11", "2015-09-11")
    visit, = graph.events("contact.visit")
    assert visit.modality == "planned"
    assert names(graph.people()) == ["Anna Weber", "Marek Novak"]


def test_the_day_of_publication_is_a_day_or_a_str():
    days = ["2015-09-13", "2015-09-13T10:00:00Z", datetime.date(2015, 9, 13), datetime.datetime(2015, 9, 13, 10)]
    assert {tidings.extract(TEXT, published=day).to_json() for day in days} == {tidings.extract(TEXT, published=days[0]).to_json()}
    for wrong in ("yesterday", "2015-13-01", "13.09.2015"):
        with pytest.raises(ValueError, match="expected a day as YYYY-MM-DD"):
            tidings.extract(TEXT, published=wrong)


def test_who_says_what():
    claim, = tidings.extract(TEXT).claims
    assert claim.source.name == "Anna Weber"
    assert claim.content == "Novak will visit Oslo" == TEXT[claim.begin:claim.end]
    assert names(claim.events) == ["visit"]


def test_offsets_are_those_of_python_strings():
    text = "Zoë 😀 sagte. " + TEXT.replace("Weber", "Wéber") + "\ud800 \udcff Novak left."
    graph = tidings.extract(text)
    shown = text.replace("\ud800", "\ufffd").replace("\udcff", "\ufffd")
    assert graph.offsets == "codepoint"
    assert graph.documents[0].length == len(text)
    seen = 0
    for item in graph.nodes + graph.edges:
        for mention in item.mentions:
            assert mention.text == shown[mention.begin:mention.end]
            seen += 1
    assert seen > 10


@pytest.mark.parametrize("unit, encoding, width", [("byte", "utf-8", 1), ("utf16", "utf-16-le", 2)])
def test_offsets_in_other_units(unit, encoding, width):
    text = "😀 é: " + TEXT
    graph = tidings.Analyzer(offsets=unit).extract(text)
    encoded = text.encode(encoding)
    for mention in graph.mentions():
        assert encoded[mention.begin * width:mention.end * width].decode(encoding) == mention.text


def test_any_text_is_good():
    for text in ["", "\0", "a\0b " + TEXT, "\ud800\udfff", "\ud800", TEXT + "\x00" * 1000, b"\xff\xfe\x00", b"\xe9" + TEXT.encode(),
                 "x" * 1_000_000, "no end " * 5000, "(" * 5000, "\n" * 100_000]:
        graph = tidings.extract(text)
        assert tidings.Graph.from_json(graph.to_json()).to_json() == graph.to_json()
    with pytest.raises(TypeError, match="str or bytes, not int"):
        tidings.extract(3)
    with pytest.raises(TypeError, match="not NoneType"):
        tidings.extract(None)


def test_bytes_are_read_as_they_are():
    latin = "Zoë met Anna Weber in Vienna.".encode("latin-1")
    graph = tidings.extract(latin)
    shown = latin.decode("utf-8", "surrogateescape")
    assert [shown[m.begin:m.end] for m in graph.named("Anna Weber").mentions] == ["Anna Weber"]


def test_the_graph_is_kept_alive_by_its_parts():
    node = tidings.extract(TEXT).events("contact.meet")[0]
    edges = node.edges
    del node
    assert {edge.source.name for edge in edges} == {"met"}
    assert edges[0].source == edges[1].source and len({edge.source for edge in edges}) == 1


def test_what_is_there_by_its_id():
    graph = tidings.extract(TEXT)
    assert all(graph[item.id] == item for item in graph.nodes + graph.edges)
    assert "e1" in graph and "e99" not in graph
    with pytest.raises(KeyError):
        graph["e99"]
    assert len(graph) == len(graph.nodes) and graph["c1"].id == "c1"


def test_paths_and_timeline():
    graph = tidings.extract(TEXT, published="2015-09-13")
    hops = graph.path(graph.named("anna weber"), graph.named("vienna"))
    assert [edge.source.name for edge in hops] == ["met", "met"]
    assert names(graph.timeline()) == ["met"]
    with pytest.raises(ValueError, match="another graph"):
        graph.path(graph.nodes[0], tidings.extract(TEXT).nodes[1])


def test_every_edge_explains_itself():
    graph = tidings.Analyzer(texts=True).extract(TEXT)
    assert "[met]" in graph.events("contact.meet")[0].explain()
    assert all(edge.mentions and edge.explain() for edge in graph.edges)


def test_same_bytes_as_the_command(command, stories):
    for name, text in stories.items():
        told = command("extract", "--format", "json", "--offsets", "codepoint", "--published", "2015-09-13", "--input", "jsonl",
                       text=json.dumps({"id": name, "text": text}).encode())
        assert tidings.extract(text, id=name, published="2015-09-13").to_json().encode() == told


def test_every_format_has_the_commands_bytes(command, stories):
    text = stories["talks.txt"]
    line = json.dumps({"id": "talks", "text": text}).encode()
    graph = tidings.extract(text, id="talks")
    assert len(tidings.formats()) > 10
    for name in tidings.formats():
        if name == "summary":  # the command has the text at hand, and tells events in its words
            continue
        assert graph.to(name).encode() == command("extract", "--format", name, "--offsets", "codepoint", "--input", "jsonl", text=line)
    with pytest.raises(ValueError, match="no format 'gif': summary, dot, json"):
        graph.to("gif")


def test_pipe_keeps_the_order_whatever_the_threads(stories):
    texts = list(stories.values()) * 8
    expected = [tidings.extract(text).to_json() for text in stories.values()] * 8
    for threads in (1, 2, 8):
        assert [graph.to_json() for graph in tidings.pipe(texts, threads=threads)] == expected


def test_pipe_has_the_commands_bytes(command, stories):
    documents = [{"id": name, "text": text, "published": "2015-09-13", "source": "Wire", "title": "News"} for name, text in stories.items()]
    lines = "".join(json.dumps(d) + "\n" for d in documents).encode()
    told = command("extract", "--input", "jsonl", "--per-document", "--format", "jsonl", "--offsets", "codepoint", "--threads", 2, text=lines)
    assert "".join(graph.to("jsonl") for graph in tidings.pipe(documents, threads=2)).encode() == told
    whole = command("extract", "--input", "jsonl", "--format", "json", "--offsets", "codepoint", text=lines)
    assert tidings.merge(tidings.pipe(documents)).to_json().encode() == whole


def test_pipe_reads_ahead_a_bounded_way():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield TEXT

    graphs = tidings.pipe(endless(), threads=2)
    next(graphs)
    assert taken <= 64
    del graphs  # and is left in the middle


def test_a_wrong_document_is_told_at_its_turn():
    graphs = tidings.pipe([TEXT, {"id": "no text"}, TEXT])
    assert len(next(graphs)) > 0
    with pytest.raises(ValueError, match="no 'text'"):
        next(graphs)
    with pytest.raises(StopIteration):
        next(graphs)
    with pytest.raises(RuntimeError, match="from outside"):
        list(tidings.pipe(failing()))
    with pytest.raises(TypeError):
        tidings.pipe(3)
    with pytest.raises(ValueError, match="threads is 0"):
        tidings.pipe([], threads=0)


def failing():
    yield TEXT
    raise RuntimeError("from outside")


def test_one_analyzer_serves_all_threads(stories):
    analyzer = tidings.Analyzer()
    expected = {name: analyzer.extract(text).to_json() for name, text in stories.items()}
    wrong = []

    def read():
        for name, text in stories.items():
            if analyzer.extract(text).to_json() != expected[name]:
                wrong.append(name)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_other_threads_run_while_a_text_is_read():
    done = threading.Event()
    thread = threading.Thread(target=lambda: (tidings.extract(TEXT * 400), done.set()))
    thread.start()
    turns = 0
    while not done.wait(0.001):
        turns += 1
    thread.join()
    assert turns > 3


def test_ones_own_rules_and_what_is_wrong_in_them(tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text("[[rule]\n")
    with pytest.raises(tidings.Error) as raised:
        tidings.Analyzer(rules=[rules])
    assert raised.value.file == str(rules) and raised.value.line == 1
    assert raised.value.message in str(raised.value) and isinstance(raised.value, ValueError)
    with pytest.raises(tidings.Error):
        tidings.Analyzer(names=[rules])
    with pytest.raises(ValueError, match="expected codepoint, byte or utf16"):
        tidings.Analyzer(offsets="words")


def test_a_graph_of_other_programs():
    with pytest.raises(tidings.Error) as raised:
        tidings.Graph.from_json('{"format": "tidings-graph",\n "version": }')
    assert raised.value.line == 2
    graph = tidings.extract(TEXT)
    assert pickle.loads(pickle.dumps(graph)).to_json() == graph.to_json()


def test_names_that_are_attacks_in_a_notebook(monkeypatch):
    hostile = json.loads(tidings.extract("Anna Weber met Marek Novak.").to_json())
    for node in hostile["nodes"]:
        node["name"] = "</script><script>alert(1)</script>\"'><img onerror=alert(1)>"
    graph = tidings.Graph.from_json(json.dumps(hostile))
    assert "<script>alert" not in graph._repr_html_() and "<img" not in graph._repr_html_()
    monkeypatch.setattr("shutil.which", lambda _: None)
    page = graph._repr_html_()
    assert page.startswith("<iframe sandbox") and page.count("<") == 2
