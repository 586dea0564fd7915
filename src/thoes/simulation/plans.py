"""Made-up plans for housing: 120 of them, some open, dropped, late or standing still, with steps and a dialogue.

Every chance and number below is made up for the demo and says nothing about Limburg; the number of plans does not grow
with the scale. Drawn from a stream of its own, so that the people of a seed stay who they are. Real municipalities carry
no made-up policy: the demo records one for Venlo only, and calls it made up.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from thoes.pipeline.public import (
    Acquisition,
    AcquisitionBeds,
    Agreement,
    EffortAgreement,
    Initiative,
    KindOfStay,
    Meeting,
    MunicipalPolicy,
    Phase,
    PhaseChange,
    PlannedPart,
    PlanStep,
    Question,
    Tenure,
    Topic,
)
from thoes.simulation.copying import Table, identifiers
from thoes.simulation.limburg import SimulatedLimburg
from thoes.simulation.sites import DEMO_PROVIDER

PLANS = 120
_WAY: list[Phase] = [phase for phase in Phase if phase is not Phase.DROPPED]
_WEIGHTS = [18, 20, 16, 14, 10, 10, 18]
_SORTS = ("Hotel", "Logement", "Park", "Hof", "Wooncomplex", "Verblijf", "Woningen", "Campus")
_NAMES = (
    "Fictie",
    "Voorbeeld",
    "De Proef",
    "Verzinsel",
    "Nergensland",
    "De Maquette",
    "Schijn",
    "Oefening",
    "Doe-alsof",
)
_PLACES = ("Proefstraat", "Voorbeeldlaan", "bedrijventerrein Testveld", "Fictiepad", "oude school Nergens", "Oefenhof")
_STEPS = (
    "Verzonnen: gesprek met de gemeente", "Verzonnen: verkeersonderzoek", "Verzonnen: tekening maken",
    "Verzonnen: advies van de brandweer", "Verzonnen: aanvraag indienen", "Verzonnen: beheerplan schrijven",
)  # fmt: skip
_QUESTIONS = (
    (Topic.TRAFFIC, "Verzonnen: waar parkeren de busjes?", "Verzonnen: op eigen terrein, aan de achterkant."),
    (Topic.NUISANCE, "Verzonnen: wie bellen we bij lawaai in de nacht?", "Verzonnen: de beheerder, dag en nacht."),
    (Topic.NUMBERS, "Verzonnen: hoeveel mensen komen er en hoe lang blijven ze?", "Verzonnen: zie het plan."),
    (Topic.BUILDING, "Verzonnen: komt er groen langs de weg?", "Verzonnen: ja, een haag."),
    (Topic.PROCEDURE, "Verzonnen: wanneer kunnen we bezwaar maken?", "Verzonnen: na de publicatie."),
)
_AGREEMENTS = (
    "Verzonnen: er is altijd een beheerder aanwezig",
    "Verzonnen: de haag staat er voor de opening",
    "Verzonnen: ieder half jaar overleg met de buurt",
    "Verzonnen: busjes rijden niet door de woonstraat",
)

Row = dict[str, str | None]


@dataclass(slots=True)
class Plans:
    """Rows per table, in the order in which they can be written."""

    initiatives: list[Row] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    meetings: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    agreements: list[Row] = field(default_factory=list)
    companies: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    policies: list[Row] = field(default_factory=list)
    efforts: list[Row] = field(default_factory=list)

    def tables(self) -> list[Table]:
        """One table for each kind of row."""
        named = (
            (Initiative, self.initiatives), (PlannedPart, self.parts), (PhaseChange, self.changes), (PlanStep, self.steps),
            (Meeting, self.meetings), (Question, self.questions), (Agreement, self.agreements),
            (Acquisition, self.companies), (AcquisitionBeds, self.links), (MunicipalPolicy, self.policies),
            (EffortAgreement, self.efforts),
        )  # fmt: skip
        return [Table(model, {name: [row[name] for row in rows] for name in rows[0]}) for model, rows in named if rows]


def draw_plans(limburg: SimulatedLimburg, provider_ids: list[str]) -> Plans:
    """Everything about the plans of a simulated Limburg; the same seed gives the same."""
    random, plans = Random(limburg.seed * 6101 + 5), Plans()
    keys = identifiers(limburg.seed, "initiative", PLANS)
    weights = [town.weight for town in limburg.municipalities]
    order = {town.code: index for index, town in enumerate(limburg.municipalities)}
    for number, key in enumerate(keys, start=1):
        # The first dozen lie where the demo's officers work, so that their lists are not empty.
        where = order["GM0983"] if number <= 9 else order["GM1507"] if number <= 12 else -1
        town = limburg.municipalities[where] if where >= 0 else random.choices(limburg.municipalities, weights)[0]
        provider = provider_ids[DEMO_PROVIDER] if number in (1, 2, 3, 10) else random.choice([None, *provider_ids])
        _plan(random, limburg, plans, key, number, town.code, provider)
    _companies(random, limburg, plans)
    _policy_of_venlo(limburg, plans)
    for name, rows in (
        ("step", plans.steps), ("meeting", plans.meetings), ("question", plans.questions),
        ("agreement", plans.agreements), ("effort", plans.efforts),
    ):  # fmt: skip
        for row, key in zip(rows, identifiers(limburg.seed, name, len(rows)), strict=True):
            row["id"] = key
    return plans


def _plan(
    random: Random, limburg: SimulatedLimburg, plans: Plans, key: str, number: int, code: str, provider: str | None
) -> None:
    on = limburg.on
    reached = random.choices(_WAY, _WEIGHTS)[0]
    is_dropped = reached is not Phase.OPEN and random.random() < 0.14
    since = on - timedelta(days=random.randint(400, 900) if random.random() < 0.14 else random.randint(5, 330))
    if reached is Phase.OPEN:
        since = on - timedelta(days=random.randint(20, 2_000))
    first = since - timedelta(days=90 * _WAY.index(reached) + random.randint(0, 60))
    is_late = random.random() < 0.12
    expected = on + timedelta(days=-random.randint(10, 200) if is_late else random.randint(60, 1_900))
    phase = Phase.DROPPED if is_dropped else reached
    plans.initiatives.append(
        {
            "id": key,
            "title": f"{random.choice(_SORTS)} {random.choice(_NAMES)} {number}",
            "municipality": code,
            "place": random.choice(_PLACES),
            "provider": provider,
            "initiator": "" if provider else f"{random.choice(_NAMES)} Vastgoed {number} B.V.",
            "was_proposed": _flag(provider is not None and random.random() < 0.5),
            "is_reuse": _flag_or_unknown(random),
            "in_built_up_area": _flag_or_unknown(random),
            "phase": phase.value,
            "phase_since": since.isoformat(),
            "chance": _chance(random, phase),
            "expected_on": None
            if phase in (Phase.OPEN, Phase.DROPPED) or random.random() < 0.15
            else expected.isoformat(),
            "km_to_work": _km(random, 25),
            "km_to_shops": _km(random, 8),
            "km_to_stop": _km(random, 4),
            "will_have_quality_label": _flag_or_unknown(random),
            "summary": "Verzonnen plan voor de demo.",
            "voided": "f",
            "recorded_at": _moment(on),
        }
    )
    _parts(random, plans, key)
    passed = _WAY[: _WAY.index(reached) + 1]
    span = (since - first) / max(1, len(passed) - 1)
    for index, each in enumerate(passed):
        day = since if index == len(passed) - 1 else first + span * index
        _change(plans, key, each, day - timedelta(days=30) if is_dropped and each is reached else day, "", on)
    if is_dropped:
        _change(plans, key, Phase.DROPPED, since, "Verzonnen reden: de grond is verkocht.", on)
    _steps(random, plans, key, on)
    if Phase.DIALOGUE in passed:
        _dialogue(random, plans, key, since, on)


def _parts(random: Random, plans: Plans, key: str) -> None:
    kinds: list[tuple[KindOfStay, Tenure | None]] = [
        (KindOfStay.SHORT, None), (KindOfStay.MID, None), (KindOfStay.LONG, Tenure.RENT), (KindOfStay.LONG, Tenure.SALE),
    ]  # fmt: skip
    for stay, tenure in random.sample(kinds, random.choices((1, 2, 3), (6, 3, 1))[0]):
        is_long = stay is KindOfStay.LONG
        plans.parts.append(
            {
                "initiative": key,
                "stay": stay.value,
                "tenure": tenure.value if tenure else "",
                "beds": "0" if is_long else str(random.choice((12, 24, 40, 64, 80, 120, 180, 240))),
                "dwellings": str(random.choice((4, 8, 12, 20, 36))) if is_long else "0",
            }
        )


def _change(plans: Plans, key: str, phase: Phase, day: date, reason: str, on: date) -> None:
    plans.changes.append(
        {
            "initiative": key,
            "phase": phase.value,
            "from_date": day.isoformat(),
            "reason": reason,
            "recorded_at": _moment(on),
        }
    )


def _steps(random: Random, plans: Plans, key: str, on: date) -> None:
    for title in random.sample(_STEPS, random.randint(0, 4)):
        due = on + timedelta(days=random.randint(-200, 200))
        is_done = due < on and random.random() < 0.8
        plans.steps.append(
            {
                "initiative": key,
                "title": title,
                "due_on": due.isoformat(),
                "done_on": (due - timedelta(days=3)).isoformat() if is_done else None,
                "voided": "f",
                "recorded_at": _moment(on),
            }
        )


def _dialogue(random: Random, plans: Plans, key: str, since: date, on: date) -> None:
    held = min(since, on - timedelta(days=10))
    shared: Row = {"initiative": key, "voided": "f", "recorded_at": _moment(on)}
    plans.meetings.append(
        shared
        | {
            "held_on": held.isoformat(),
            "place": "Dorpshuis Fictie",
            "invited": "Verzonnen: iedereen binnen 300 meter",
            "households": str(random.randint(20, 180)),
            "visitors": None if random.random() < 0.2 else str(random.randint(5, 70)),
        }
    )
    for topic, text, answer in random.sample(_QUESTIONS, random.randint(1, 4)):
        is_answered = random.random() < 0.75
        plans.questions.append(
            shared
            | {
                "asked_on": held.isoformat(),
                "topic": topic.value,
                "text": text,
                "answer": answer if is_answered else "",
                "answered_on": (held + timedelta(days=7)).isoformat() if is_answered else None,
            }
        )
    for text in random.sample(_AGREEMENTS, random.randint(0, 3)):
        kept = random.choice((None, None, "t", "t", "f"))
        plans.agreements.append(
            shared
            | {
                "agreed_on": held.isoformat(),
                "text": text,
                "due_on": (held + timedelta(days=random.randint(30, 700))).isoformat(),
                "kept": kept,
                "looked_on": None if kept is None else on.isoformat(),
            }
        )


def _companies(random: Random, limburg: SimulatedLimburg, plans: Plans) -> None:
    keys = identifiers(limburg.seed, "acquisition", 8)
    for number, key in enumerate(keys, start=1):
        town = "GM0983" if number <= 3 else random.choice(limburg.municipalities).code
        workers = random.choice((40, 60, 120, 200))
        plans.companies.append(
            {
                "id": key,
                "municipality": town,
                "company": f"Verzinsel Logistiek {number} B.V.",
                "workers": None if number == 3 else str(workers),
                "opens_on": (limburg.on + timedelta(days=random.randint(120, 900))).isoformat(),
                "note": "Verzonnen bedrijf voor de demo.",
                "voided": "f",
                "recorded_at": _moment(limburg.on),
            }
        )
        nearby = [
            row for row in plans.initiatives if row["municipality"] == town and row["phase"] not in ("dropped", "open")
        ]
        # A bed is meant for one company: each plan serves one.
        taken = {row["initiative"] for row in plans.links}
        for row in [plan for plan in nearby if plan["id"] not in taken][:1]:
            brought = sum(
                int(part["beds"] or 0) + int(part["dwellings"] or 0)
                for part in plans.parts
                if part["initiative"] == row["id"]
            )
            plans.links.append({"acquisition": key, "initiative": row["id"], "beds": str(min(workers, brought))})


def _policy_of_venlo(limburg: SimulatedLimburg, plans: Plans) -> None:
    plans.policies.append(
        {
            "municipality": "GM0983",
            "is_adopted": "t",
            "adopted_on": "2024-01-15",
            "title": "Verzonnen beleid voor de demo",
            "link": "",
            "arranges": "Dit beleid is verzonnen en is niet dat van de gemeente.",
            "contact": "Verzonnen loket huisvesting",
            "allows_inside": "t",
            "allows_outside": None,
            "most_km_to_work": "15.0",
            "most_km_to_shops": "3.0",
            "most_km_to_stop": None,
            "most_beds": "200",
            "quality_label_required": "t",
            "recorded_at": _moment(limburg.on),
        }
    )
    for code, text, units, days in (
        ("GM0983", "Verzonnen afspraak: bedden voor seizoenwerk", "150", -40),
        ("GM1507", "Verzonnen afspraak: hergebruik van een leeg pand", "80", 400),
        ("GM0988", "Verzonnen afspraak: beleid voor huisvesting vaststellen", None, 200),
    ):
        plans.efforts.append(
            {
                "municipality": code,
                "text": text,
                "units": units,
                "agreed_on": (limburg.on - timedelta(days=500)).isoformat(),
                "due_on": (limburg.on + timedelta(days=days)).isoformat(),
                "link": "",
                "voided": "f",
                "recorded_at": _moment(limburg.on),
            }
        )


def _chance(random: Random, phase: Phase) -> str | None:
    if phase in (Phase.OPEN, Phase.DROPPED):
        return "100" if phase is Phase.OPEN else "0"
    if random.random() < 0.12:
        return None
    return str(min(95, 10 + 15 * _WAY.index(phase) + random.choice((-10, 0, 5, 10))) if phase is not Phase.IDEA else 10)


def _km(random: Random, most: float) -> str | None:
    return None if random.random() < 0.25 else f"{random.uniform(0.2, most):.1f}"


def _flag_or_unknown(random: Random) -> str | None:
    return random.choice((None, "t", "t", "f"))


def _flag(value: bool) -> str:
    return "t" if value else "f"


def _moment(on: date) -> str:
    return f"{on.isoformat()}T06:00:00Z"
