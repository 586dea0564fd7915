"""Roles, permissions, purposes and subjects: codes that a module declares, each with what it is called.

Each is a text, so that it is kept and compared as its code. A code that no module declares cannot be used: no role holds
it, and looking for it is refused.
"""

from collections.abc import Iterable
from typing import Any, Self


class Code(str):
    """A text that knows what it is called."""

    label: Any

    def __new__(cls, code: str, label: Any) -> Self:
        self = super().__new__(cls, code)
        self.label = label
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Copied and sent elsewhere as the code alone."""
        return str, (str(self),)


class Subject(Code):
    """Whose data they are."""


class Role(Code):
    """What somebody does for an organisation of one of these kinds."""

    kinds: tuple[str, ...]

    def __new__(cls, code: str, label: Any, *, kinds: Iterable[str]) -> Self:
        self = super().__new__(cls, code, label)
        self.kinds = tuple(kinds)
        return self


class Purpose(Code):
    """Why somebody looks at a person: its legal ground, and the kinds of organisation that answer for it.

    `is_shared` says whether another organisation may see what is kept for it.
    """

    legal_ground: str
    controllers: tuple[str, ...]
    is_shared: bool

    def __new__(
        cls, code: str, label: Any, *, legal_ground: str, controllers: Iterable[str], is_shared: bool = True
    ) -> Self:
        self = super().__new__(cls, code, label)
        self.legal_ground, self.controllers, self.is_shared = legal_ground, tuple(controllers), is_shared
        return self


class Permission(Code):
    """Something a person may do, within the territory of the organisation the person acts for; held by some roles.

    The words are those of the page of rights: they follow "You may". `looks_for` are the purposes for which somebody who may
    do this looks at people. A special permission is one over the rights of others; who holds it is reviewed more often.
    """

    roles: tuple[Role, ...]
    looks_for: tuple[Purpose, ...]
    is_special: bool

    def __new__(
        cls,
        code: str,
        label: Any,
        *,
        roles: Iterable[Role],
        looks_for: Iterable[Purpose] = (),
        is_special: bool = False,
    ) -> Self:
        self = super().__new__(cls, code, label)
        self.roles, self.looks_for, self.is_special = tuple(roles), tuple(looks_for), is_special
        return self
