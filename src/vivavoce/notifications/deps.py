"""The services of a request, with the app's clock, bus and mailer."""

from typing import Annotated

from fastapi import Depends, Request

from vivavoce.clock import new_id
from vivavoce.database import SessionDep
from vivavoce.notifications.schemas import Delivery
from vivavoce.notifications.service import MessageService
from vivavoce.notifications.views import Posting


async def _messages(request: Request, session: SessionDep) -> MessageService:
    state = request.app.state
    delivery = Delivery.SMTP if state.settings.smtp_url else Delivery.FOLDER
    posting = Posting(state.mailer.office, delivery, state.mailer.trouble)
    return MessageService(session, state.clock, new_id, state.bus, posting)


MessagesDep = Annotated[MessageService, Depends(_messages)]
