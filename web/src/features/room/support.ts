import { inAppBrowser, type System, systemOf } from "./browserKind";

/** Phones cannot share their screen; a button that can only fail is not shown. */
export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/** Whether the page may choose where sound comes out. Otherwise the system decides. */
export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}

/** Inside which app, if any, this page is open; `app` is null where the app does not give its name. */
export function insideApp(): ReturnType<typeof inAppBrowser> {
  return inAppBrowser(navigator);
}

/** Whose settings to describe. */
export function ownSystem(): System {
  return systemOf(navigator);
}
