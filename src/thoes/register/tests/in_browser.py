"""What a page in a real browser is looked at for."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[object]:
    """What axe finds wrong; with a page that scrolls sideways."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    assert isinstance(found, list)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("scrolls sideways")
    return found
