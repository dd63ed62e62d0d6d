export type ZoneGroup = { region: string; zones: string[] };

/** Chromium lists cities by names they had: as people write them now, and as this server says them. */
const RENAMED: Record<string, string> = {
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};

/** Every zone this browser knows, by region; `also` are added where it does not know them by that name. */
export function zoneGroups(also: readonly string[]): ZoneGroup[] {
  const known = Intl.supportedValuesOf("timeZone").map((zone) => RENAMED[zone] ?? zone);
  const zones = [...new Set(["UTC", ...known, ...also])].filter(Boolean);
  const groups = new Map<string, string[]>();
  for (const zone of zones.sort()) {
    const region = zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "";
    groups.set(region, [...(groups.get(region) ?? []), zone]);
  }
  return [...groups].map(([region, members]) => ({ region, zones: members })).sort(byRegion);
}

function byRegion(a: ZoneGroup, b: ZoneGroup): number {
  return a.region.localeCompare(b.region);
}

/** "America/Argentina/Buenos_Aires" → "Argentina, Buenos Aires": within its region. */
export function zoneLabel(zone: string): string {
  const [first = zone, ...rest] = zone.split("/");
  return (rest.length > 0 ? rest : [first]).join(", ").replaceAll("_", " ");
}
