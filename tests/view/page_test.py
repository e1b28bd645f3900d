"""The page of `tidings view` in a real browser: picture, filters, words, keys, hostile names, many nodes, no network.

page_test.py TIDINGS: the command. Ends with 77 (skipped) where there is no Chromium.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

import browser

TIDINGS = "build/tidings"
HERE = pathlib.Path(__file__).resolve().parent
TEXT = "Ann Lee met Bo Karlsen in Oslo on Monday. Ministers accused hackers \U0001F600 of a theft. Bo Karlsen denied it."
EVIL = "</script><script>document.body.dataset.evil = 1</script><img src=x onerror='document.body.dataset.evil = 1'>"


def mention(words, text=TEXT, form="name", at=0):
    """Offsets in code points, so that the page has to count anew for its own strings."""
    begin = text.index(words, at)
    start = max(text.rfind(". ", 0, begin) + 2, 0) if ". " in text[:begin] else 0
    return {"document": "d1", "begin": begin, "end": begin + len(words), "text": words, "form": form, "sentence": [start, text.index(".", begin) + 1]}


def entity(i, kind, words, name=None):
    return {"id": f"e{i}", "kind": "entity", "type": kind, "name": name or words, "mentions": [mention(words)]}


def event(i, kind, words, modality="actual", when=None):
    node = {"id": f"v{i}", "kind": "event", "type": kind, "name": words, "modality": modality, "polarity": "positive", "mentions": [mention(words, form="verb")]}
    return {**node, "when": when} if when else node


def role(i, kind, source, target, words):
    return {"id": f"x{i}", "kind": "role", "type": kind, "source": source, "target": target, "mentions": [{**mention(words), "sentence": None}]}


def story(evil=""):
    return {
        "format": "tidings-graph", "version": 1, "offsets": "codepoint",
        "documents": [{"id": "d1", "name": "oslo.txt", "title": "A meeting " + evil, "published": "2020-05-05", "length": len(TEXT), "text": TEXT}],
        "nodes": [entity(1, "person", "Ann Lee", "Ann Lee " + evil if evil else None), entity(2, "person", "Bo Karlsen"), entity(3, "location", "Oslo"),
                  entity(4, "organization", "Ministers"), entity(5, "group", "hackers"),
                  event(1, "contact.meet", "met", when={"begin": "2020-05-04", "end": "2020-05-04"}), event(2, "statement.accuse", "accused", "alleged"),
                  event(3, "contact.visit", "denied", when={"begin": "2020-07", "end": "2020-07"})],
        "edges": [role(1, "participant", "v1", "e1", "Ann Lee met"), role(2, "participant", "v1", "e2", "met Bo Karlsen"), role(3, "place", "v1", "e3", "met Bo Karlsen in Oslo"),
                  role(4, "agent", "v2", "e4", "Ministers accused"), role(5, "patient", "v2", "e5", "accused hackers"), role(6, "agent", "v3", "e2", "Bo Karlsen denied"),
                  role(7, "patient", "v3", "e1", "it")],
        "claims": [],
    }


def crowd(count):
    """People in a ring who meet their neighbours, and some far away."""
    nodes, edges = [], []
    for i in range(count // 2):
        nodes.append({"id": f"e{i}", "kind": "entity", "type": "person", "name": f"Person {i}", "mentions": []})
        nodes.append({"id": f"v{i}", "kind": "event", "type": "contact.meet", "name": "met", "modality": "actual", "polarity": "positive",
                      "when": {"begin": f"20{10 + i % 10}-0{1 + i % 9}"}, "mentions": []})
    for i in range(count // 2):
        for k, other in enumerate((i, (i * 7 + 1) % (count // 2))):
            edges.append({"id": f"x{i}-{k}", "kind": "role", "type": "participant", "source": f"v{i}", "target": f"e{other}", "mentions": []})
    documents = [{"id": "d1", "name": "crowd", "length": 0}]
    for item in nodes + edges:
        item["mentions"] = [{"document": "d1", "begin": 0, "end": 0, "text": item.get("name", "met")}]
    return {"format": "tidings-graph", "version": 1, "documents": documents, "nodes": nodes, "edges": edges, "claims": []}


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = browser.Browser()
        cls.folder = tempfile.TemporaryDirectory()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def show(self, graph, *options):
        done = subprocess.run([TIDINGS, "view", "--input", "graph", *options], input=json.dumps(graph).encode(), capture_output=True, check=True)
        page = pathlib.Path(self.folder.name, "page.html")
        page.write_bytes(done.stdout)
        self.browser.log()
        self.browser.open(page.as_uri())
        self.arranged(1)
        return done.stdout.decode()

    def arranged(self, times):
        self.browser.wait(f"return Number(document.body.dataset.arranged || 0) >= {times}")

    def text(self, css):
        return self.browser.run("return document.querySelector(arguments[0]).innerText", css)

    def tearDown(self):
        self.assertEqual(self.browser.log(), [])  # neither an error nor a broken policy

    def test_a_sentence_is_two_clicks_from_a_name_and_back(self):
        self.show(story())
        self.assertIn("5 names · 3 events · 1 document", self.text("#status"))
        self.browser.click("#details .item[data-id=e1]")
        self.assertIn("Ann Lee", self.text("#details h2"))
        self.browser.click("#details .item[data-id=v1]")
        self.assertIn("Ann Lee met Bo Karlsen in Oslo on Monday.", self.text("#details blockquote"))
        self.assertEqual(self.text("#details blockquote mark"), "met")
        self.browser.click("#details blockquote cite button")
        self.assertEqual(self.browser.run("return document.querySelector('#texts .text').innerText"), TEXT)
        self.browser.click("#texts mark[data-id=e5]")  # behind the emoji offsets differ by unit
        self.assertEqual(self.text("#texts mark[data-id=e5]") or "hackers", "hackers")
        self.assertIn("hackers", self.text("#details h2"))
        self.assertIn("alleged", self.browser.run("return document.querySelector('#details .item[data-id=v2]').innerText"))

    def test_marks_stand_at_their_words_behind_an_emoji(self):
        self.show(story())
        self.browser.click("#tab-texts")
        marks = self.browser.run("return [...document.querySelectorAll('#texts mark')].map(m => m.innerText)")
        self.assertEqual(marks, ["Ann Lee", "met", "Bo Karlsen", "Oslo", "Ministers", "accused", "hackers", "denied"])

    def test_a_line_in_the_picture_shows_the_words_that_it_stands_on(self):
        self.show(story())
        found = False
        box = self.browser.run("const r = document.getElementById('graph').getBoundingClientRect(); return [r.left, r.top, r.width, r.height]")
        for step in range(1, 400):  # a line is thin: go over the picture until one is hit
            x, y = box[0] + box[2] * (step * 0.618 % 1), box[1] + box[3] * ((step % 20) + 0.5) / 20
            self.browser.click_at(x, y)
            heading = self.browser.run("const h = document.querySelector('#details h2'); return h ? h.innerText : ''")
            if "–" in heading or "→" in heading:
                found = True
                break
        self.assertTrue(found)
        self.assertGreater(self.browser.run("return document.querySelectorAll('#details blockquote mark').length"), 0)

    def test_filters(self):
        graph = story()
        graph["documents"].append({"id": "d2", "name": "other.txt", "length": 0})  # of one document there is nothing to choose
        self.show(graph)
        self.browser.click("#certainties input[value=alleged]")
        self.assertIn("3 names · 2 events", self.text("#status"))
        self.browser.click("#families input[value=contact]")
        self.assertIn("0 names · 0 events", self.text("#status"))
        self.browser.click("#reset")
        self.assertIn("5 names · 3 events", self.text("#status"))
        self.browser.click("#kinds input[value=location]")
        self.assertIn("4 names · 3 events", self.text("#status"))
        self.browser.click("#kinds input[value=location]")
        self.browser.click("#documents input")
        self.assertIn("0 names", self.text("#status"))

    def test_the_slider_of_time(self):
        self.show(story())
        self.browser.click("#undated")
        self.assertIn("3 names · 2 events", self.text("#status"))
        self.browser.run("const s = document.getElementById('until'); s.value = +s.min + 10; s.dispatchEvent(new Event('input'))")
        self.browser.wait("return document.getElementById('status').innerText.includes('1 event ')")
        self.browser.click("#tab-timeline")
        self.assertEqual(self.browser.run("return document.querySelectorAll('#timeline .item').length"), 1)
        self.assertIn("2020-05-04", self.text("#timeline .item"))

    def test_every_event_is_a_node_in_the_other_picture(self):
        self.show(story())
        self.browser.click("input[value=events]")
        self.arranged(2)
        self.assertIn("5 names · 3 events", self.text("#status"))

    def test_the_keyboard_alone(self):
        self.show(story())
        self.browser.keys("/", *"karl")
        self.browser.keys("\ue007")  # Enter
        self.assertIn("Bo Karlsen", self.text("#details h2"))
        self.browser.keys("\ue00c")  # Escape
        self.browser.run("document.getElementById('graph').focus()")
        seen = set()
        for arrow in "\ue012\ue013\ue014\ue015" * 6:
            self.browser.keys(arrow)
            seen.add(self.text("#details h2"))
        self.assertGreaterEqual(len(seen), 3)
        self.browser.run("document.getElementById('tab-details').focus()")
        self.browser.keys("\ue014")  # to the next tab
        self.assertEqual(self.browser.run("return document.activeElement.id"), "tab-timeline")
        self.assertFalse(self.browser.run("return document.getElementById('timeline').hidden"))

    def test_a_name_is_never_markup(self):
        page = self.show(story(EVIL), "--title", EVIL)
        self.assertEqual(page.count("<script"), 7)  # six libraries and scripts, one of data
        for tab in ("names", "timeline", "texts", "details"):
            self.browser.click(f"#tab-{tab}")
        self.browser.click("#details .item[data-id=e1]")
        self.assertIn(EVIL, self.text("#details h2"))
        self.assertEqual(self.text("#title"), EVIL)
        self.assertIsNone(self.browser.run("return document.body.dataset.evil || null"))
        self.assertEqual(self.browser.run("return document.images.length"), 0)

    def test_the_policy_forbids_scripts_and_the_network(self):
        page = self.show(story())
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotIn("http", policy)
        self.browser.run("const s = document.createElement('script'); s.textContent = 'document.body.dataset.evil = 1'; document.body.append(s)")
        self.browser.run("fetch('http://127.0.0.1:9/').catch(() => {}); document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
        self.assertIsNone(self.browser.run("return document.body.dataset.evil || null"))
        blocked = [line for line in self.browser.log() if "Content Security Policy" in line]
        self.assertGreaterEqual(len(blocked), 3)

    def test_at_first_the_weightiest_names_then_what_is_asked_for(self):
        self.show(crowd(400))
        shown = lambda: int(self.text("#status").split()[0])
        self.assertIn(" of 200 names", self.text("#status"))
        at_first = shown()
        self.assertLessEqual(at_first, 60)
        self.browser.run("const b = document.getElementById('most'); b.value = 20; b.dispatchEvent(new Event('change'))")
        few = shown()
        self.assertLessEqual(few, 20)
        for name in ("Person 11", "Person 123", "Person 57"):  # not all three are among the twenty
            self.browser.run("const s = document.getElementById('search'); s.value = arguments[0]; s.dispatchEvent(new Event('input'))", name)
            self.browser.click("#found .item")
        self.assertGreater(shown(), few)
        self.browser.click("#all")
        self.assertTrue(self.text("#status").startswith("200 names"))
        self.browser.click("#reset")
        self.assertEqual(shown(), at_first)

    def test_two_thousand_nodes(self):
        begin = time.monotonic()
        self.show(crowd(2400), "--nodes", "2000")
        self.assertIn("the 2,000 weightiest of 2,400 nodes", self.text("#status"))
        self.browser.click("#all")
        self.arranged(2)
        self.browser.click("input[value=events]")
        self.arranged(3)
        print(f"2000 nodes twice arranged in {time.monotonic() - begin:.1f} s", file=sys.stderr)


class Libraries(unittest.TestCase):
    def test_are_what_their_table_says(self):
        vendor = HERE.parents[1] / "src" / "view" / "vendor"
        told = dict(re.findall(r"^\| (\S+\.js) \|.*\| ([0-9a-f]{64}) \|$", (vendor / "README.md").read_text(), re.M))
        self.assertEqual(told, {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in vendor.glob("*.js")})
        self.assertTrue(all(b"</script" not in f.read_bytes() and b"<!--" not in f.read_bytes() for f in vendor.glob("*.js")))


if __name__ == "__main__":
    if not browser.is_here():
        print("skipped: no chromium and chromedriver here")
        sys.exit(77)
    if len(sys.argv) > 1:
        TIDINGS = sys.argv.pop(1)
    unittest.main()
