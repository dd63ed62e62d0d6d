/** Phones cannot share their screen; a button that can only fail is not shown. */
export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function";
}

/** Whether the page may choose where sound comes out. Otherwise the system decides. */
export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}
