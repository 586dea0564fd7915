"""JSON of somebody else, as a database can hold it."""

import json

import pytest

from thoes.kernel.foreign_json import foreign_json


def test_signs_that_no_database_can_hold_are_left_out_of_names_and_values_at_every_depth() -> None:
    text = json.dumps({"a\0b": ["x\0y", {"z": "half\ud800"}], "whole": "\U0001f600 é\n", "n": 1.5, "no": None})

    assert foreign_json(text) == {"ab": ["xy", {"z": "half"}], "whole": "\U0001f600 é\n", "n": 1.5, "no": None}


def test_a_written_backslash_is_no_escape() -> None:
    assert foreign_json(r'"a\\u0000b"') == r"a\u0000b"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "Expecting"), ("", "Expecting"), (b"\xff", "decode"), ("[" * 5_000 + "]" * 5_000, "nested"),
        ('{"a":' * 600 + "1" + "}" * 600, "nested"),
    ],
)  # fmt: skip
def test_what_is_no_json_or_too_deep_is_refused_in_one_way(text, says) -> None:
    with pytest.raises(ValueError, match=says):
        foreign_json(text)
