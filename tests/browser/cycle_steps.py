"""A cycle's way through its phases over the API, with what each of them asks of the office."""

from tests.browser.office import Office

PHASES = ("frozen", "preprocessing", "batch_prep", "processing", "scored", "selection", "published", "completed")
"""After submission, where every cycle begins."""


def do_what_the_phase_asks(office: Office, cycle: str, phase: str) -> None:
    """Everybody is checked, scored with 80, and selected."""
    where, all_of_them = f"/api/admin/cycles/{cycle}", dict[str, object]()
    match phase:
        case "preprocessing":
            office.post(f"{where}/applications/bulk", {"change": {"checked": True}, "matching": all_of_them})
        case "batch_prep":
            office.post(f"{where}/export")
        case "processing":
            office.post(f"{where}/applications/bulk", {"change": {"score": 80}, "matching": all_of_them})
        case "selection":
            office.post(f"{where}/select", {"top": 1})


def move_on(office: Office, cycle: str, to: str) -> None:
    """From the phase it is in to another; what the new one asks is left to do."""
    phase = str(office.get(f"/api/admin/cycles/{cycle}")["phase"])
    reached = PHASES.index(phase) + 1 if phase in PHASES else 0
    for following in PHASES[reached : PHASES.index(to) + 1]:
        do_what_the_phase_asks(office, cycle, phase)
        office.post(f"/api/admin/cycles/{cycle}/phase", {"to": following})
        phase = following
