import { expect, test } from "vitest";
import { canCall } from "./canCall";

const connection = { prototype: { addTransceiver: null, restartIce: null } };
const sender = { prototype: { replaceTrack: null } };

test.each([
  ["everything", { RTCPeerConnection: connection, RTCRtpSender: sender }, true],
  ["calls switched off", {}, false],
  ["no replaceTrack", { RTCPeerConnection: connection, RTCRtpSender: { prototype: {} } }, false],
  ["no senders", { RTCPeerConnection: connection }, false],
  [
    "no restartIce",
    { RTCPeerConnection: { prototype: { addTransceiver: null } }, RTCRtpSender: sender },
    false,
  ],
])("%s", (_, world, able) => {
  expect(canCall(world)).toBe(able);
});
