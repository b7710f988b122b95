"""An authority with a system of its own, as bad as they come: slow, says things twice and out of order, goes away for a day.

It keeps to one thing: what it has taken it answers at last. Chance comes from the machine that drives it.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from applications.linked.incoming import Said, receive
from applications.linked.models import Authority
from applications.linked.transport import Saying


@dataclass
class Partner:
    """`letters`: what it wants to say and has not got through yet; `taken`: how far it is with each part, by its own book."""

    authority: Authority
    chance: random.Random
    away_until: datetime | None = None
    inbox: dict[str, Saying] = field(default_factory=dict)  # by key: what arrives twice is one saying
    seen: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    disputed: dict[str, int] = field(default_factory=dict)
    letters: list[tuple[datetime, Said]] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)  # part -> how it ended here

    def hear(self, saying: Saying) -> None:
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            self.inbox.setdefault(saying.key, saying)

    def is_away(self, at: datetime) -> bool:
        return self.away_until is not None and at < self.away_until

    def work(self, at: datetime, *, decide: str) -> None:
        """Read what came and decide something about one part. `decide`: what it feels like today."""
        if self.is_away(at):
            return
        for key, saying in list(self.inbox.items()):
            if key not in self.seen:
                self.seen.append(key)
                self._read(saying, at, decide)
        for part, standing in list(self.taken.items()):
            if standing == "held" and self.chance.random() < 0.6:
                self._decide(part, at, decide)

    def post(self, at: datetime) -> int:
        """Deliver some of its letters, in any order, some twice; a delivered one may be delivered again later."""
        if self.is_away(at) or not self.letters:
            return 0
        self.chance.shuffle(self.letters)
        number = self.chance.randint(1, len(self.letters))
        for _written_at, said in self.letters[:number]:
            for _ in range(self.chance.choice([1, 1, 2])):
                receive(said, of=self.authority, at=at)
        again = [letter for letter in self.letters[:number] if self.chance.random() < 0.3]
        self.letters = self.letters[number:] + again
        return number

    def post_everything(self, at: datetime) -> None:
        self.away_until = None
        for _written_at, said in self.letters:
            receive(said, of=self.authority, at=at)
        self.letters = []

    def _read(self, saying: Saying, at: datetime, decide: str) -> None:
        part = saying.payload["child"]
        if saying.kind == "linked.supplement" and self.taken.get(part) == "asked":
            self.taken[part] = "held"
        if saying.kind != "linked.hand_over" or part in self.taken:
            return
        attempt = saying.payload["attempt"]
        if decide == "dispute":
            self._write(part, "dispute", f"d{attempt}", at, attempt=attempt, reason="Thiếu tờ khai")
        else:
            self.taken[part] = "held"
            self._write(part, "confirm", f"c{attempt}", at, attempt=attempt)

    def _decide(self, part: str, at: datetime, decide: str) -> None:
        if decide == "ask":
            self.taken[part] = "asked"
            self._write(part, "ask_for_supplement", f"s{at:%d%H%M%S}", at, items=["Giấy tờ nhà"], reason="Chưa rõ")
        elif decide in {"resolve", "refuse"}:
            self.taken[part] = "ended"
            self.done[part] = {"resolve": "resolved", "refuse": "refused"}[decide]
            told = {"number": "12/KQ", "on": f"{at:%Y-%m-%d}"} if decide == "resolve" else {"reason": "Không đủ điều kiện"}
            self._write(part, decide, "e", at, **told)

    def _write(self, part: str, verb: str, key: str, at: datetime, **told) -> None:
        said = Said(f"{self.authority.pk}:{part}:{key}", part, verb, at + timedelta(seconds=len(self.letters)), told)
        self.letters.append((at, said))
