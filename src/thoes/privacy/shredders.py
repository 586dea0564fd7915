"""What happens to the log of looks when somebody is erased."""

from thoes.privacy.retention.shredders import declare

declare(
    kept={
        "privacy_processingrecord": (
            "Append-only. It names a person by the random number of `register_person` alone; erasing gives the stays "
            "another number and forgets this one, so that it leads to nobody"
        ),
        "privacy_auditrecord": (
            "Append-only and chained. It names a user and a person by their numbers alone, never a worker, a stay or a "
            "name; once erasing forgot the number of a person it leads to nobody"
        ),
        "privacy_storedanswer": (
            "Ids, codes and days of a write, for who sends it again; a job removes it after a week. It names no worker"
        ),
        "privacy_logseal": "Hashes and numbers of records; nothing of anybody",
        "privacy_logcheck": "How a verification of the logs ended; nothing of anybody",
    }
)
