"""A real JupyterLab in Chromium, for the tests with the marker ``peers``: notebooks, and what a view asks and shows."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, final

from notebooks import write_notebook

if TYPE_CHECKING:  # few people install the extra `peers`
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".ci" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "apputils-extension/themes": {"adaptive-theme": True},
    "notebook-extension/tracker": {"autoStartDefaultKernel": True, "windowingMode": "none"},
}
"""The theme follows the browser, nothing is asked before a notebook runs, and cells out of sight are drawn too."""
PATIENCE_S = 120
"""How long a kernel or a page may take before a test fails."""


@final
class Lab(NamedTuple):
    """A running JupyterLab: its address and token, the folder of its notebooks, and a browser.

    ``asked`` holds the address of everything that a page has asked for.
    """

    address: str
    token: str
    folder: Path
    browser: "Browser"
    asked: list[str]

    def write(self, name: str, *sources: str) -> str:
        """Write a notebook of code cells into the folder, and return the name of its file."""
        script = self.folder / f"{name}.py"
        script.write_text("".join(f"# %%\n{source}\n" for source in sources), encoding="utf-8")
        return write_notebook(script, self.folder).name

    @contextlib.contextmanager
    def opened(self, name: str) -> "Iterator[Page]":
        """Open a notebook, run all its cells, and wait until the last one has run."""
        context = self.browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light")
        page = context.new_page()
        page.set_default_timeout(PATIENCE_S * 1000)
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(f"{self.address}/doc/tree/{name}?token={self.token}&reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        self._wait_for_kernel(name)
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(ALL_RUN)
        yield page
        context.close()

    def _wait_for_kernel(self, name: str) -> None:
        """Wait until a page is connected to the kernel of a notebook. Lab forgets what it runs before that."""
        for _ in range(PATIENCE_S * 2):
            with urllib.request.urlopen(f"{self.address}/api/sessions?token={self.token}", timeout=30) as reply:
                sessions = json.load(reply)
            kernels = [session["kernel"] for session in sessions if session["path"] == name]
            if any(kernel["connections"] and kernel["execution_state"] == "idle" for kernel in kernels):
                return
            time.sleep(0.5)
        raise AssertionError("the kernel did not start")

    def asked_elsewhere(self) -> list[str]:
        """The addresses that a page has asked for, other than those of JupyterLab itself."""
        own = (f"{self.address}/", f"{self.address.replace('http', 'ws')}/", f"blob:{self.address}/", "data:")
        return [address for address in self.asked if not address.startswith(own)]


ALL_RUN = """() => {
  const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].map((prompt) => prompt.textContent);
  return prompts.length > 0 && prompts.every((prompt) => /\\d/.test(prompt));
}"""
"""Whether each cell of a notebook has run."""

SHOWN = """(selector) => {
  for (const details of document.querySelectorAll(`${selector} details`)) details.open = true;
}"""

TOO_WIDE = """(selector) => {
  const found = [];
  for (const root of document.querySelectorAll(selector)) {
    const right = root.getBoundingClientRect().right + 0.5;
    for (const node of root.querySelectorAll("*")) {
      const box = node.getBoundingClientRect();
      const unseen = getComputedStyle(node).position === "absolute" || node.closest("thead, svg *");
      if (!unseen && box.width && box.right > right) found.push(`${node.tagName}: ${node.textContent.slice(0, 60)}`);
    }
    if (root.scrollWidth > root.clientWidth) found.push(`the whole view: ${root.scrollWidth} in ${root.clientWidth}`);
  }
  return found;
}"""
"""What is wider than the view that holds it."""


def show_all(page: "Page", selector: str, *, width: int = 1200, dark: bool = False) -> None:
    """Show these views in a window of this width, in light or in dark, with all details open."""
    page.set_viewport_size({"width": width, "height": 1_000})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.wait_for_selector(f"body[data-jp-theme-light={'false' if dark else 'true'}]", state="attached")
    page.evaluate(SHOWN, selector)
    page.wait_for_timeout(500)


def violations(page: "Page", selector: str) -> list[str]:
    """What axe finds wrong in these elements: the rule, and the HTML of each place."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    ask = "async ([where, rules]) => (await axe.run(where, {runOnly: rules})).violations"
    found = page.evaluate(ask, [selector, rules])
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def too_wide(page: "Page", selector: str) -> list[str]:
    """What overflows these elements."""
    wide: list[str] = page.evaluate(TOO_WIDE, selector)
    return wide


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """Start JupyterLab and Chromium, with all their files in ``folder``, and stop both at the end."""
    from playwright.sync_api import sync_playwright

    notebooks = folder / "notebooks"
    notebooks.mkdir()
    port, token = _free_port(), secrets.token_hex(16)
    address = f"http://127.0.0.1:{port}"
    own = {
        name: str(folder / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    options = (
        *("--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"),
        *(f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={notebooks}", "--ServerApp.port_retries=0"),
        *("--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
    )
    settings = folder / "JUPYTER_CONFIG_DIR" / "lab" / "user-settings" / "@jupyterlab"
    for plugin, chosen in SETTINGS.items():
        file = settings / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(chosen), encoding="utf-8")
    log = (folder / "log").open("wb")
    environment = {**os.environ, **own, "PYTHONPATH": paths}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=log, cwd=folder
    )
    try:
        _wait_for(address, server, folder / "log")
        chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
            yield Lab(address, token, notebooks, browser, [])
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(PATIENCE_S * 4):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/login", timeout=5):
            return
        time.sleep(0.25)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
