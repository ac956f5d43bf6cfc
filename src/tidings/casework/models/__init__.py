"""The tables of casework. Only this room's deeds write them and only its deeds and queries read them."""

from tidings.casework.models.answers import Answer as Answer
from tidings.casework.models.answers import TellTask as TellTask
from tidings.casework.models.requests import TracingRequest as TracingRequest
from tidings.casework.models.tries import Try as Try

__all__ = ["Answer", "TellTask", "TracingRequest", "Try"]
