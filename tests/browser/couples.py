"""Ada and Kim, in the same room."""

from dataclasses import dataclass

from tests.browser.office import Appointment
from tests.browser.pages import Room
from tests.browser.visitors import Visitor


@dataclass
class Couple:
    appointment: Appointment
    ada: Visitor
    kim: Visitor
    ada_room: Room
    kim_room: Room

    def see_each_other(self) -> None:
        self.ada.probe.sees(self.kim.look)
        self.kim.probe.sees(self.ada.look)

    def hear_each_other(self) -> None:
        self.ada.probe.hears(self.kim.look)
        self.kim.probe.hears(self.ada.look)

    def talk(self) -> None:
        self.ada_room.press_start()
        self.kim_room.press_start()
        self.see_each_other()


def seat(appointment: Appointment, ada: Visitor, kim: Visitor) -> Couple:
    rooms = [Room(one.page).open(appointment.path) for one in (ada, kim)]
    return Couple(appointment, ada, kim, *rooms)
