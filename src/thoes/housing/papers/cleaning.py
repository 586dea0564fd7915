"""Hand a paper to the process that makes it anew, with limits on memory and time."""

import json
import subprocess
import sys
from dataclasses import dataclass

from thoes.housing.pictures import remake_whole
from thoes.kernel.refusals import Refusal

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
_MEMORY = 1_500 * 2**20
_SECONDS = 40


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that we wrote ourselves."""

    body: bytes


def clean(body: bytes, media_type: str) -> Paper:
    """The paper as it is seen, and nothing else of the file. Raises Refusal `document_…` for what cannot be read.

    A picture keeps its size and its kind. Of a PDF the pages stay as they are; author, title, program, place, remarks of who
    wrote, enclosed files and scripts go, and a digital signature with them. Text in a page is not looked at.
    """
    if media_type != PDF:
        try:
            return Paper(remake_whole(body, as_png=media_type == PNG).body)
        except Refusal as refusal:
            raise Refusal("document_broken", field="file") from refusal
    command = [sys.executable, "-P", "-m", "thoes.housing.papers.child", str(_MEMORY), str(_SECONDS)]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=_SECONDS * 2, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refusal("document_too_hard", field="file") from error
    line, _, made = done.stdout.partition(b"\n")
    # Without a line the process was ended: too much memory or time.
    said = json.loads(line) if line.startswith(b"{") else {"refusal": "document_too_hard"}
    if "refusal" in said:
        raise Refusal(str(said["refusal"]), field="file")
    return Paper(made)
