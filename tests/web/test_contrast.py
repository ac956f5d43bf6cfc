"""The colours of the stylesheet, measured: 4.5 for text, 3 for the edges of controls (WCAG 2, AA)."""

import re
from pathlib import Path

import pytest

import tidings.web

CSS = (Path(tidings.web.__file__).parent / "static" / "web" / "tidings.css").read_text(encoding="utf-8")
INKS = ("ink", "ink-2", "ink-3", "accent", "accent-2")
GROUNDS = ("paper", "surface", "sunken")
TONES = ("rust", "amber", "leaf", "sky", "plum")
PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((tone, f"{tone}-soft") for tone in TONES),
    *((tone, "surface") for tone in TONES),
    *((ink, f"{tone}-soft") for ink in ("ink", "ink-2", "accent") for tone in TONES),
    ("ink", "lamp-soft"),
    ("ink-3", "accent-soft"),
    ("accent-2", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
]


def tokens(dark):
    start = CSS.index("prefers-color-scheme: dark") if dark else CSS.index(":root {")
    block = CSS[start : CSS.index("}", start)]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_can_be_read(dark):
    colours = tokens(dark)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("dark", [False, True])
def test_the_edge_of_every_control_can_be_seen(dark):
    colours = tokens(dark)
    assert min(contrast(colours["edge"], colours[ground]) for ground in GROUNDS) >= 3


def test_the_measure_itself_is_right():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_no_colour_stands_outside_the_tokens():
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    outside = re.sub(r":root \{.*?\}", "", rules, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", outside.replace("#000", "").replace("#fff", "")) == []


def test_the_file_of_keys_stays_small():
    keys = Path(tidings.web.__file__).parent / "static" / "web" / "keys.js"
    assert len(keys.read_text(encoding="utf-8").splitlines()) <= 60
