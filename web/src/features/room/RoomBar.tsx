import { Link } from "wouter";
import { OfficeContact } from "../../session/OfficeContact";

/** No menu here: somebody about to be interviewed needs the way in, not the way around. */
export function RoomBar({ help = true }: { help?: boolean }) {
  return (
    <header className="room-bar">
      <Link className="room-mark" href="/">
        Vivavoce
      </Link>
      {help ? (
        <p className="small quiet">
          <OfficeContact />
        </p>
      ) : null}
    </header>
  );
}
