import { Trans } from "@lingui/react/macro";
import type { Other } from "../../call/types";
import { Badge, type Tone } from "../../ui/Badge";
import { type Whereabouts, whereabouts } from "./tiles";

type Named = { id: string; name: string };

/** The people of the interview and anyone else who is here, each with where they are. */
export function WhoIsHere({ people, others }: { people: readonly Named[]; others: readonly Other[] }) {
  const byPerson = new Map(others.map((other) => [other.person.id, other]));
  const expected = new Set(people.map((person) => person.id));
  const further = others.filter((other) => !expected.has(other.person.id) && other.stage !== "gone");
  const all: Named[] = [...people, ...further.map((other) => other.person)];
  return (
    <ul className="people-here">
      {all.map(({ id, name }) => {
        const where = whereabouts(byPerson.get(id));
        return (
          <li key={id}>
            <Badge tone={TONES[where]}>
              <Where where={where} name={name} />
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}

const TONES: Record<Whereabouts, Tone | undefined> = {
  "in-call": "good",
  here: "good",
  waiting: "open",
  reconnecting: "warn",
  lost: "warn",
  left: undefined,
  absent: undefined,
};

function Where({ where, name }: { where: Whereabouts; name: string }) {
  switch (where) {
    case "in-call":
      return <Trans>{name} is in the call</Trans>;
    case "here":
      return <Trans>{name} is here</Trans>;
    case "waiting":
      return <Trans>{name} is waiting to be let in</Trans>;
    case "reconnecting":
      return <Trans>{name} is reconnecting</Trans>;
    case "lost":
      return <Trans>{name} lost the connection</Trans>;
    case "left":
      return <Trans>{name} has left</Trans>;
    case "absent":
      return <Trans>{name} is not here yet</Trans>;
  }
}
