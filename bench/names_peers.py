"""The peers of bench_names.py, run by the interpreter that TIDINGS_PEERS names (see peers.txt); JSON in, JSON out.

A request is `{"pairs": [[left, right], …]}` and is answered with scores by peer, or
`{"targets": […], "queries": […], "folded": [[…], […]]}` and is answered with the ten best targets a query by peer.
"""

import json
import sys
import time
from collections import Counter
from math import log
from typing import Any

import numpy as np
from anyascii import anyascii
from followthemoney import EntityProxy
from names_translator.name_utils import parse_and_generate
from nomenklatura.matching import LogicV2
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio, token_set_ratio, token_sort_ratio
from rapidfuzz.process import extract
from scipy.sparse import csr_matrix

FUZZY = {
    "ratio": ratio,
    "token_sort": token_sort_ratio,
    "token_set": token_set_ratio,
    "Jaro–Winkler": JaroWinkler.normalized_similarity,
}
TOP = 10


def person(number: str, name: str) -> EntityProxy:
    """Return an entity with one name."""
    return EntityProxy.from_dict({"id": number, "schema": "Person", "properties": {"name": [name]}})


def variants(name: str) -> set[str]:
    """Return every spelling that names-translator makes of a name, the words sorted."""
    try:
        made = set(parse_and_generate(name))
    except (ValueError, KeyError, IndexError, TypeError):
        made = set()
    return {" ".join(sorted(text.casefold().split())) for text in (*made, name)}


def pairs(asked: list[list[str]]) -> dict[str, Any]:
    """Score pairs by every peer; logic-v2 tells its pairs a second."""
    plain = [(anyascii(a).casefold(), anyascii(b).casefold()) for a, b in asked]
    scores = {f"{peer} anyascii": [score(a, b) for a, b in plain] for peer, score in FUZZY.items()}
    config, started = LogicV2.default_config(), time.perf_counter()
    scores["logic-v2"] = [
        # Names are remembered by the entity's id: every entity needs its own.
        LogicV2.compare(person(f"a{number}", a), person(f"b{number}", b), config).score
        for number, (a, b) in enumerate(asked)
    ]
    took = time.perf_counter() - started
    scores["names-translator"] = [float(bool(variants(a) & variants(b))) for a, b in asked]
    return {"scores": scores, "logic-v2 pairs a second": len(asked) / took}


def grams(text: str) -> Counter[str]:
    """Return the pairs and triples of letters of a text with a blank at both ends."""
    text = f" {text} "
    return Counter(text[i : i + size] for size in (2, 3) for i in range(len(text) - size + 1))


def tf_idf(targets: list[str], queries: list[str]) -> dict[str, Any]:
    """Return the ten nearest targets by the cosine of TF-IDF over letter pairs and triples, and the median time."""
    numbers, counts = {}, [grams(text) for text in targets]
    met = Counter(gram for found in counts for gram in found)
    for gram in met:
        numbers[gram] = len(numbers)
    weight = {gram: log((1 + len(targets)) / (1 + times)) + 1 for gram, times in met.items()}

    def matrix(rows: list[Counter[str]]) -> csr_matrix:
        data, places, ends = [], [], [0]
        for found in rows:
            known = {numbers[gram]: count * weight[gram] for gram, count in found.items() if gram in numbers}
            length = sum(value * value for value in known.values()) ** 0.5 or 1.0
            data += [value / length for value in known.values()]
            places += known.keys()
            ends.append(len(places))
        return csr_matrix((np.array(data, np.float32), places, ends), shape=(len(rows), len(numbers)))

    by_gram, hits, times = matrix(counts).T.tocsr(), [], []
    for query in queries:
        started = time.perf_counter()
        scores = (matrix([grams(query)]) @ by_gram).toarray()[0]
        best = np.argpartition(-scores, TOP)[:TOP]
        hits.append(best[np.argsort(-scores[best], kind="stable")].tolist())
        times.append(time.perf_counter() - started)
    return {"hits": hits, "ms": 1000 * sorted(times)[len(times) // 2]}


def nearest(targets: list[str], queries: list[str]) -> dict[str, Any]:
    """Return the ten nearest targets by rapidfuzz's ratio, and the median time."""
    hits, times = [], []
    for query in queries:
        started = time.perf_counter()
        hits.append([place for _, _, place in extract(query, targets, scorer=ratio, limit=TOP)])
        times.append(time.perf_counter() - started)
    return {"hits": hits, "ms": 1000 * sorted(times)[len(times) // 2]}


def search(asked: dict[str, Any]) -> dict[str, Any]:
    """Search by every peer, over plain and over our folded letters."""
    plain = [[anyascii(text).casefold() for text in asked[key]] for key in ("targets", "queries")]
    return {
        f"{name} {letters}": work(*texts)
        for letters, texts in (("anyascii", plain), ("folded", asked["folded"]))
        for name, work in (("ratio", nearest), ("TF-IDF", tf_idf))
    }


def main() -> None:
    """Answer one request."""
    asked = json.load(sys.stdin)
    json.dump(pairs(asked["pairs"]) if "pairs" in asked else search(asked), sys.stdout)


if __name__ == "__main__":
    main()
