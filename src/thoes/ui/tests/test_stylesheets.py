"""The stylesheets speak in tokens and in logical directions, so that a scheme, a language or a house style is one block."""

import re
from collections.abc import Iterator

from thoes.ui.building import ROOT

_STYLES = ROOT / "frontend" / "css"
_VALUES_LIVE_IN = {"tokens.css", "theme.css", "print.css"}
_PHYSICAL = re.compile(
    r"(?:^|[\s{;-])(?:left|right)(?:-[a-z-]+)?\s*:"  # margin-left:, left:, border-right-width:
    r"|:\s*[^;]*\b(?:left|right)\b"  # text-align: left, float: right, background-position: right
    r"|(?:margin|padding|inset|border-width|border-radius):\s*\S+\s+(\S+)\s+\S+\s+(?!\1\b)\S+;"  # four sides that differ
)


def _lines() -> Iterator[tuple[str, str]]:
    for style in sorted(_STYLES.glob("*.css")):
        without_comments = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.S)
        yield from ((style.name, line.strip()) for line in without_comments.splitlines())


def test_no_style_knows_left_from_right() -> None:
    assert [(name, line) for name, line in _lines() if _PHYSICAL.search(line)] == []


def test_the_search_for_left_and_right_finds_what_it_is_for() -> None:
    for physical in ("margin-left: 1rem;", "right: 0;", "text-align: left;", "padding: 0 1px 2px 3px;"):
        assert _PHYSICAL.search(physical), physical
    for logical in ("margin-inline-start: 1rem;", "text-align: start;", "padding: 0 1px 2px 1px;", "color: var(--a);"):
        assert not _PHYSICAL.search(logical), logical


def test_every_colour_is_a_token() -> None:
    written_out = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")

    assert [(n, line) for n, line in _lines() if n not in _VALUES_LIVE_IN and written_out.search(line)] == []


def test_every_size_of_text_is_a_step_of_the_scale() -> None:
    # The words inside a drawing are measured in the units of that drawing.
    sizes = [
        (n, line) for n, line in _lines() if line.startswith("font-size:") and n not in {"print.css", "charts.css"}
    ]

    assert sizes
    assert [(n, s) for n, s in sizes if not re.fullmatch(r"font-size: (var\(--thoes-text-\w+\)|inherit);", s)] == []


def test_every_distance_is_a_step_of_the_scale() -> None:
    distance = re.compile(r"(?:gap|row-gap|column-gap|(?:margin|padding)(?:-[a-z-]+)?): ([^;]+);")
    step = re.compile(r"var\(--[\w-]+\)|calc\(.+\)|env\(.+\)|-?0|-?\dpx|auto|!important")
    odd = [
        (name, line)
        for name, line in _lines()
        if name not in _VALUES_LIVE_IN and (found := distance.fullmatch(line)) and step.sub("", found[1]).strip()
    ]

    assert odd == []


def test_a_class_means_one_thing_in_one_file() -> None:
    """`_lines` strips, so the files are read here: a rule inside a media query belongs to a class of before."""
    found: dict[str, set[str]] = {}
    for style in sorted(_STYLES.glob("*.css")):
        for name in re.findall(r"^\.([\w-]+) \{", style.read_text(encoding="utf-8"), flags=re.M):
            found.setdefault(name, set()).add(style.name)

    # The values and the base of the theme.
    assert {name: files for name, files in found.items() if len(files) > 1} == {
        "thoes-theme": {"theme.css", "tokens.css"}
    }
