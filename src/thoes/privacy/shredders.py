"""What happens to the log of looks when somebody is erased."""

from thoes.privacy.retention.shredders import declare

declare(
    kept={
        "privacy_processingrecord": (
            "Append-only. It names a person by the random number of `register_person` alone; erasing gives the stays "
            "another number and forgets this one, so that it leads to nobody"
        ),
    }
)
