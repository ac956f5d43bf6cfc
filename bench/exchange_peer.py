"""CP-SAT on the planner's own model, for bench_exchange.py: run by the interpreter that TIDINGS_EXCHANGE_PEER names.

Standard input: `{"rows": [[name, least, most, [[column, weight], …]], …], "low": […], "high": […], "gains": [[…], …],
"seconds": limit for each stage}`. Output: `[[value, bound, status, processor seconds], …]`, one for each stage solved.
"""

import json
import sys
import time

from ortools.sat.python import cp_model


def solved(given: dict) -> list[list]:
    """Maximise the gains one after another, each kept by an exact row."""
    model = cp_model.CpModel()
    columns = [model.new_int_var(low, high, "") for low, high in zip(given["low"], given["high"], strict=True)]
    for _, least, most, figures in given["rows"]:
        total = cp_model.LinearExpr.weighted_sum([columns[at] for at, _ in figures], [weight for _, weight in figures])
        model.add_linear_constraint(total, least, most)
    found = []
    for gain in given["gains"]:
        total = cp_model.LinearExpr.weighted_sum(columns, gain)
        model.maximize(total)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.max_time_in_seconds = given["seconds"]
        started = time.process_time()
        status = solver.solve(model)
        took = time.process_time() - started
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found.append([None, None, solver.status_name(status), took])
            break
        value = round(solver.objective_value)
        found.append([value, int(solver.best_objective_bound), solver.status_name(status), took])
        if status != cp_model.OPTIMAL:
            break
        model.add(total >= value)
        model.clear_hints()
        for column in columns:
            model.add_hint(column, solver.value(column))
    return found


json.dump(solved(json.load(sys.stdin)), sys.stdout)
