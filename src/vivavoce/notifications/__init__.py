"""Telling people: an outbox written with what it tells of, mails, and invitations to their calendars."""
