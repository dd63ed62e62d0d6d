import { createContext, useContext, useEffect, useState } from "react";
import type { Other } from "../../call/types";

/**
 * The video elements of one visit, each made once and kept. Loading a stream opens the sound output, which holds a
 * page up for some 50 ms; done while the link is warm, it does not stand between the press and the first picture.
 */
export class Pictures {
  readonly #elements = new Map<string, HTMLVideoElement>();

  /** The element for `key`; silent until somebody shows it. */
  of(key: string): HTMLVideoElement {
    const element = this.#elements.get(key) ?? newElement();
    this.#elements.set(key, element);
    return element;
  }

  /** Makes elements for these streams ready, and drops those that nobody shows or needs. */
  warm(streams: ReadonlyMap<string, MediaStream>, speaker: string | null): void {
    for (const [key, element] of this.#elements) {
      if (!streams.has(key) && !element.isConnected) this.#drop(key, element);
    }
    for (const [key, stream] of streams) {
      const element = this.of(key);
      if (element.srcObject === stream) continue;
      element.srcObject = stream;
      playThrough(element, speaker);
      // Silent, so never refused; a newer stream may interrupt it.
      element.play().catch(() => undefined);
    }
  }

  clear(): void {
    for (const [key, element] of this.#elements) this.#drop(key, element);
  }

  #drop(key: string, element: HTMLVideoElement): void {
    element.srcObject = null;
    this.#elements.delete(key);
  }
}

function newElement(): HTMLVideoElement {
  const element = document.createElement("video");
  element.autoplay = true;
  element.playsInline = true;
  element.muted = true;
  return element;
}

/** Firefox on Android and Safari have no setSinkId; a vanished device falls back to the default. */
export function playThrough(element: HTMLVideoElement, speaker: string | null): void {
  const wanted = speaker === null || speaker === "default" ? "" : speaker;
  if ("setSinkId" in element && element.sinkId !== wanted) element.setSinkId(wanted).catch(() => undefined);
}

export const pictureKey = (testId: string, peer: string): string => `${testId}-${peer}`;

const PicturesContext = createContext<Pictures | null>(null);
export const PicturesProvider = PicturesContext.Provider;

export function usePictures(): Pictures {
  const pictures = useContext(PicturesContext);
  if (!pictures) throw new Error("usePictures outside a visit to a room");
  return pictures;
}

/** Keeps an element ready for everyone who is here. */
export function useWarmPictures(others: readonly Other[], speaker: string | null): Pictures {
  const [pictures] = useState(() => new Pictures());
  useEffect(() => whenLoaded(() => pictures.warm(streamsOf(others), speaker)), [pictures, others, speaker]);
  useEffect(() => () => pictures.clear(), [pictures]);
  return pictures;
}

function streamsOf(others: readonly Other[]): ReadonlyMap<string, MediaStream> {
  const found = new Map<string, MediaStream>();
  for (const other of others) {
    if (other.video && other.stage !== "gone") found.set(pictureKey("remote-video", other.peer), other.video);
  }
  return found;
}

/** A stream that has no picture yet would hold back the page's load event. */
function whenLoaded(action: () => void): (() => void) | undefined {
  if (document.readyState === "complete") {
    action();
    return undefined;
  }
  window.addEventListener("load", action, { once: true });
  return () => window.removeEventListener("load", action);
}
