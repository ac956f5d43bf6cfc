"""The tables of casework. Only this room's deeds write them and only its deeds and queries read them."""

from tidings.casework.models.answers import Answer as Answer
from tidings.casework.models.answers import TellTask as TellTask
from tidings.casework.models.requests import TracingRequest as TracingRequest
from tidings.casework.models.rounds import Round as Round
from tidings.casework.models.rounds import RoundEntry as RoundEntry
from tidings.casework.models.rounds import RoundMember as RoundMember
from tidings.casework.models.tries import Try as Try

__all__ = ["Answer", "Round", "RoundEntry", "RoundMember", "TellTask", "TracingRequest", "Try"]
