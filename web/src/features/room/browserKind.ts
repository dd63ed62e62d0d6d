/** What the user agent says of itself. Only ever used to choose words: what works is tried, not guessed. */

export type System = "ios" | "android" | "mac" | "windows" | "other";

type Seen = {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  /** Safari on phones only: true when started from the home screen. */
  readonly standalone?: boolean;
};

const APPS: readonly (readonly [RegExp, string])[] = [
  [/\bInstagram\b/, "Instagram"],
  [/\bMessenger(ForiOS|Lite)|\bOrca-Android|FBAN\/Messenger/i, "Messenger"],
  [/\bFB(AN|AV|_IAB)\b/, "Facebook"],
  [/\bBytedanceWebview\b|\bmusical_ly|\bTikTok\b|\btrill_/i, "TikTok"],
  [/\bMicroMessenger\b/i, "WeChat"],
  [/\bLine\/\d/, "LINE"],
  [/\bSnapchat\b/, "Snapchat"],
  [/\bLinkedInApp\b/, "LinkedIn"],
  [/\bTwitter(Android| for )/, "X"],
  [/\bKAKAOTALK\b/i, "KakaoTalk"],
  [/\bPinterest\b/, "Pinterest"],
];
/** Android says so itself, for every app: Gmail, WhatsApp Business, school apps … */
const ANDROID_VIEW = /; wv\)/;

export function systemOf({ userAgent, maxTouchPoints }: Seen): System {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
  // iPads call themselves Macs; no Mac has a touch screen.
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 1 ? "ios" : "mac";
  if (/Android/.test(userAgent)) return "android";
  return /Windows/.test(userAgent) ? "windows" : "other";
}

/** Whether the page is open inside another app, and inside which one where that is known. */
export function inAppBrowser(seen: Seen): { readonly app: string | null } | null {
  const { userAgent } = seen;
  const known = APPS.find(([pattern]) => pattern.test(userAgent));
  if (known) return { app: known[1] };
  if (ANDROID_VIEW.test(userAgent)) return { app: null };
  // Every browser of its own right on iOS ends in "Safari/…"; pages inside apps and on the home screen do not.
  const view = /iPhone|iPad|iPod/.test(userAgent) && !/\bSafari\//.test(userAgent);
  return view && !seen.standalone ? { app: null } : null;
}
