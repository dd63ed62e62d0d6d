// Installed before any script of a page: watches what the browser does, without a hook in the product.
(() => {
  const connections = [];
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(...given) {
      super(...given);
      connections.push(this);
    }
  };
  const sockets = [];
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      sockets.push(this);
      this.addEventListener("close", (event) => closes.push(event.code));
    }
  };
  const closes = [];
  const violations = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
  );

  // First remote frame on the screen, and the press that led to it; milliseconds of the machine's clock.
  const marks = { press: null, firstFrame: null };
  document.addEventListener(
    "click",
    (event) => {
      const name = event.target.closest?.("button")?.textContent ?? "";
      if (name.includes("Start Call")) marks.press = performance.timeOrigin + event.timeStamp;
    },
    true,
  );
  const awaited = new WeakSet();
  const watchVideos = () => {
    for (const video of document.querySelectorAll("[data-testid=remote-video]")) {
      if (awaited.has(video)) continue;
      awaited.add(video);
      // When the frame went to the screen; the callback itself waits for whatever the page is doing.
      video.requestVideoFrameCallback((_now, { presentationTime }) => {
        marks.firstFrame ??= performance.timeOrigin + presentationTime;
      });
    }
  };
  new MutationObserver(watchVideos).observe(document, { childList: true, subtree: true });

  const statistics = async () => {
    const all = [];
    for (const connection of connections) for (const one of (await connection.getStats()).values()) all.push(one);
    return all;
  };
  const total = async (type, kind, field) =>
    (await statistics())
      .filter((one) => one.type === type && (kind === null || one.kind === kind))
      .reduce((sum, one) => sum + (one[field] ?? 0), 0);

  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  // Average color of the middle of a video, or null while it shows nothing.
  const color = (selector) => {
    const video = document.querySelector(selector);
    if (!video || video.readyState < 2 || !video.videoWidth) return null;
    const { videoWidth: w, videoHeight: h } = video;
    paint.drawImage(video, w / 4, h / 4, w / 2, h / 2, 0, 0, 8, 8);
    const { data } = paint.getImageData(0, 0, 8, 8);
    const sum = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c += 1) sum[c] += data[i + c];
    return sum.map((value) => Math.round(value / 64));
  };

  // Loudest frequency in Hz of what a media element plays, or null in silence.
  const listeners = new Map();
  const tone = (selector) => {
    const source = document.querySelector(selector)?.srcObject;
    const track = source?.getAudioTracks?.()[0];
    if (!track) return null;
    if (!listeners.has(track.id)) {
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      listeners.set(track.id, { context, analyser });
    }
    const { context, analyser } = listeners.get(track.id);
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const loudest = bins.indexOf(Math.max(...bins));
    return bins[loudest] < -60 ? null : (loudest * context.sampleRate) / analyser.fftSize;
  };

  // Resolves once nothing has sounded for 60 animation frames: longer than the pauses between beeps.
  const silence = (selector) =>
    new Promise((done) => {
      let quiet = 0;
      const next = () => {
        quiet = tone(selector) === null ? quiet + 1 : 0;
        if (quiet < 60) requestAnimationFrame(next);
        else done(true);
      };
      next();
    });

  // Cameras, microphones and screens that this page holds open.
  const held = [];
  for (const ask of ["getUserMedia", "getDisplayMedia"]) {
    const native = navigator.mediaDevices?.[ask].bind(navigator.mediaDevices);
    if (!native) continue;
    navigator.mediaDevices[ask] = async (...asked) => {
      const stream = await native(...asked);
      held.push(...stream.getTracks());
      return stream;
    };
  }
  const live = (kind) => held.filter((track) => track.kind === kind && track.readyState === "live").length;

  // The longest time without a new picture of the others, ms, since `start`.
  const gap = { longest: 0, last: 0 };
  const followPicture = () => {
    const video = document.querySelector("[data-testid=remote-video]");
    gap.longest = 0;
    gap.last = performance.now();
    const next = () => {
      gap.longest = Math.max(gap.longest, performance.now() - gap.last);
      gap.last = performance.now();
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  };
  const longestGap = () => Math.max(gap.longest, performance.now() - gap.last);

  // Resolves after `count` frames of the own camera: time that passes without a clock.
  const ownFrames = (count) =>
    new Promise((done) => {
      const video = document.querySelector("[data-testid=local-video]");
      let left = count;
      const next = () => {
        left -= 1;
        if (left > 0) video.requestVideoFrameCallback(next);
        else done(true);
      };
      video.requestVideoFrameCallback(next);
    });

  window.viva = { connections, sockets, closes, violations, marks, statistics, total, color, tone, silence, ownFrames, live, followPicture, longestGap };
})();
