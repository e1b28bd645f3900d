"""The demo page in a real browser. demo_test.py PACKAGE: the folder of the npm package. Ends with 77 where there is no Chromium."""
import functools
import http.server
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "view"))
import browser


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main(package):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=package))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.Browser()
    try:
        page.open(f"http://127.0.0.1:{server.server_port}/demo/")
        page.wait("return !document.querySelector('button').disabled")
        page.run("document.querySelector('textarea').value = 'Anna Weber met Marek Novak in Vienna on Monday.'")
        page.click("button")
        page.wait("return !document.querySelector('pre').hidden")
        summary = page.run("return document.querySelector('pre').textContent")
        assert "Anna Weber" in summary and "2015-09-14" in summary, summary
        assert "Marek Novak" in page.run("return document.querySelector('iframe').srcdoc")
        wrong = [line for line in page.log() if "favicon" not in line]
        assert not wrong, wrong
    finally:
        page.close()
        server.shutdown()


if __name__ == "__main__":
    if not browser.is_here():
        print("skipped: no Chromium")
        sys.exit(77)
    main(sys.argv[1])
