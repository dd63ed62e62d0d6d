import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { CallSnapshot } from "../../call/types";
import { type News, news } from "./news";

const KEPT = 4;

/** Says to screen readers what everybody else sees. Polite: the conversation comes first. */
export function Announcer({ snapshot }: { snapshot: CallSnapshot }) {
  const { t } = useLingui();
  const before = useRef(snapshot);
  const [said, setSaid] = useState<readonly { id: number; text: string }[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new snapshot is news
  useEffect(() => {
    const found = news(before.current, snapshot);
    before.current = snapshot;
    if (found.length === 0) return;
    setSaid((old) => [...old, ...found.map((one) => ({ id: nextId++, text: words(one) }))].slice(-KEPT));
  }, [snapshot]);

  function words(one: News): string {
    switch (one.tag) {
      case "here":
        return t`${one.name} is here.`;
      case "waits":
        return t`${one.name} is waiting to be let in.`;
      case "joined":
        return t`${one.name} joined the call.`;
      case "left":
        return t`${one.name} left.`;
      case "lost":
        return t`${one.name} lost the connection.`;
      case "back":
        return t`${one.name} is back.`;
      case "interrupted":
        return t`The connection to ${one.name} is interrupted and is being repaired.`;
      case "restored":
        return t`The connection to ${one.name} is restored.`;
      case "shares":
        return t`${one.name} shares their screen.`;
      case "unshares":
        return t`${one.name} stopped sharing their screen.`;
      case "writes":
        return t`${one.name} writes: ${one.text}`;
      case "did-not-arrive":
        return t`Your message did not arrive.`;
      case "reconnecting":
        return t`Reconnecting to the server.`;
      case "reconnected":
        return t`Connected to the server again.`;
      case "signed-out":
        return t`You are signed out. Your call goes on. Do not reload this page.`;
      case "signed-in":
        return t`You are signed in again.`;
      case "unheard":
        return t`Your microphone does not work. The others do not hear you.`;
      case "heard-again":
        return t`Your microphone works again.`;
      case "unseen":
        return t`Your camera does not work. The others do not see you.`;
      case "seen-again":
        return t`Your camera works again.`;
      case "misses-both":
        return t`${one.name} neither hears nor sees you. It is being repaired.`;
      case "misses-sound":
        return t`${one.name} does not hear you. It is being repaired.`;
      case "misses-picture":
        return t`${one.name} hears you and does not see you. It is being repaired.`;
      case "misses-nothing":
        return t`${one.name} receives you again.`;
      case "sound-only":
        return t`The network is too slow for your camera. Sound goes on.`;
      case "camera-back":
        return t`Your camera is sent again.`;
      case "screen-failed":
        return t`Your screen could not be shared.`;
    }
  }

  return (
    <div className="hidden-visually" role="log" aria-live="polite" aria-relevant="additions">
      {said.map((one) => (
        <p key={one.id}>{one.text}</p>
      ))}
    </div>
  );
}

let nextId = 1;
