# ruff: noqa: PLR2004 -- numbers of words and letters in a rule are read where the rule stands
"""Whose a verb is: the subjects and objects of the verb groups of a sentence, in worn and machine-made grammar too."""

from typing import Final

from tidings.intake.text.mentions import Mention
from tidings.intake.text.tables import kin, words
from tidings.intake.text.tokens import Sentence
from tidings.intake.text.verbs import Group, find_groups, is_adverb, is_past, verbs
from tidings.intake.text.when import NUMBERS

_OPENERS: Final = frozenset(
    {"after", "before", "while", "since", "by", "that", "when", "because", "if", "without", "despite"}
)
_COORDINATORS: Final = frozenset({"and", "but", "or", "then", "&"})
_QUANTITIES: Final = frozenset(
    {"others", "many", "some", "most", "several", "dozens", "hundreds", "thousands", "none", "nobody", "people"}
)
_SIGNS: Final = frozenset(',;:—–-"()[]')


def _counts(word: str) -> bool:
    """Say whether a verb behind a word speaks of so many, none of them named: "while at least 20 have been killed"."""
    return word[0].isdigit() or word in _QUANTITIES or word in NUMBERS


class Clauses:
    """The verb groups and mentions of one sentence."""

    def __init__(self, sentence: Sentence, mentions: list[Mention]) -> None:
        self.sentence = sentence
        self.low = sentence.low
        self.mentions = mentions
        self._ends = {mention.end: mention for mention in mentions if mention.kind != "possessive"}
        self.groups = find_groups(sentence, {p for m in mentions if m.kind == "name" for p in range(m.start, m.end)})
        self._subjects: dict[int, list[Mention]] = {}

    def group_of(self, position: int) -> Group | None:
        """Return the verb group at a token, or the nearest one before it."""
        return next((group for group in reversed(self.groups) if group.start <= position), None)

    def before(self, group: Group) -> Group | None:
        """Return the verb group before another."""
        number = self.groups.index(group)
        return self.groups[number - 1] if number else None

    def subjects(self, group: Group) -> list[Mention]:
        """Return who does, or suffers, what a verb group says; empty where it is no human being."""
        if group.start not in self._subjects:
            self._subjects[group.start] = []
            self._subjects[group.start] = self._subject_before(group, group.start)
        return self._subjects[group.start]

    def _subject_before(self, group: Group, position: int) -> list[Mention]:
        """Walk left from a verb group over what may stand between it and its subject."""
        while position > 0:
            found = self._subject_at(group, position)
            if found is not None:
                return found
            step = self._step_over(position)
            if step is None:
                return []
            position = step
        return self._of_following(group)

    def _subject_at(  # noqa: PLR0911 -- one answer for each word that may stand there
        self, group: Group, position: int
    ) -> list[Mention] | None:
        """Return the subject if the word before a position settles it, None to walk on."""
        word, mention = self.low[position - 1], self._mention_ending(position)
        if mention is not None:
            if self.low[max(0, mention.head - 2) : mention.head] in (["body", "of"], ["remains", "of"]):
                return [mention]
            return self.with_coordinated(mention) if self._prepositional(mention) is None else None
        if _counts(word):
            return []
        if word in verbs("relative") or (word == "that" and self._mention_ending(position - 1)):
            return self._antecedent(position - 1)
        if word in _OPENERS:
            return self._of_neighbour(group)
        if word in _COORDINATORS:
            return self._of_previous(group)
        earlier = next((g for g in self.groups if g.end == position and g is not group), None)
        if earlier is not None:
            return self.subjects(earlier) if earlier.start < group.start else []
        return self._at_sign(group, position) if word in _SIGNS else None

    def _at_sign(self, group: Group, position: int) -> list[Mention] | None:
        """Say what a comma, dash or bracket before a verb group means: None where a remark closes there."""
        described = self._mention_ending(position - 1)
        if described is not None and "," in self.low[described.head : described.start]:
            return [described]
        if self._parenthesis(position - 1) is not None:
            return None
        chain = self.with_coordinated(described) if described is not None else []
        if (
            described is not None
            and described.kind == "name"
            and len(chain) > 1
            and self.low[chain[0].head - 1 : chain[0].head] == [","]
        ):
            return chain
        if described is not None and group.bare and position == group.start:
            return [described]
        return self._across(group, position)

    def _step_over(self, position: int) -> int | None:
        mention, word = self._mention_ending(position), self.low[position - 1]
        if mention is not None:
            return self._prepositional(mention)
        if word in _SIGNS:
            return self._parenthesis(position - 1)
        return position - 1 if is_adverb(word) else self._plain_prepositional(position)

    def _mention_ending(self, position: int) -> Mention | None:
        return self._ends.get(position)

    def _prepositional(self, mention: Mention) -> int | None:
        """Where a mention hangs on a preposition, return where that phrase begins; None where it stands free."""
        before = self.low[mention.head - 1] if mention.head else ""
        if mention.head >= 2 and self.low[mention.head - 2 : mention.head] == ["according", "to"]:
            return mention.head - 2
        if before in verbs("preposition"):
            owner = self._mention_ending(mention.head - 1)
            return mention.head - 1 if owner is None or owner is not mention else None
        return None

    def _plain_prepositional(self, position: int) -> int | None:
        """Step over a phrase like "from Khotyn" or "in the tank regiment" that ends at a position."""
        for start in range(position - 1, max(-1, position - 8), -1):
            if self.low[start] in verbs("preposition") and self.low[start] != "by":
                return start
            if (
                self.low[start] in _SIGNS
                or self.low[start] in verbs("subordinate")
                or self.low[start] in _COORDINATORS
                or any(group.start <= start < group.end for group in self.groups)
                or self._mention_ending(start + 1)
            ):
                return None
        return None

    def _parenthesis(self, comma: int) -> int | None:
        """Return where a remark between commas (or brackets, or dashes) that ends at a sign begins, if it follows a mention."""  # noqa: E501 -- one rule stays on one line
        for start in range(comma - 1, max(-1, comma - 40), -1):
            if self.low[start] in _SIGNS and self._after_mention(start):
                inner = self.low[start + 1 : comma]
                return start if self._is_remark(inner, start + 1, comma) else None
        return None

    def _after_mention(self, sign: int) -> bool:
        if self._mention_ending(sign):
            return True
        skip = self._plain_prepositional(sign)
        return skip is not None and self._mention_ending(skip) is not None

    def _is_remark(self, inner: list[str], start: int, end: int) -> bool:
        if not inner or (self.low[start - 1] in "—–(" and end < len(self.low) and self.low[end] in "—–)"):
            return True
        if inner[0] in verbs("relative") or inner[0] in (
            "a",
            "an",
            "the",
            "born",
            "aged",
            "nicknamed",
            "callsign",
            "call",
            "also",
            "known",
            "one",
            "himself",
            "herself",
            "then",
            "now",
            "both",
            "as",
            "like",
            "including",
            "according",
            "from",
            "of",
            "who",
            "not",
            "along",
            "together",
            "his",
            "her",
            "my",
            "b",
        ):
            return True
        if all(group.bare for group in self.groups if start <= group.start < end) and is_past(inner[0]):
            return True
        if (
            inner[0].isdigit()
            or inner[0] in kin()
            or inner[0] in words("offices") | words("trades") | words("ranks", "military")
        ):
            return True
        return not any(start <= group.start < end for group in self.groups) and len(inner) <= 12

    def _antecedent(self, position: int) -> list[Mention]:
        before = [
            mention
            for mention in self.mentions
            if mention.end <= position and mention.kind not in ("pronoun", "possessive")
        ]
        if not before:
            return []
        nearest = before[-1]
        if any(nearest.end <= group.start < position and not group.bare for group in self.groups):
            return []
        return self.with_coordinated(nearest) if self.low[nearest.end : position] in ([], [","]) else [nearest]

    def _of_previous(self, group: Group) -> list[Mention]:
        earlier = self.before(group)
        return self.subjects(earlier) if earlier is not None else []

    def _across(self, group: Group, position: int) -> list[Mention]:
        """A verb after a lone comma goes on with the subject before; after a quotation it is turned round: '…,' said X."""  # noqa: E501 -- one rule stays on one line
        following = self._right_after(group)
        if (
            following
            and self.low[position - 1] in ',"—'
            and self.low[group.end - 1]
            in ("said", "says", "told", "recalls", "recalled", "added", "asks", "explained", "tells")
        ):
            return following
        return self._of_previous(group) if group.start else following

    def _of_neighbour(self, group: Group) -> list[Mention]:
        return self._of_previous(group) or self._of_following(group)

    def _of_following(self, group: Group) -> list[Mention]:
        """A sentence that begins with a participle speaks of the subject of its main clause."""
        number = self.groups.index(group)
        if "," in self.low[group.end :] and number + 1 < len(self.groups):
            comma = self.low.index(",", group.end)
            after = next((g for g in self.groups[number + 1 :] if g.start > comma), None)
            return self.subjects(after) if after is not None else []
        return []

    def _right_after(self, group: Group) -> list[Mention]:
        return (
            self.with_coordinated(found)
            if (found := next((m for m in self.mentions if m.head == group.end and m.kind != "possessive"), None))
            else []
        )

    def objects(self, position: int) -> list[Mention]:
        """Return the people named right after a token, up to the next verb: "freed X and Y", "in exchange for 55 soldiers and X"."""  # noqa: E501 -- one rule stays on one line
        asides = self._asides(position)
        stop = next(
            (group.start for group in self.groups if group.start >= position and group.start not in asides),
            len(self.low),
        )
        found: list[Mention] = []
        for mention in self.mentions:
            if (
                not position <= mention.head < stop
                or mention.kind == "possessive"
                or mention.words[0] == "i"
                or mention.head in asides
            ):
                continue
            begin = found[-1].end if found else self._past_settings(position, mention.head)
            gap = [self.low[p] for p in range(begin, mention.head) if p not in asides]
            if self._breaks(gap, first=not found):
                break
            found.append(mention)
        return found

    def _past_settings(self, position: int, head: int) -> int:
        """Step over a day and a place between a verb and its object: "saw in January in Ryazhsk our X"."""
        tokens = self.sentence.tokens[position:head]
        plain = all(
            t.capital
            or t.text[0].isdigit()
            or t.low in verbs("preposition")
            or t.low in ("our", "my", "the", "his", "her")
            for t in tokens
        )
        return head if tokens and plain and tokens[0].low in verbs("preposition") else position

    def _asides(self, position: int) -> set[int]:
        """Return the tokens of remarks that a list of people goes on behind: ages, and "who …" up to its comma."""
        inside: set[int] = set()
        for start in range(position, len(self.low) - 1):
            if self.low[start] == "," and (
                self.low[start + 1] in ("who", "whose", "of", "from") or self.low[start + 1].isdigit()
            ):
                end = next((p for p in range(start + 1, len(self.low)) if self.low[p] == ","), None)
                if end is not None and any(m.head in (end + 1, end + 2) for m in self.mentions):
                    inside.update(range(start, end))
        return inside

    @staticmethod
    def _breaks(gap: list[str], *, first: bool) -> bool:
        if (
            first
            and len(gap) > 1
            and not set(gap)
            & (
                words("people", "plural")
                | words("people", "anyone")
                | words("people", "captive")
                | {"them", "of", "including"}
            )
        ):
            return True
        if (
            not first
            and gap
            and gap[0] == ","
            and gap[1:2]
            and gap[1] in ("a", "an", "the", "who", "which", "in", "on", "after")
        ):
            return True
        allowed = {"of", "and", ",", "for", "least", "at", "including", "among", "them", "with", "together", "war"}
        return (
            any(
                (word in verbs("preposition") and word not in allowed) or word in verbs("subordinate") or word in ';:"('
                for word in gap
            )
            or len(gap) > 14
        )

    def with_coordinated(self, mention: Mention) -> list[Mention]:
        """Return a mention with those joined to it by commas and "and" on its left."""
        found = [mention]
        while True:
            first = found[0]
            gap = 1 if first.head and self.low[first.head - 1] in ("and", ",") else 0
            gap += gap and first.head > 1 and self.low[first.head - 2] == "," and self.low[first.head - 1] == "and"
            left = self._mention_ending(first.head - gap) if gap else None
            left = left or (self._across_age(first.head - gap) if gap and self.low[first.head - 1] == "and" else None)
            if left is None or left.kind == "pronoun" or any(m is left for m in found):
                return found if self._joined(found) else [mention]
            if self._prepositional(left) is not None and self.low[left.head - 1] != "of":
                return found
            found.insert(0, left)

    def _joined(self, found: list[Mention]) -> bool:
        return len(found) == 1 or any(self.low[right.head - 1] == "and" for right in found[1:])

    def _across_age(self, position: int) -> Mention | None:
        """Step over ", 28, from Pereira, Colombia," or the like on the way left to the mention it follows."""
        for start in range(position - 1, max(0, position - 14), -1):
            if self.low[start] in ",(" and (left := self._mention_ending(start)) is not None:
                inner = self.low[start + 1 : position]
                return left if inner and self._is_remark(inner, start + 1, position) else None
        return None
