"""The way to question paths from the pages of the guide."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from thoes.guide.paths.asking import QuestionPath
from thoes.guide.paths.texts_of_paths import PATH_TEXTS


@dataclass(frozen=True, slots=True)
class PathLinks:
    """Some paths under one heading; `language` is that of the words."""

    title: str
    language: str
    paths: tuple[tuple[str, str], ...]
    """The address and the question of each."""


def path_links(paths: Iterable[QuestionPath], language: str) -> PathLinks:
    """Links to these paths, for a page in this language."""
    wording = PATH_TEXTS.wording(language)
    found = tuple(
        (reverse("guide:path", args=[language, path.key]), wording[f"paths.{path.key}.title"]) for path in paths
    )
    return PathLinks(wording["title"], wording.language, found)
