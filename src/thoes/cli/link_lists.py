"""`thoes link-lists`: lists of people linked by name, and how many stand in none of them; without a database."""

from pathlib import Path
from typing import Any

import click
from django.utils import timezone, translation
from django.utils.translation import get_language
from rich.console import Console

from thoes.cli.console import file_refusals, say_left_out, write_json
from thoes.kernel.refusals import Refusal
from thoes.monitor.public import (
    SEED,
    Interval,
    LinkedEstimate,
    LinkedLists,
    dependence_of_lists,
    histories_as_csv,
    link_and_estimate,
    list_names,
    people_in_file,
)
from thoes.ui.charts.scales import number_in

WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "linked": "Gekoppeld: {links} keer is iemand in twee lijsten dezelfde.",
        "quality": "Geschat: {precision:.1%} van de koppelingen klopt, en {recall:.1%} van de echte koppelingen is gevonden.",
        "pseudonyms": "Gekoppeld op pseudoniem. Niets in de lijsten zegt hoe goed die pseudoniemen zijn.",
        "nameless": "Regels zonder naam, die niet meedoen: {count}.",
        "repeated": "Regels die twee keer in een lijst stonden: {count}.",
        "history": "{lists}: {count}",
        "nowhere": "in geen andere lijst",
        "odds": "Bij een odds ratio van {low:g} tot {high:g}: {interval} mensen, gezien of niet.",
        "model": "Gekozen model: {terms}. Schatting {interval} mensen, gezien of niet.",
        "independent": "geen samenhang",
        "certain": "Zonder twijfel over de koppelingen zou dat {interval} zijn.",
        "none": "Er is geen schatting: de lijsten overlappen te weinig.",
        "range": "{low} tot {high}",
        "no_limit": "geen grens",
        "kept": "Bewaard zijn alleen aantallen, in {path}. Namen zijn nergens bewaard.",
        "nothing_kept": "Er is niets bewaard. Namen zijn nergens bewaard.",
    },
    "en": {
        "linked": "Linked: {links} times somebody is the same in two lists.",
        "quality": "Estimated: {precision:.1%} of the links are right, and {recall:.1%} of the true links were found.",
        "pseudonyms": "Linked by pseudonym. Nothing in the lists says how good those pseudonyms are.",
        "nameless": "Lines without a name, which do not count: {count}.",
        "repeated": "Lines that stood in a list twice: {count}.",
        "history": "{lists}: {count}",
        "nowhere": "in no other list",
        "odds": "With an odds ratio from {low:g} to {high:g}: {interval} people, seen or not.",
        "model": "Chosen model: {terms}. Estimate {interval} people, seen or not.",
        "independent": "no dependence",
        "certain": "Without doubt about the links that would be {interval}.",
        "none": "There is no estimate: the lists overlap too little.",
        "range": "{low} to {high}",
        "no_limit": "no limit",
        "kept": "Only counts were kept, in {path}. Names were kept nowhere.",
        "nothing_kept": "Nothing was kept. Names were kept nowhere.",
    },
}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--odds-ratio",
    nargs=2,
    type=float,
    metavar="LOW HIGH",
    help="How two lists may depend on each other; without it 0.5 2.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write how many stand in which lists to this csv."
)
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="For the bootstrap.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def link_lists_command(
    files: tuple[Path, ...],
    odds_ratio: tuple[float, float] | None,
    out: Path | None,
    seed: int,
    form: str,
    language: str,
) -> None:
    """Link lists of people by name, birth date, nationality and place, and estimate how many stand in none.

    FILES are xlsx, ods or csv. Each file is one list with a line for each person; its name is what the list is called. Names
    stay in the memory of this command and are gone when it ends: what is kept is how many people stand in which lists, in the
    form that `thoes estimate` reads. How many links are wrong or were missed is estimated, and makes the interval wider.
    """
    taken = dependence_of_lists()
    with translation.override(language), file_refusals(form):
        read = {
            name: people_in_file(path, on=timezone.localdate())
            for name, path in zip(list_names(files), files, strict=True)
        }
        for each in read.values():
            say_left_out(each.rejected, each.notices)
        linked, found = link_and_estimate(
            {name: each.people for name, each in read.items()},
            odds_ratio=odds_ratio or (taken.low, taken.high),
            seed=seed,
        )
        if isinstance(found, Refusal):
            raise found
        if out is not None:
            out.write_text(histories_as_csv(linked.histories.lists, linked.counted), encoding="utf-8", newline="")
        if form == "json":
            write_json(_as_json(linked, found))
        else:
            _say(linked, found, WORDS[language], out)


def _as_json(linked: LinkedLists, found: LinkedEstimate) -> dict[str, Any]:
    histories, quality = linked.histories, linked.quality
    chosen = found.model.chosen if found.model else None
    return {
        "lists": list(histories.lists),
        "histories": [{"lists": cell, "count": round(count)} for cell, count in linked.counted],
        "links": linked.links,
        "precision": quality and quality.precision,
        "recall": quality and quality.recall,
        "repeated": linked.repeated,
        "nameless": linked.nameless,
        "odds_ratio": found.odds_ratio,
        "model": None if chosen is None else list(chosen.terms),
        "interval": _pair(found.interval),
        "interval_without_doubt": _pair(found.without_doubt),
        "draws": found.draws,
        "seed": found.seed,
    }


def _pair(interval: Interval | None) -> list[float | None] | None:
    return None if interval is None else [interval.low, interval.high]


def _say(linked: LinkedLists, found: LinkedEstimate, words: dict[str, str], out: Path | None) -> None:
    console, histories, quality = Console(highlight=False), linked.histories, linked.quality
    lines = [
        words["linked"].format(links=_whole(linked.links)),
        words["quality"].format(precision=quality.precision, recall=quality.recall) if quality else words["pseudonyms"],
    ]
    for name, number in (("repeated", linked.repeated), ("nameless", linked.nameless)):
        if number:
            lines.append(words[name].format(count=_whole(number)))
    for cell, count in linked.counted:
        named = " + ".join(name for name, is_in in zip(histories.lists, cell, strict=True) if is_in)
        alone = f" ({words['nowhere']})" if sum(cell) == 1 else ""
        lines.append(words["history"].format(lists=named + alone, count=_whole(count)))
    lines += _of_estimate(found, words)
    lines.append(words["kept"].format(path=out) if out else words["nothing_kept"])
    for line in lines:
        console.print(line, markup=False)


def _of_estimate(found: LinkedEstimate, words: dict[str, str]) -> list[str]:
    if found.interval is None or found.without_doubt is None:
        return [words["none"]]
    interval = _range(found.interval, words)
    if found.odds_ratio is not None:
        low, high = found.odds_ratio
        said = words["odds"].format(low=low, high=high, interval=interval)
    else:
        chosen = found.model.chosen if found.model else None
        terms = ", ".join(term for term in chosen.terms if ":" in term) if chosen else ""
        said = words["model"].format(terms=terms or words["independent"], interval=interval)
    return [said, words["certain"].format(interval=_range(found.without_doubt, words))]


def _range(interval: Interval, words: dict[str, str]) -> str:
    high = words["no_limit"] if interval.high is None else _whole(interval.high)
    return words["range"].format(low=_whole(interval.low), high=high)


def _whole(number: float) -> str:
    return number_in(get_language() or "nl", round(number))
