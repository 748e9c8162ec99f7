"""The page in a real Chromium: readable at any width, in the dark and on paper, silent, asking nobody for anything."""

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--enable-logging=stderr",
)  # fmt: skip
DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")
MEASURE = """
const light = c => { const p = c.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                     return .2126 * p[0] + .7152 * p[1] + .0722 * p[2]; };
const rgb = s => s.match(/[\\d.]+/g).map(Number);
function ground(e) {
  for (; e; e = e.parentElement) {
    const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3);
  }
  return [255, 255, 255];
}
function look(frame) {
  const doc = frame.contentDocument, faint = [], small = [];
  doc.querySelectorAll('details').forEach(d => d.open = true);
  const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  for (let n; n = walk.nextNode();) {
    if (!n.data.trim()) continue;
    const e = n.parentElement, s = getComputedStyle(e), svg = e.closest('svg');
    if (svg && (e.tagName === 'title' || e.tagName === 'desc')) continue;
    const [a, b] = [light(rgb(svg ? s.fill : s.color)), light(ground(svg ? svg.parentElement : e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) faint.push(n.data.trim().slice(0, 30) + ' ' + ((a + .05) / (b + .05)).toFixed(2));
    if (parseFloat(s.fontSize) < 10) small.push(n.data.trim().slice(0, 30));
  }
  const wide = [...doc.querySelectorAll('main *')].filter(e => !e.closest('.scroll') && !e.closest('svg')
    && e.getBoundingClientRect().right > frame.clientWidth + 1).map(e => e.tagName + '.' + e.className);
  return {scroll: doc.documentElement.scrollWidth, width: frame.clientWidth, faint, small, wide,
          charts: doc.querySelectorAll('svg[role=img]').length, ground: getComputedStyle(doc.body).backgroundColor};
}
addEventListener('load', () => document.body.dataset.seen = JSON.stringify([...document.querySelectorAll('iframe')].map(look)));
"""


def chromium(folder: Path, page: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(dir=folder) as profile:
        return subprocess.run(
            [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()],
            capture_output=True, text=True, timeout=120, check=False,
            env={"PATH": os.environ["PATH"], "HOME": profile, "LANG": "C.UTF-8"},
        )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CHROMIUM:
        pytest.skip("Chromium is absent: apt-get install chromium")
    return tmp_path_factory.mktemp("chromium")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_can_be_read_at_390_and_1280(folder: Path, written_page: str, mode: str) -> None:
    """Frames of two widths are measured by a script of the test's own, in a copy without the policy."""
    bare = re.sub(r"<meta http-equiv=[^>]*>", "", written_page)
    frames = "".join(f'<iframe style="width:{wide}px;height:900px;border:0" srcdoc="{html.escape(bare)}"></iframe>'
                     for wide in (390, 1280))  # fmt: skip
    frame = folder / f"{mode}.html"
    frame.write_text(f"<!doctype html><meta charset=utf-8><body>{frames}<script>{MEASURE}</script>", encoding="utf-8")
    done = chromium(folder, frame, "--dump-dom", "--virtual-time-budget=5000", *(DARK if mode == "dark" else ()))
    found = re.search(r'data-seen="([^"]*)"', done.stdout)
    assert found, done.stderr[-2000:]
    for seen in json.loads(html.unescape(found[1])):
        assert seen["faint"] == []
        assert seen["small"] == []
        assert seen["wide"] == []
        assert seen["scroll"] <= seen["width"]
        assert seen["charts"] >= 6
        assert seen["ground"] == ("rgb(18, 22, 29)" if mode == "dark" else "rgb(250, 248, 244)")


def test_it_is_silent_asks_nobody_and_prints(folder: Path, written_page: str) -> None:
    page, log, shot, printed = (folder / f"week.{end}" for end in ("html", "json", "png", "pdf"))
    page.write_text(written_page, encoding="utf-8")
    paper = (f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    done = chromium(folder, page, "--window-size=1280,1800", f"--screenshot={shot}", f"--log-net-log={log}", *paper)
    assert "CONSOLE" not in done.stderr
    assert shot.read_bytes().startswith(b"\x89PNG")
    assert shot.stat().st_size > 40_000
    asked = set(re.findall(r'"url":"(https?://[^"/]*)', log.read_text(encoding="utf-8", errors="replace")))
    assert {one for one in asked if "google" not in one and "gvt1" not in one} == set()
    assert "evil.example" not in log.read_text(encoding="utf-8", errors="replace")
    raw = printed.read_bytes()
    assert raw.startswith(b"%PDF")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", raw)) <= 12


def test_a_request_would_have_been_seen(folder: Path, written_page: str) -> None:
    """The policy stops a picture from elsewhere, and the console says so: the test above can fail."""
    page = folder / "asking.html"
    page.write_text(written_page.replace("<main", '<img src="http://elsewhere.example/x.png"><main'), encoding="utf-8")
    done = chromium(folder, page, "--window-size=1280,800", f"--screenshot={folder / 'asking.png'}")
    assert "CONSOLE" in done.stderr
    assert "elsewhere.example" in done.stderr
