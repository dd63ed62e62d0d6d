import { describe, expect, it } from "vitest";
import { inAppBrowser, systemOf } from "./browserKind";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const PIXEL =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 (KHTML, like Gecko)";
const CHROME = "Version/4.0 Chrome/127.0.6533.103 Mobile Safari/537.36";

const inside = (userAgent: string, standalone = false) =>
  inAppBrowser({ userAgent, maxTouchPoints: 5, standalone });

describe("inAppBrowser", () => {
  it.each([
    [
      "Instagram",
      `${IPHONE} Mobile/15E148 Instagram 339.0.3.12.91 (iPhone15,3; iOS 17_5_1; en_US; en; scale=3.00; 1290x2796; 617650142)`,
    ],
    [
      "Instagram",
      `${PIXEL} ${CHROME} Instagram 341.0.0.45.100 Android (34/14; 420dpi; 1080x2205; Google/google; Pixel 8; shiba; shiba; en_GB; 622822404)`,
    ],
    [
      "Facebook",
      `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/475.0.0.40.106;FBBV/627214391;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]`,
    ],
    ["Facebook", `${PIXEL} ${CHROME} [FB_IAB/FB4A;FBAV/476.0.0.49.74;IABMV/1;]`],
    ["Messenger", `${PIXEL} ${CHROME} [FB_IAB/Orca-Android;FBAV/470.1.0.40.109;]`],
    [
      "TikTok",
      `${IPHONE} Mobile/15E148 musical_ly_35.8.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/GB BytedanceWebview/d8a21c6`,
    ],
    [
      "TikTok",
      `${PIXEL} ${CHROME} trill_2023508030 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/trill app_version/35.8.3 ByteLocale/en BytedanceWebview/d8a21c6`,
    ],
    ["WeChat", `${IPHONE} Mobile/15E148 MicroMessenger/8.0.50(0x1800323d) NetType/WIFI Language/en`],
    ["LINE", `${IPHONE} Mobile/15E148 Safari Line/14.11.0`],
    ["LINE", `${PIXEL} ${CHROME} Line/14.11.1/IAB`],
    ["Snapchat", `${IPHONE} Mobile/15E148 Snapchat/12.98.0.45 (like Safari/8618.2.12.10.9, panda)`],
    ["LinkedIn", `${IPHONE} Mobile/15E148 [LinkedInApp]/9.30.1280`],
    ["X", `${IPHONE} Mobile/15E148 Twitter for iPhone/10.54`],
  ])("%s", (app, userAgent) => {
    expect(inside(userAgent)).toEqual({ app });
  });

  it("knows an app that does not give its name: Gmail and others", () => {
    expect(inside(`${PIXEL} ${CHROME}`)).toEqual({ app: null });
    expect(inside(`${IPHONE} Mobile/15E148`)).toEqual({ app: null });
  });

  it.each([
    `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`,
    `${IPHONE} CriOS/127.0.6533.107 Mobile/15E148 Safari/604.1`,
    `${IPHONE} FxiOS/129.0 Mobile/15E148 Safari/605.1.15`,
    `${IPHONE} EdgiOS/127.0.2651.102 Version/17.0 Mobile/15E148 Safari/604.1`,
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Android 14; Mobile; rv:129.0) Gecko/129.0 Firefox/129.0",
    "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:129.0) Gecko/20100101 Firefox/129.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/127.0.0.0 Safari/537.36",
  ])("leaves a browser of its own right alone: %s", (userAgent) => {
    expect(inside(userAgent)).toBeNull();
  });

  it("takes a page on the home screen for what it is", () => {
    expect(inside(`${IPHONE} Mobile/15E148`, true)).toBeNull();
  });
});

describe("systemOf", () => {
  const of = (userAgent: string, maxTouchPoints = 0) => systemOf({ userAgent, maxTouchPoints });
  it("names what people know the settings by", () => {
    const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
    expect([
      of(IPHONE, 5),
      of(mac),
      of(mac, 5),
      of(PIXEL, 5),
      of("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", 10),
      of("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)"),
    ]).toEqual(["ios", "mac", "ios", "android", "windows", "other"]);
  });
});
