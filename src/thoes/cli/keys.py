"""`thoes rotate-keys`: a new key for the names, while the site goes on."""

import time
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from thoes.cli.console import console, progress
from thoes.foundation.encryption.files import stale_files
from thoes.foundation.encryption.keys import (
    LOOKED_AT_EVERY,
    EncryptionError,
    Keyring,
    add_key,
    keep_only,
    key_file,
    keyring,
)
from thoes.foundation.encryption.rotation import count_stale, keys_in_use, models_with_secrets, renew_files, renew_rows

# A server writes with the key it knew for so long after a new one was added.
_UNTIL_ALL_KNOW_IT = 2 * LOOKED_AT_EVERY


@click.command()
@click.option("--retire", is_flag=True, help="Take the old keys out of the file, once nothing was made with them.")
def rotate_keys(retire: bool) -> None:
    """Make a new key and encrypt everything anew with it; the keyed hashes by which is searched too.

    The site may go on meanwhile. A run that was stopped goes on where it was when it is run again. The old key stays in
    the file until you run this with --retire.
    """
    try:
        used = keys_in_use()
        ring = keyring(fresh=True)
        missing = used - {key.name for key in ring.keys}
        if missing:
            raise click.ClickException(
                f"Something was made with key {', '.join(sorted(missing))}, which {key_file()} does not hold. Put back the"
                " key file that belongs to this database; nothing was changed."
            )
        if retire:
            _retire(ring)
        else:
            _rotate(ring)
    except EncryptionError as error:
        raise click.ClickException(str(error)) from error


def _rotate(ring: Keyring) -> None:
    old = {key.name for key in ring.keys[:-1]}
    if not old:
        ring = add_key(on=timezone.localdate())
        console.print(f"Key {ring.newest.name} is made. Put a copy of {key_file()} where you keep it, before all else.")
    elif not keys_in_use() & old:
        console.print(
            f"Everything was made with key {ring.newest.name} already. Take the old key out with"
            " `thoes rotate-keys --retire`; after that a next rotation can begin."
        )
        return
    else:
        console.print(f"Going on with key {ring.newest.name}.")
    time.sleep(_UNTIL_ALL_KNOW_IT)
    renewed = 0
    # Once more after the first round: a server may have written with the old key while it did not know the new one.
    while total := _stale():
        renewed += _renew(total)
    console.print(
        f"Encrypted anew: {renewed} rows and files. The old key is still in {key_file()}, and backups of before now need it."
        " Take it out with `thoes rotate-keys --retire`."
    )


def _renew(total: int) -> int:
    done = 0
    with progress("Encrypting anew") as on_progress:
        on_progress(0, total)
        for batch in (*(renew_rows(model) for model in models_with_secrets()), renew_files()):
            for rows in batch:
                done += rows
                on_progress(done, max(total, done))
    return done


def _stale() -> int:
    return sum(count_stale(model) for model in models_with_secrets()) + len(stale_files(Path(settings.MEDIA_ROOT)))


def _retire(ring: Keyring) -> None:
    if len(ring.keys) == 1:
        console.print(f"There is one key, {ring.newest.name}. There is nothing to take out.")
        return
    time.sleep(_UNTIL_ALL_KNOW_IT)
    used = keys_in_use() - {ring.newest.name}
    if used:
        raise click.ClickException(
            f"Key {', '.join(sorted(used))} is still needed. Run `thoes rotate-keys` first; nothing was changed."
        )
    gone = ", ".join(key.name for key in ring.keys[:-1])
    keep_only(ring.newest)
    console.print(
        f"Key {gone} is out of {key_file()}. Backups that were made with it need it: keep your own copy as long as those."
    )
