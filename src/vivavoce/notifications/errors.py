"""What is refused, and what to do."""

from vivavoce.errors import Conflict


class NotToBeSentAgain(Conflict):
    code = "not_to_be_sent_again"
    detail = (
        "Only what failed, or what may not have arrived, can be sent again. Load the list again to see where it is."
    )
