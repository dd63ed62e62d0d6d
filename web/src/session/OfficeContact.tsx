import { Trans } from "@lingui/react/macro";
import { useOffice } from "./session";

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^\+?[\d\s()/-]{5,}$/;

/** Whom to turn to, shown wherever something fails. A link where the contact is an address or a number. */
export function OfficeContact() {
  const office = useOffice();
  if (!office?.contact) return null;
  const { contact } = office;
  return (
    <span>
      <Trans>Need help? The office: {<Contact contact={contact} />}</Trans>
    </span>
  );
}

function Contact({ contact }: { contact: string }) {
  if (ADDRESS.test(contact)) return <a href={`mailto:${contact}`}>{contact}</a>;
  if (PHONE.test(contact)) return <a href={`tel:${contact.replaceAll(/[^\d+]/g, "")}`}>{contact}</a>;
  return <strong>{contact}</strong>;
}
