"""The Nu Html Checker (vnu) over the pages as they were sent: errors and warnings, each with its place."""

import json
import subprocess
from pathlib import Path

from tests.judge.pages import Shown


def judged(pages: list[Shown], checker: Path, folder: Path) -> dict[int, list[str]]:
    """What the checker says of each page, by its place in the list."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, shown in enumerate(pages):
        (folder / f"{number}.html").write_text(shown.html)
    command = ["java", "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[int, list[str]] = {}
    for message in json.loads(answer.stdout)["messages"]:
        number = int(Path(message["url"]).stem)
        said = f"{message.get('subType') or message['type']}: {message['message']}  {message.get('extract', '').strip()!r}"
        found.setdefault(number, []).append(said)
    return found
