"""Takes the pictures in docs/screenshots from a running demo: `.venv/bin/python -m scripts.screenshots`.

    --address URL    the site to look at (http://127.0.0.1:8000)

Signs in as the demo's people where a page is not everybody's; their password comes from DEMO_PASSWORD or
var/demo-password. Each page is taken in German and Arabic, on a phone and at a desk.
"""

import argparse
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.environment import PROJECT

FOLDER = PROJECT / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
LANGUAGES = ("de", "ar")
DEVICES = {"phone": (360, 780), "desktop": (1280, 900)}
COLOURS = 96  # in the palette of a picture: flat areas and text need no more


@dataclass(frozen=True)
class Shown:
    """A page worth a picture: `path` below the language, for the editor the slug; `reader` is one of the demo."""

    name: str
    path: str
    reader: str = ""


PAGES = (
    Shown("home", ""),
    Shown("topic", "wegweiser/wohnsitz-anmelden/"),
    Shown("keep", "mitnehmen/"),
    Shown("poster", "plakat/wohnsitz-anmelden/"),
    Shown("projects", "projekte/"),
    Shown("projects-map", "projekte/?view=map"),
    Shown("project", "projekte/gp-2026-00005/"),
    Shown("contact", "projekte/gp-2026-00010/#contacts-title"),
    Shown("propose", "projekte/vorschlagen/neu/", reader="visitor@example.org"),
    Shown("compare", "projekte/vergleich/?id=gp-2026-00009&id=gp-2026-00002&id=gp-2026-00005"),
    Shown("figures", "projekte/zahlen/"),
    Shown("search", "suche/?q=Sprachkurs"),
    Shown("community", "communities/nour/"),
    Shown("room", "communities/nour/intern/", reader="member@example.org"),
)
EDITOR = Shown("editor", "wohnsitz-anmelden", reader="editor@example.org")


def main() -> None:
    """Take all of them."""
    parser = argparse.ArgumentParser(description="Take the pictures in docs/screenshots from a running demo.")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="the site to look at")
    address = parser.parse_args().address.rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shown in PAGES:
            for language in LANGUAGES:
                for device, size in DEVICES.items():
                    page = _open(browser, address, size, language, shown.reader)
                    page.goto(f"{address}/{language}/{shown.path}")
                    _keep(page, f"{shown.name}-{language}-{device}")
                    page.context.close()
        _take_editor(browser, address)
        _take_translating(browser, address)
        _take_review(browser, address)
        browser.close()


def _open(browser: Browser, address: str, size: tuple[int, int], language: str, reader: str) -> Page:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale=language)
    page = context.new_page()
    if reader:
        page.goto(f"{address}/{language}/konto/login/")
        page.locator("#id_login").fill(reader)
        page.locator("#id_password").fill(_password())
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
    return page


def _take_editor(browser: Browser, address: str) -> None:
    page = _open(browser, address, DEVICES["desktop"], "de", EDITOR.reader)
    found = page.request.get(f"{address}/api/v3/pages/?slug={EDITOR.path}&locale={LANGUAGES[0]}").json()
    number = found["items"][0]["id"]
    page.goto(f"{address}/admin/pages/{number}/edit/")
    page.wait_for_load_state("networkidle")
    _keep(page, "editor-de-desktop")
    page.context.close()


def _take_translating(browser: Browser, address: str) -> None:
    """Take the matrix, and the page for translating in Arabic and in Easy German."""
    page = _open(browser, address, DEVICES["desktop"], "de", "publisher@example.org")
    found = page.request.get(f"{address}/api/v3/pages/?slug={EDITOR.path}&locale={LANGUAGES[0]}").json()
    number = found["items"][0]["id"]
    for name, path in (
        ("translations", ""),
        ("translate", f"{number}/ar/"),
        ("easy-german", f"{number}/de-simple/"),
    ):
        page.goto(f"{address}/admin/translations/{path}")
        page.wait_for_load_state("networkidle")
        if name == "easy-german":
            field = page.locator("textarea").nth(1)
            field.fill("Ihre Anmeldung wird vom Bürgeramt bestätigt, wenn Sie z. B. keinen Termin haben.")
            page.wait_for_selector(".tr-advice li:has-text('z. B.')")
            field.scroll_into_view_if_needed()
        _keep(page, f"{name}-de-desktop")
    page.context.close()


def _take_review(browser: Browser, address: str) -> None:
    page = _open(browser, address, DEVICES["desktop"], "de", "project-editor@example.org")
    page.goto(f"{address}/admin/project_proposals/")
    page.locator("td.title a").first.click()
    page.wait_for_load_state("networkidle")
    _keep(page, "review-de-desktop")
    page.context.close()


def _keep(page: Page, name: str) -> None:
    """Store what the window shows with a small palette."""
    picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    print(name)


def _password() -> str:
    return os.environ.get("DEMO_PASSWORD") or Path(PROJECT / "var" / "demo-password").read_text().strip()


if __name__ == "__main__":
    main()
