"""What happens to the records of accountability when somebody is erased."""

from thoes.privacy.public import declare

declare(
    kept={
        "accountability_officestatement": "What an office says of itself: functions and organisations, no worker",
        "accountability_breach": (
            "The record of a breach that AVG art. 33 lid 5 asks for: numbers and what was done; it names no worker"
        ),
        "accountability_breachstep": "What was done about a breach, and when; it names no worker",
    }
)
