"""OR-Tools at work on a network."""

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from vivavoce.scheduling.assignment.network import Network
from vivavoce.scheduling.assignment.objective import Numbers

OPTIMAL = "OPTIMAL"


class SolverError(Exception):
    """The solver's status is not OPTIMAL: nothing of what it found is used."""


def most(network: Network) -> int:
    """How many people have a place at most."""
    return int(_largest(network).optimal_flow())


def tight(network: Network) -> list[int]:
    """The numbers of the applicants who compete for places of which there are not enough."""
    return [node for node in _largest(network).get_source_side_min_cut() if node < len(network.applicants)]


def _largest(network: Network) -> SimpleMaxFlow:
    solver = SimpleMaxFlow()
    solver.add_arcs_with_capacity(network.tails, network.heads, network.rooms)
    _check(solver.solve(network.source, network.sink).name)
    return solver


def cheapest(network: Network) -> Numbers:
    """How much every arc carries where as many as possible have a place, as many of those who had one keep it, and all
    of that costs least."""
    costs, people = network.costs.copy(), len(network.applicants)
    if network.movable:
        # At most four arcs on a way cost anything: one who stays outweighs all that the others could gain.
        costs[network.staying] -= (int(costs.max()) + 1) * 4 * people
    supplies = np.zeros(network.sink + 1, dtype=np.int64)
    supplies[network.source], supplies[network.sink] = people, -people
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(network.tails, network.heads, network.rooms, costs)
    solver.set_nodes_supplies(np.arange(network.sink + 1), supplies)
    _check(solver.solve_max_flow_with_min_cost().name)
    flows: Numbers = np.asarray(solver.flows(arcs))
    return flows


def _check(status: str) -> None:
    if status != OPTIMAL:
        raise SolverError(status)
