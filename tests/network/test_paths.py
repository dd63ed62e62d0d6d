"""The way between two people goes in the middle of their call."""

import pytest
from playwright.sync_api import TimeoutError as TookTooLong

from tests.network.conftest import Measured
from tests.network.guests import PATIENCE
from tests.network.lab import Call, Lab

pytestmark = pytest.mark.network


def test_a_call_survives_the_switch_to_another_network(lab: Lab, measured: Measured) -> None:
    call = lab.seat().press()
    call.begin()
    lab.topology.switch_to_mobile()
    call.see_each_other()
    measured("network switch", call.frozen(), outcome_of(call), [word for one in call.both for word in one.words()])


def test_a_textbook_call_for_comparison(lab: Lab, measured: Measured) -> None:
    with lab.textbook_call() as call:
        call.press().begin()
        lab.topology.switch_to_mobile()
        try:
            call.see_each_other()
        except TookTooLong:
            # As tutorials' calls do at times; what is under test is ours.
            measured("textbook switch", PATIENCE / 1000, "not back within a minute", [])
        else:
            measured("textbook switch", call.frozen(), outcome_of(call), [])


def test_a_call_goes_over_the_relay_when_the_direct_way_is_cut(lab: Lab, measured: Measured) -> None:
    call = lab.seat().press()
    assert [one.way().relayed for one in call.both] == [False, False]
    call.begin()
    lab.block("udp between people")
    call.see_each_other()
    assert [one.way().relayed for one in call.both] == [True, True]
    measured("path cut", call.frozen(), outcome_of(call), [word for one in call.both for word in one.words()])


def outcome_of(call: Call) -> str:
    return f"the call goes on, {call.ada.way().words}"
