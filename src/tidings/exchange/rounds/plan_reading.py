"""PLAN.json read strictly, so that anybody's plan can be checked."""

from collections.abc import Mapping
from typing import Final, Literal, cast

from tidings.exchange.rounds.fields import Field, loaded
from tidings.exchange.rounds.plan import Certificate, Conflict, Plan, Price, Proof, Stage, Status

_PLAN: Final = tuple(Plan.__dataclass_fields__)
_REQUIRED: Final = ("status", "chosen", "humanitarian", "conditional", "stages")
_STAGE: Final = tuple(Stage.__dataclass_fields__)
_CONFLICT: Final = tuple(Conflict.__dataclass_fields__)
_CERTIFICATE: Final = tuple(Certificate.__dataclass_fields__)


def read_plan(content: bytes | Mapping[str, object], *, file: str = "PLAN.json") -> Plan:
    """Read a plan as `write_plan` writes it; what may be left out is what its dataclasses have a default for.

    Raises:
        BadInput: something is missing, wrong or unknown, with the path in the file.
    """
    whole = Field(loaded(content, file) if isinstance(content, bytes) else content, "", file)
    fields = whole.mapping(_PLAN, required=_REQUIRED)
    listed = {name: field.items() for name, field in fields.items() if name in ("stages", "conflicts", "warnings")}
    return Plan(
        status=cast("Status", fields["status"].one_of(("optimal", "infeasible", "unproven"))),
        chosen=_by_side(fields["chosen"]),
        humanitarian=_by_side(fields["humanitarian"]),
        conditional=_keys(fields["conditional"]),
        stages=tuple(_stage(item) for item in listed["stages"]),
        conflicts=tuple(_conflict(item) for item in listed.get("conflicts", [])),
        certificate=_certificate(fields.get("certificate", whole.at("certificate", {"kind": "resolved"}))),
        ties=cast("Literal['lot', 'key']", _word(fields, "ties", "key", ("lot", "key"))),
        round=_label(fields, "round"),
        round_digest=_label(fields, "round_digest"),
        warnings=tuple(item.text() for item in listed.get("warnings", [])),
    )


def _word(fields: Mapping[str, Field], name: str, default: str, choices: tuple[str, ...]) -> str:
    return fields[name].one_of(choices) if name in fields else default


def _label(fields: Mapping[str, Field], name: str) -> str:
    return (fields[name].label() or "") if name in fields else ""


def _keys(field: Field) -> tuple[str, ...]:
    return tuple(item.text() for item in field.items())


def _by_side(field: Field) -> dict[str, tuple[str, ...]]:
    return {side: _keys(keys) for side, keys in field.mapping().items()}


def _stage(field: Field) -> Stage:
    fields = field.mapping(_STAGE, required=("criterion", "value"))
    value = _integer(fields["value"])
    return Stage(
        criterion=fields["criterion"].text(),
        value=value,
        bound=_integer(fields["bound"]) if "bound" in fields else value,
        gap=_integer(fields["gap"]) if "gap" in fields else 0,
        status=cast("Literal['optimal', 'unproven']", _word(fields, "status", "optimal", ("optimal", "unproven"))),
    )


def _integer(field: Field) -> int:
    if isinstance(field.value, bool) or not isinstance(field.value, int):
        raise field.refuse("is no whole number", "Write a number without quotes and point.")
    return field.value


def _conflict(field: Field) -> Conflict:
    fields = field.mapping(_CONFLICT, required=("term",))
    values = fields["values"].mapping() if "values" in fields else {}
    return Conflict(
        term=fields["term"].text(),
        words=_label(fields, "words"),
        code=_label(fields, "code"),
        values={name: _figure(value) for name, value in values.items()},
    )


def _figure(field: Field) -> int | str:
    return _integer(field) if isinstance(field.value, int) else field.text()


def _certificate(field: Field) -> Certificate:
    fields = field.mapping(_CERTIFICATE, required=("kind",))
    return Certificate(
        kind=cast("Proof", fields["kind"].one_of(("dual", "resolved"))),
        structure=_label(fields, "structure") or "general",
        engine=_label(fields, "engine"),
        proved=fields["proved"].count() if "proved" in fields else 0,
        scale=fields["scale"].count(10**30) if "scale" in fields else 1,
        prices=tuple(_price(item) for item in fields["prices"].items()) if "prices" in fields else (),
    )


def _price(field: Field) -> Price:
    fields = field.mapping(("term", "price"), required=("term", "price"))
    return Price(fields["term"].text(), tuple(_integer(item) for item in fields["price"].items()))
