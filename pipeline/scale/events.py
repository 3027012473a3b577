"""What happened on the way: lost workers, restarts of the scheduler, batches that were asked again."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(slots=True)
class Events:
    """Counts of one run; all zero but ``workers`` where nothing went wrong.

    ``workers`` is the largest number that was seen at once, ``slow`` counts batches given to a second worker
    because the first took too long, ``engines_lost`` engine processes that died under a batch and were replaced,
    ``given_up`` the sentences that failed alone, three times, and are findings.
    """

    workers: int = 0
    workers_lost: int = 0
    scheduler_restarts: int = 0
    connections_lost: int = 0
    asked_again: int = 0
    slow: int = 0
    engines_lost: int = 0
    given_up: int = 0

    def to_json(self) -> dict[str, int]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        """``3 workers; 1 worker lost; the scheduler restarted once``."""
        said = [f"{self.workers} worker{'' if self.workers == 1 else 's'}"]
        said += [
            words.format(count)
            for count, words in (
                (self.workers_lost, "workers lost: {}"),
                (self.scheduler_restarts, "restarts of the scheduler: {}"),
                (self.connections_lost, "connections to the scheduler lost: {}"),
                (self.engines_lost, "engine processes replaced: {}"),
                (self.asked_again, "batches asked again: {}"),
                (self.slow, "batches of slow workers given to others: {}"),
                (self.given_up, "sentences given up: {}"),
            )
            if count
        ]
        return "; ".join(said)
