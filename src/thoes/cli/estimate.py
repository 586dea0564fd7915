"""`thoes estimate`: how many people stand in none of the lists of a table, without a database."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from django.utils import translation
from django.utils.translation import get_language
from rich.console import Console
from rich.table import Table

from thoes.cli.console import file_refusals, say_left_out, write_json
from thoes.intake.public import Notice
from thoes.monitor.public import (
    SEED,
    DualSystem,
    FromLists,
    FromOneList,
    Interval,
    LinkFaults,
    ModelFit,
    OneListEstimate,
    dependence_of_lists,
    unseen_of_file,
)
from thoes.ui.charts.scales import number_in

_MODELS_SHOWN = 12
WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "seen": "In een lijst of meer: {seen}. Lijsten: {lists}.",
        "models": "Modellen, het beste bovenaan",
        "terms": "samenhang", "deviance": "deviantie", "df": "vg", "aic": "AIC", "estimate": "schatting",
        "profile": "95% profiel", "bootstrap": "95% bootstrap", "independent": "geen", "none": "bestaat niet",
        "no_limit": "geen grens", "range": "{low} tot {high}",
        "every": "Geprobeerd: alle {count} modellen met samenhang van twee lijsten.",
        "steps": "Geprobeerd: stap voor stap {count} modellen; de eerste 25 hebben een interval.",
        "one": "Van twee lijsten is niet te zien of ze samenhangen. Het model neemt aan van niet.",
        "chosen": "Gekozen: het model met de laagste AIC, en bij gelijke AIC de minste termen: {terms}.",
        "edge": "Een term loopt weg, want twee lijsten delen niemand. De schatting hangt daar niet van af.",
        "nobody": "Volgens dit model is niemand gemist. Dat komt door een leeg vak: een lijst heeft iedereen van een andere.",
        "passed_over": "Een model dat zegt dat niemand gemist is, past door een leeg vak. Zo'n model is niet gekozen.",
        "misfit": "Dat model past niet goed bij de tabel (p = {fit:.3f}). Neem de schatting niet voor waar aan.",
        "no_model": "Geen enkel model geeft een schatting: de lijsten overlappen te weinig.",
        "lincoln_petersen": "Lincoln-Petersen", "chapman": "Chapman", "se": "standaardfout",
        "odds": "Bij een odds ratio van {low} tot {high}: schatting {points}, interval {interval}.",
        "faults": "Als tot {missed:.1%} van de koppelingen gemist is en tot {false:.1%} fout is: interval {interval}.",
        "list": "Genoemd in de lijst: {seen}.", "method": "methode", "interval": "95%-interval",
        "zero_truncated_poisson": "Poisson zonder nullen", "zelterman": "Zelterman", "chao": "Chao, ondergrens",
        "zero_truncated_poisson_with_covariates": "Poisson zonder nullen, met kenmerken",
        "zelterman_with_covariates": "Zelterman, met kenmerken",
        "nobody_named_twice": "niemand werd twee keer genoemd", "nobody_named_once": "niemand werd een keer genoemd",
        "covariates_not_told_apart": "de kenmerken zeggen hetzelfde", "fit_did_not_settle": "kwam niet tot rust",
        "captures_left_open": "het bestand zegt niet van iedereen hoe vaak",
    },
    "en": {
        "seen": "In one list or more: {seen}. Lists: {lists}.",
        "models": "Models, the best on top",
        "terms": "dependence", "deviance": "deviance", "df": "df", "aic": "AIC", "estimate": "estimate",
        "profile": "95 % profile", "bootstrap": "95 % bootstrap", "independent": "none", "none": "does not exist",
        "no_limit": "no limit", "range": "{low} to {high}",
        "every": "Tried: all {count} models with dependence between two lists.",
        "steps": "Tried: {count} models, step by step; the first 25 have an interval.",
        "one": "From two lists nobody can see whether they depend on each other. The model assumes they do not.",
        "chosen": "Chosen: the model with the lowest AIC, and of equal ones the fewest terms: {terms}.",
        "edge": "A term runs away, because two lists share nobody. The estimate does not hang on it.",
        "nobody": "By this model nobody was missed. That follows from an empty cell: one list holds everybody of another.",
        "passed_over": "A model that says nobody was missed fits because of an empty cell. No such model was chosen.",
        "misfit": "That model does not fit the table (p = {fit:.3f}). Do not take the estimate for true.",
        "no_model": "No model gives an estimate: the lists overlap too little.",
        "lincoln_petersen": "Lincoln-Petersen", "chapman": "Chapman", "se": "standard error",
        "odds": "With an odds ratio from {low} to {high}: estimate {points}, interval {interval}.",
        "faults": "If up to {missed:.1%} of the links were missed and up to {false:.1%} are wrong: interval {interval}.",
        "list": "Named in the list: {seen}.", "method": "method", "interval": "95 % interval",
        "zero_truncated_poisson": "Poisson without zeros", "zelterman": "Zelterman", "chao": "Chao, lower bound",
        "zero_truncated_poisson_with_covariates": "Poisson without zeros, with covariates",
        "zelterman_with_covariates": "Zelterman, with covariates",
        "nobody_named_twice": "nobody was named twice", "nobody_named_once": "nobody was named once",
        "covariates_not_told_apart": "the covariates say the same", "fit_did_not_settle": "did not settle",
        "captures_left_open": "the file does not say of everybody how often",
    },
}  # fmt: skip


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--odds-ratio",
    nargs=2,
    type=float,
    metavar="LOW HIGH",
    help="How two lists may depend on each other; without it 0.5 2.",
)
@click.option(
    "--missed-links", type=float, default=0.0, help="Up to which share of the links between lists was missed."
)
@click.option("--false-links", type=float, default=0.0, help="Up to which share of the links that were made is wrong.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="For the bootstrap.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def estimate(
    file: Path,
    odds_ratio: tuple[float, float] | None,
    missed_links: float,
    false_links: float,
    seed: int,
    form: str,
    language: str,
) -> None:
    """Estimate how many people stand in no list. FILE is an xlsx, ods or csv.

    FILE has a column per list, with 1 for who stands in it and 0 for who does not, and a column count; a combination that is
    not there was seen zero times. Or it has columns list and pseudonym, with a line for everybody in each list. Or it is of
    one list, with columns captures (how often somebody was named) and count, and
    what sets people apart in further columns. An estimate is never without its interval.
    """
    taken = dependence_of_lists()
    with translation.override(language), file_refusals(form):
        found = unseen_of_file(
            file,
            odds_ratio=odds_ratio or (taken.low, taken.high),
            faults=LinkFaults(missed_links, false_links),
            seed=seed,
        )
        say_left_out((), [*found.notices, *_not_used(found, odds_ratio, missed_links, false_links)])
        if form == "json":
            write_json(_of_one_list(found) if isinstance(found, FromOneList) else _of_lists(found))
        elif isinstance(found, FromOneList):
            _say_one_list(found, WORDS[language])
        else:
            _say_lists(found, WORDS[language])


def _not_used(
    found: FromLists | FromOneList, odds_ratio: tuple[float, float] | None, missed: float, false: float
) -> Iterable[Notice]:
    """What was asked and has no meaning for this file."""
    if odds_ratio and (isinstance(found, FromOneList) or found.two is None):
        yield Notice("", "odds_ratio_not_used")
    if (missed or false) and isinstance(found, FromOneList):
        yield Notice("", "link_faults_not_used")


def _of_lists(found: FromLists) -> dict[str, Any]:
    estimate = found.estimate
    answer: dict[str, Any] = {
        "lists": list(estimate.histories.lists),
        "observed": round(estimate.histories.seen),
        "tried": "all" if estimate.every_model else "stepwise",
        "seed": estimate.seed,
        "draws": estimate.draws,
        "models": [_model(model) for model in estimate.models],
        "chosen": None if estimate.chosen is None else _model(estimate.chosen),
        "chosen_because": "lowest AIC of the models that leave anybody unseen; of equal ones the fewest terms",
    }
    if found.two is not None:
        answer["dual_system"] = _dual(found.two)
    if found.faults.any:
        answer["link_faults"] = {
            "missed": found.faults.missed,
            "false": found.faults.false,
            "interval": _pair(found.with_faults),
        }
    return answer


def _model(model: ModelFit) -> dict[str, Any]:
    return {
        "terms": list(model.terms),
        "existence": model.existence.value,
        "deviance": model.deviance,
        "df": model.df,
        "fit": model.fit,
        "aic": model.aic,
        "unseen": model.unseen,
        "estimate": model.estimate,
        "profile": _pair(model.profile),
        "bootstrap": _pair(model.bootstrap),
    }


def _dual(two: DualSystem) -> dict[str, Any]:
    simple = two.lincoln_petersen
    return {
        "lincoln_petersen": None if simple is None else {"estimate": simple.estimate, "se": simple.se},
        "chapman": {"estimate": two.chapman.estimate, "se": two.chapman.se},
        "independent": _pair(two.independent),
        "odds_ratio": None
        if two.range is None
        else {
            "low": two.range.low,
            "high": two.range.high,
            "estimate": _pair(two.range.points),
            "interval": _pair(two.range.interval),
        },
    }


def _of_one_list(found: FromOneList) -> dict[str, Any]:
    return {"observed": round(found.found.seen), "estimates": [_one(each) for each in found.estimates]}


def _one(each: OneListEstimate) -> dict[str, Any]:
    return {
        "method": each.method,
        "estimate": each.estimate,
        "se": each.se,
        "interval": _pair(each.interval),
        "lower_bound": each.is_lower_bound,
        "coefficients": dict(each.coefficients),
        "reason": each.reason or None,
    }


def _pair(interval: Interval | None) -> list[float | None] | None:
    return None if interval is None else [interval.low, interval.high]


def _say_lists(found: FromLists, words: dict[str, str]) -> None:
    out, estimate = Console(), found.estimate
    out.print(words["seen"].format(seen=_whole(estimate.histories.seen), lists=", ".join(estimate.histories.lists)))
    table = Table(title=words["models"])
    for heading in ("terms", "deviance", "df", "aic", "estimate", "profile", "bootstrap"):
        table.add_column(words[heading], overflow="fold")
    for model in estimate.models[:_MODELS_SHOWN]:
        table.add_row(
            _dependence(model, words),
            f"{model.deviance:.1f}",
            str(model.df),
            f"{model.aic:.1f}",
            words["none"] if model.estimate is None else _whole(model.estimate),
            _range(model.profile, words),
            _range(model.bootstrap, words),
        )
    out.print(table)
    for line in _remarks(found, words):
        out.print(line)


def _remarks(found: FromLists, words: dict[str, str]) -> Iterable[str]:
    estimate, chosen = found.estimate, found.estimate.chosen
    if found.two is not None:
        yield words["one"]
    else:
        yield words["every" if estimate.every_model else "steps"].format(count=len(estimate.models))
    if chosen is None:
        yield words["no_model"]
    else:
        yield words["chosen"].format(terms=_dependence(chosen, words))
        if not chosen.unseen:
            yield words["nobody"]
        elif chosen.existence.value == "on_the_edge":
            yield words["edge"]
        if chosen.unseen and any(model.unseen == 0 and model.aic < chosen.aic for model in estimate.models):
            yield words["passed_over"]
        if chosen.fit is not None and chosen.fit < 0.05:
            yield words["misfit"].format(fit=chosen.fit)
    if found.two is not None:
        yield from _say_two(found.two, words)
    if found.with_faults is not None:
        shares = {"missed": found.faults.missed, "false": found.faults.false}
        yield words["faults"].format(interval=_range(found.with_faults, words), **shares)


def _say_two(two: DualSystem, words: dict[str, str]) -> Iterable[str]:
    for name, point in (("lincoln_petersen", two.lincoln_petersen), ("chapman", two.chapman)):
        if point is not None:
            interval = _range(point.interval(seen=two.seen), words)
            yield f"{words[name]}: {_whole(point.estimate)} ({words['se']} {_whole(point.se)}; {interval})"
    if two.range is not None:
        yield words["odds"].format(
            low=f"{two.range.low:g}",
            high=f"{two.range.high:g}",
            points=_range(two.range.points, words),
            interval=_range(two.range.interval, words),
        )


def _say_one_list(found: FromOneList, words: dict[str, str]) -> None:
    out = Console()
    out.print(words["list"].format(seen=_whole(found.found.seen)))
    table = Table()
    for heading in ("method", "estimate", "se", "interval"):
        table.add_column(words[heading], overflow="fold")
    for each in found.estimates:
        if each.estimate is None or each.se is None:
            table.add_row(words[each.method], f"{words['none']}: {words[each.reason]}", "", "")
        else:
            table.add_row(words[each.method], _whole(each.estimate), _whole(each.se), _range(each.interval, words))
    out.print(table)


def _dependence(model: ModelFit, words: dict[str, str]) -> str:
    return ", ".join(term for term in model.terms if ":" in term) or words["independent"]


def _range(interval: Interval | None, words: dict[str, str]) -> str:
    if interval is None:
        return ""
    high = words["no_limit"] if interval.high is None else _whole(interval.high)
    return words["range"].format(low=_whole(interval.low), high=high)


def _whole(number: float) -> str:
    return number_in(get_language() or "nl", round(number))
