import { Trans } from "@lingui/react/macro";
import { useOffice } from "./session";

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^\+?[\d\s()/-]{5,}$/;

/** What the server wrote into the page: there even when nothing else can be asked. Vite alone leaves the placeholder. */
const WRITTEN = document.querySelector<HTMLMetaElement>(
  "meta[name=office-contact]:not([content^=__])",
)?.content;

/** Whom to turn to, shown wherever something fails. A link where the contact is an address or a number. */
export function OfficeContact() {
  const contact = useOffice()?.contact ?? WRITTEN;
  if (!contact) return null;
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
