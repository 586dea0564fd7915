"""Write down in the audit log which command was run on the server, and how it ended."""

from django.utils import timezone

from thoes.privacy.public import Action, Outcome, record_action


def write_down(command: str, outcome: str) -> None:
    """A line for a command; who ran it only the server itself can say."""
    record_action(action=Action.COMMAND, event=f"command:{command}", outcome=Outcome(outcome), at=timezone.now())
