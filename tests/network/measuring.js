// Beside probe.js, in every page of the lab: how long the picture stood still, what could be read, which way it went.
(() => {
  // Frames are told apart by when they went to the screen; whichever element shows them, an old one or a fresh one.
  const picture = { since: 0, last: 0, longest: 0, shown: 0 };
  const follow = (video) => {
    const next = (_now, { presentationTime }) => {
      picture.longest = Math.max(picture.longest, presentationTime - picture.last);
      picture.last = Math.max(picture.last, presentationTime);
      picture.shown += 1;
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  };
  const followed = new WeakSet();

  // What a person reads meanwhile: banners and what is said in their place, and anything that stands in the way.
  const read = [];
  const WORDS = ".call-banner, .tile-words, [role=alert], [role=dialog], dialog[open]";
  const modals = () => document.querySelectorAll("[role=dialog], [role=alertdialog], dialog[open]").length;
  const look = () => {
    for (const video of document.querySelectorAll("[data-testid=remote-video]")) {
      if (!followed.has(video)) {
        followed.add(video);
        follow(video);
      }
    }
    for (const place of document.querySelectorAll(WORDS)) {
      if (!place.checkVisibility()) continue;
      const text = place.innerText.replace(/\s+/g, " ").trim();
      if (text && !read.some((one) => one.text === text)) read.push({ text, at: performance.now() });
    }
    lab.modals = Math.max(lab.modals, modals());
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });

  const begin = () => {
    read.length = 0;
    lab.modals = 0;
    picture.since = picture.last = performance.now();
    picture.longest = 0;
    look();
  };
  // Seconds; a picture that still stands counts up to now.
  const frozen = () => Math.max(picture.longest, performance.now() - picture.last) / 1000;
  const stands = () => (performance.now() - picture.last) / 1000;
  const passed = () => (performance.now() - picture.since) / 1000;
  // Frames that went to the screen since the page was loaded, over all connections it has had.
  const shown = () => picture.shown;
  const words = () => read.map((one) => ({ text: one.text, after: (one.at - picture.since) / 1000 }));

  // The way of the connection in use: { local, remote } kinds of candidate, and the relay's protocol.
  const way = async () => {
    for (const connection of viva.connections.toReversed()) {
      if (connection.connectionState !== "connected") continue;
      const stats = await connection.getStats();
      const all = [...stats.values()];
      const chosen = all.find((one) => one.type === "transport")?.selectedCandidatePairId;
      const pair = chosen ? stats.get(chosen) : all.find((one) => one.type === "candidate-pair" && one.selected);
      if (!pair) continue;
      const local = stats.get(pair.localCandidateId);
      const remote = stats.get(pair.remoteCandidateId);
      return { local: local.candidateType, remote: remote.candidateType, protocol: local.relayProtocol ?? local.protocol };
    }
    return null;
  };

  // Sound of others in samples: all that was played, and what of it had to be made up.
  const sound = async () => ({
    played: await viva.total("inbound-rtp", "audio", "totalSamplesReceived"),
    concealed: await viva.total("inbound-rtp", "audio", "concealedSamples"),
  });

  const credentials = () =>
    viva.connections
      .flatMap((one) => one.getConfiguration().iceServers)
      .filter((one) => one.username)
      .map(({ username, credential }) => ({ username, credential }));

  const lab = { begin, passed, frozen, stands, shown, words, way, sound, credentials, modals: 0 };
  window.lab = lab;
})();
