"""The tests of this room share rounds drawn at random; their modules lie beside this file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
