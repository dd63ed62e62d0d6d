/** What this product's calls are made of; missing inside some apps, and where somebody switched calls off. */
type World = {
  readonly RTCPeerConnection?: { readonly prototype: object } | undefined;
  readonly RTCRtpSender?: { readonly prototype: object } | undefined;
};

/** Whether this browser can be in a call at all, with or without a camera. */
export function canCall(world: World = globalThis): boolean {
  const connection = world.RTCPeerConnection?.prototype;
  const sender = world.RTCRtpSender?.prototype;
  return (
    connection !== undefined &&
    sender !== undefined &&
    ["addTransceiver", "restartIce"].every((name) => name in connection) &&
    "replaceTrack" in sender
  );
}
