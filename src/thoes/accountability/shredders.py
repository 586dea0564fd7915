"""What happens to the records of accountability when somebody is erased."""

from thoes.privacy.public import declare

declare(
    kept={
        "accountability_officestatement": "What an office says of itself: functions and organisations, no worker",
    }
)
