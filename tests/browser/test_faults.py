"""What breaks in the middle of a call, and what goes on."""

import pytest
from playwright.sync_api import expect

from tests.browser.couples import Couple
from tests.browser.demo_server import DemoServer
from tests.browser.office import Office

pytestmark = pytest.mark.browser

SERVER_IS_AWAY = r"ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to"
SENDS_NO_SOUND = """async () => {
    const senders = viva.connections.flatMap((one) => one.getSenders());
    for (const sender of senders.filter(({ track }) => track?.kind === "audio")) {
        const parameters = sender.getParameters();
        parameters.encodings[0].active = false;
        await sender.setParameters(parameters);
    }
}"""
"""As where something on the way swallows sound alone."""
PICTURE_STOPS_AFTER = 2_000
"""Milliseconds; a busy machine may drop many frames, a call that was torn down shows none."""


def test_deletion_mid_call_shows_both_out(talking: Couple, office: Office) -> None:
    office.delete(talking.appointment.id)
    _both_are_out(talking)


def test_the_call_survives_a_server_killed_and_started_again(talking: Couple, server: DemoServer) -> None:
    both = (talking.ada, talking.kim)
    for one in both:
        one.watch.allow(SERVER_IS_AWAY)
        one.probe.follow_picture()
    sockets = [one.probe.sockets_made() for one in both]
    server.kill()
    for room in (talking.ada_room, talking.kim_room):
        room.says("Your call goes on")
    for one in both:
        one.probe.decodes_more(20)
    server.start()
    for one, earlier in zip(both, sockets, strict=True):
        one.probe.socket_reopened(earlier)
    for room in (talking.ada_room, talking.kim_room):
        expect(room.page.get_by_text("Your call goes on")).to_have_count(0)
    for one in both:
        one.probe.decodes_more()
        assert one.probe.longest_gap() < PICTURE_STOPS_AFTER
        assert one.probe.connections() == 1
    talking.hear_each_other()
    talking.kim_room.press("Mute microphone")
    talking.ada_room.says("microphone off")


def test_sig_60_who_is_not_heard_reads_so_until_it_is_repaired(talking: Couple) -> None:
    talking.hear_each_other()
    talking.kim.page.evaluate(SENDS_NO_SOUND)
    talking.kim_room.says("Ada does not hear you. We are repairing it.")
    talking.ada.probe.hears(talking.kim.look)
    expect(talking.kim_room.page.get_by_text("We are repairing it")).to_have_count(0)
    talking.see_each_other()


def test_ending_for_everyone_waits_for_the_server(talking: Couple, server: DemoServer) -> None:
    for one in (talking.ada, talking.kim):
        one.watch.allow(SERVER_IS_AWAY)
    talking.ada_room.press("End for everyone")
    dialog = talking.ada_room.page.get_by_role("dialog")
    confirm = dialog.get_by_role("button", name="End for everyone")
    server.kill()
    expect(dialog).to_contain_text("cannot be reached")
    expect(confirm).to_be_disabled()
    server.start()
    confirm.click()
    talking.kim_room.says("The call has ended")


def test_who_signs_out_elsewhere_mid_call_is_shown_out(talking: Couple) -> None:
    answer = talking.kim.context.request.post("/api/auth/logout")
    assert answer.status == 204
    talking.kim.probe.socket_closed(4401)
    expect(talking.ada_room.remote).to_have_count(0)
    talking.ada_room.says("left|shown out|no longer|Waiting for")


def _both_are_out(talking: Couple) -> None:
    for one, room in ((talking.ada, talking.ada_room), (talking.kim, talking.kim_room)):
        one.probe.socket_closed(4410)
        expect(room.remote).to_have_count(0)
        expect(room.end_call).to_have_count(0)
        one.probe.holds("video", 0)
        one.probe.holds("audio", 0)
