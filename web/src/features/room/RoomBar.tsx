import { Link } from "wouter";
import { OfficeContact } from "../../session/OfficeContact";

/** No menu here: somebody about to be interviewed needs the way in, not the way around. */
export function RoomBar() {
  return (
    <header className="room-bar">
      <Link className="room-mark" href="/">
        Vivavoce
      </Link>
      <p className="small quiet">
        <OfficeContact />
      </p>
    </header>
  );
}
