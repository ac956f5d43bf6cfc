"""Persons out of rows: the very clusters, refusals and constraints of the clusters of ids."""

import numpy as np
import pytest

from tidings.linkage import Edge, cluster
from tidings.linkage.comparison import compare_subjects
from tidings.linkage.constraints import kind_of, states_birth, why_apart
from tidings.linkage.counting import count
from tidings.linkage.engines.batch.clustering import clusters_of_rows
from tidings.linkage.engines.batch.encoding import encode
from tidings.linkage.engines.local import link, prior_of
from tidings.linkage.engines.tables import read_records
from tidings.linkage.subject import read_subject
from tidings.rehearsal import rehearse, write_files

CLEAN = frozenset({"Morgue register"})


class Both:
    """A register read row by row and as columns, weighed by the scalar model."""

    def __init__(self, files):
        self.columns = encode(files).columns
        by_id = {report.record_id: report for report in read_records(files).reports}
        self.subjects = [read_subject(by_id[record]) for record in self.columns.ids]
        self.row = {record: row for row, record in enumerate(self.columns.ids)}
        self.frequencies = count(self.subjects, clean_sources=CLEAN)
        self.prior = prior_of(len(self.subjects))
        candidates = link(list(by_id.values()), learning=False).candidates
        self.left, self.right = np.array([sorted((self.row[a], self.row[b])) for a, b in sorted(candidates)]).T

    def compare(self, left, right):
        return compare_subjects(
            self.subjects[left], self.subjects[right], frequencies=self.frequencies, prior=self.prior
        )

    def weigh(self, left, right):
        found = [self.compare(a, b) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
        against = [sum(min(reason.weight, 0.0) for reason in one.reasons) for one in found]
        return np.array([one.weight for one in found]), np.array(against)

    def by_rows(self):
        weight, _ = self.weigh(self.left, self.right)
        sides = self.left.astype(np.int32), self.right.astype(np.int32)
        found = clusters_of_rows(self.columns, *sides, weight, prior=self.prior, weigh=self.weigh, clean_sources=CLEAN)
        return [self.columns.ids[row] for row in found.person.tolist()], int(found.refused.sum())

    def clash(self, left, right):
        a, b = self.row[left], self.row[right]
        constraint = why_apart(self.subjects[a], self.subjects[b], CLEAN)
        return kind_of(constraint, self.compare(a, b))

    def by_ids(self):
        ids, edges = self.columns.ids, []
        for a, b in zip(self.left.tolist(), self.right.tolist(), strict=True):
            found = self.compare(a, b)
            edges.append(Edge(ids[a], ids[b], found.probability, found.weight))
        born = [record for record, subject in zip(ids, self.subjects, strict=True) if states_birth(subject)]
        clusters = cluster(ids, edges, clash=self.clash, born=born)
        person = {member: one.members[0] for one in clusters for member in one.members}
        refused = {(edge.left, edge.right) for one in clusters for edge in one.refused}
        return [person[record] for record in ids], len(refused)


@pytest.mark.parametrize("seed", [41, 42])
def test_rows_come_into_the_same_clusters_as_ids(seed, tmp_path):
    both = Both(write_files(rehearse(seed, 220), tmp_path))
    assert both.by_rows() == both.by_ids()
