// Plain JavaScript: the same lines run against the fake in Node and against the connections of a real browser.

const HOST = "candidate:1 1 udp 2122260223 127.0.0.1 9 typ host";

/**
 * Plays a script of steps such as "a offer", "b take", "a restart" and "b candidate" with two connections.
 *
 * Answers a line after each step: what came of it, both signaling states, how many sections each has, who was asked
 * to negotiate meanwhile, and (after "offer") whether the description came with new ICE credentials.
 */
export async function play(connections, script, calm) {
  const ends = { a: end(connections[0]), b: end(connections[1]) };
  for (const kind of ["audio", "video", "video", "audio"]) {
    ends.a.connection.addTransceiver(kind, { direction: "sendrecv" });
  }
  ends.a.connection.createDataChannel("c", { id: 0, negotiated: true });
  await calm();
  const lines = [];
  for (const step of script) {
    const [who, what] = step.split(" ");
    const [own, other] = who === "a" ? [ends.a, ends.b] : [ends.b, ends.a];
    const outcome = await STEPS[what](own, other).catch(() => "refused");
    await calm();
    lines.push([outcome, ...["a", "b"].map((name) => shown(name, ends[name]))].join(" | "));
  }
  for (const { connection } of Object.values(ends)) {
    connection.close();
  }
  return lines;
}

function end(connection) {
  const made = { connection, inbox: [], asked: 0, fragment: "" };
  connection.onnegotiationneeded = () => {
    made.asked += 1;
  };
  return made;
}

const STEPS = {
  async offer(own, other) {
    // The side that adopts its sections says nothing before it has them.
    if (own.connection.getTransceivers().length === 0) return "nothing";
    await own.connection.setLocalDescription();
    const { type, sdp } = own.connection.localDescription;
    other.inbox.push({ type, sdp });
    const fragment = fragmentOf(own.connection);
    const isNew = fragment !== own.fragment;
    own.fragment = fragment;
    return `${type}${isNew ? " anew" : ""}`;
  },
  async take(own) {
    const description = own.inbox.shift();
    if (!description) return "nothing";
    const adopts = own.connection.getTransceivers().length === 0;
    await own.connection.setRemoteDescription(description);
    if (adopts) {
      for (const transceiver of own.connection.getTransceivers()) {
        transceiver.direction = "sendrecv";
      }
      own.connection.createDataChannel("c", { id: 0, negotiated: true });
    }
    return `took ${description.type}`;
  },
  async restart(own) {
    own.connection.restartIce();
    return "ok";
  },
  async candidate(own, other) {
    const usernameFragment = fragmentOf(other.connection);
    // Of an unknown description, browsers differ, and pages send none.
    const isKnown = own.connection.remoteDescription?.sdp.includes(`ufrag:${usernameFragment}`);
    if (!isKnown) return "nothing";
    await own.connection.addIceCandidate({
      candidate: HOST,
      sdpMid: "0",
      sdpMLineIndex: 0,
      usernameFragment,
    });
    return "added";
  },
};

function fragmentOf({ localDescription }) {
  return /a=ice-ufrag:(\S+)/.exec(localDescription?.sdp ?? "")?.[1] ?? "none";
}

function shown(name, made) {
  const { signalingState } = made.connection;
  const asked = made.asked > 0 ? " asked" : "";
  made.asked = 0;
  return `${name} ${signalingState} ${made.connection.getTransceivers().length}${asked}`;
}
