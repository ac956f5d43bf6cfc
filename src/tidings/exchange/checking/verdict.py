"""What the check says of a plan."""

from dataclasses import dataclass

from tidings.exchange.checking.stages import Finding
from tidings.exchange.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a plan is what it says it is.

    Attributes:
        breaches: everything that is wrong; nothing where the plan is accepted.
        findings: for each criterion, how it is known that nothing is better.
        best: whether the plan is proved to be the best within its terms; False for plans that say themselves they are
            unproven, and for rounds that are impossible.
        impossible: whether it is proved that the terms cannot be met.
    """

    breaches: tuple[Sentence, ...]
    findings: tuple[Finding, ...] = ()
    best: bool = False
    impossible: bool = False

    @property
    def accepted(self) -> bool:
        """Whether nothing is wrong."""
        return not self.breaches

    def words(self, language: str = "en") -> str:
        """Return the verdict, one sentence a line, in `en`, `ru` or `uk`."""
        if self.breaches:
            return "\n".join(breach.words(language) for breach in self.breaches)
        if self.impossible:
            return Sentence("accepted_impossible").words(language)
        proofs = [
            Sentence("proved", {"criterion": one.criterion, "proof": one.proof.value}).words(language)
            for one in self.findings
        ]
        return "\n".join([Sentence("accepted" if self.best else "accepted_unproven").words(language), *proofs])

    def as_json(self) -> dict[str, object]:
        """Return the verdict for machines."""
        return {
            "accepted": self.accepted,
            "best": self.best,
            "impossible": self.impossible,
            "breaches": [breach.as_json() for breach in self.breaches],
            "proofs": [{"criterion": one.criterion, "proof": one.proof.value} for one in self.findings],
        }
