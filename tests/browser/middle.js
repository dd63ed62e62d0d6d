// A server that sits in the middle of everything: it ends both connections, hears and shows what it passes on, and
// promises and reveals numbers of its own to each side.
window.middle = (() => {
  const KINDS = ["audio", "video", "video", "audio"];
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const leg = () => ({
    connection: new RTCPeerConnection(),
    nonce: hex(crypto.getRandomValues(new Uint8Array(32))),
    last: Promise.resolve(),
  });
  const legs = { ada: leg(), kim: leg() };
  const beyond = (name) => legs[name === "ada" ? "kim" : "ada"];

  // Whoever leaves takes the channel along.
  const say = (channel, text) => channel.readyState === "open" && channel.send(text);

  const open = (name) => {
    const { connection } = legs[name];
    legs[name].channel = connection.createDataChannel("vivavoce", { id: 0, negotiated: true });
    legs[name].channel.onmessage = async ({ data }) => {
      const frame = await pass(name, JSON.parse(data));
      say(beyond(name).channel, JSON.stringify(frame));
    };
    const unordered = { id: 1, negotiated: true, ordered: false, maxRetransmits: 0 };
    legs[name].beats = connection.createDataChannel("vivavoce-beats", unordered);
    legs[name].beats.onmessage = ({ data }) => say(beyond(name).beats, data);
  };

  const described = async ({ connection }) => {
    await connection.setLocalDescription();
    while (connection.iceGatheringState !== "complete") {
      await new Promise((resolve) => connection.addEventListener("icegatheringstatechange", resolve, { once: true }));
    }
    const { type, sdp } = connection.localDescription;
    return { type, sdp };
  };

  const offered = (far) => {
    for (const kind of KINDS) far.connection.addTransceiver(kind);
    for (const name of Object.keys(legs)) open(name);
    return described(far);
  };

  const answered = (near, far) => {
    const sections = [near, far].map(({ connection }) => connection.getTransceivers());
    for (const [index] of KINDS.entries()) {
      const [one, other] = sections.map((section) => section[index]);
      other.direction = "sendrecv";
      one.sender.replaceTrack(other.receiver.track);
      other.sender.replaceTrack(one.receiver.track);
    }
    return described(far);
  };

  const promise = async ({ connection, nonce }) => {
    const [, fingerprint] = /^a=fingerprint:(\S+ \S+)/m.exec(connection.localDescription.sdp);
    return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${nonce}\n${fingerprint.toLowerCase()}`)));
  };

  const middle = { forges: true };
  const changed = async (near, far, body) => {
    switch (body.kind) {
      case "description":
        await near.connection.setRemoteDescription(body.description);
        return {
          ...body,
          description: await (body.description.type === "offer" ? offered(far) : answered(near, far)),
        };
      case "candidate":
        await near.connection.addIceCandidate(body.candidate);
        return { kind: "nothing" };
      case "commit":
        return middle.forges ? { ...body, hash: await promise(far) } : body;
      case "reveal":
        return middle.forges ? { ...body, nonce: far.nonce } : body;
      default:
        return body;
    }
  };

  // What comes twice (it goes out on every open path) is negotiated once.
  const bodies = { ada: new Map(), kim: new Map() };
  const pass = (name, frame) => {
    const known = bodies[name];
    if (frame.body && !known.has(frame.seq)) {
      legs[name].last = legs[name].last.then(() => changed(legs[name], beyond(name), frame.body));
      known.set(frame.seq, legs[name].last);
    }
    return Promise.resolve(known.get(frame.seq)).then((body) => (body ? { ...frame, body } : frame));
  };
  return Object.assign(middle, { pass });
})();
