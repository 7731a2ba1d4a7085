"""Write docs/images/view.png: the page of a store with its best supported agreement chosen.

    python docs/make_screenshot.py [STORE]

Needs Chromium and playwright; STORE is a folder that `kg ingest` made (default: .kg).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.store import open_read_only
from kg.view import write_view

IMAGE = Path(__file__).parent / "images" / "view.png"
# The agreement that joins most: with its panel, it shows most of what the page can do.
CHOOSE = """() => {
    const weight = (node, i) => (node.kind === "agreement" ? edgesOf[i].length : -1);
    const best = scene.nodes.map(weight).reduce((best, w, i, all) => (w > all[best] ? i : best), 0);
    choose({node: best});
}"""


def main(store: Path) -> None:
    """Take the picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        page_file = Path(folder) / "graph.html"
        write_view(open_read_only(store), page_file)
        browser = started.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 900}, locale="zh-TW")
        page.goto(page_file.as_uri())
        page.wait_for_selector("body[data-ready]")
        page.evaluate(CHOOSE)
        page.wait_for_timeout(800)  # until the picture has glided to the chosen node
        page.screenshot(path=IMAGE)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(".kg"))
