"""YAML read by libyaml says what the reader in Python says."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from thoes.kernel.yaml_text import read_yaml

SHIPPED = sorted(Path(str(files("thoes"))).rglob("*.yaml"))


@pytest.mark.parametrize("file", SHIPPED[::4], ids=lambda file: file.name)
def test_a_shipped_file_says_the_same_to_both_readers(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert read_yaml(text) == yaml.safe_load(text)


@pytest.mark.parametrize("text", ["a: !!python/object/apply:os.getcwd []", "a: [1", "a: b: c", "\x00"])
def test_what_is_no_plain_yaml_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml(text)
