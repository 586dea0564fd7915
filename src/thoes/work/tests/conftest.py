"""People that the tests of `work` share with those of the registration."""

from thoes.registration.tests.conftest import wim

__all__ = ["wim"]
