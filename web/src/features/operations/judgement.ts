import type { Operations } from "../../api/operationsApi";
import { type History, latest, moreInAll, quantileInAll } from "./history";

/** What needs somebody, the most urgent first. Times in seconds. */
export type Concern =
  | { readonly what: "full-disk" }
  | { readonly what: "no-database" }
  | { readonly what: "connections"; readonly used: number; readonly most: number }
  | { readonly what: "late"; readonly seconds: number }
  | { readonly what: "slow-joins"; readonly seconds: number }
  | { readonly what: "failed"; readonly times: number }
  | { readonly what: "slow-readers"; readonly times: number }
  | { readonly what: "too-many"; readonly times: number }
  | { readonly what: "mails-late"; readonly seconds: number }
  | { readonly what: "mails-failed"; readonly mails: number };

const LATE = 0.25;
const SLOW_JOIN = 2;
const MAIL_LATE = 600;
const MOST_CONNECTIONS = 0.9;
/** A server that just began has not asked for the outbox yet. */
const BEGINNING_MS = 60_000;

export function concerns(history: History): Concern[] {
  const { said } = latest(history);
  const { failed, slow, many } = drops(history);
  const join = quantileInAll(history, 0.95, (one) => one.joins);
  return [
    ...ofDatabase(said),
    ...some(said.loop_lag_seconds > LATE, { what: "late", seconds: said.loop_lag_seconds }),
    ...some(join !== null && join > SLOW_JOIN, { what: "slow-joins", seconds: join ?? 0 }),
    ...some(failed > 0, { what: "failed", times: failed }),
    ...some(slow > 0, { what: "slow-readers", times: slow }),
    ...some(many > 0, { what: "too-many", times: many }),
    ...ofMails(said),
  ];
}

/** Sockets that were closed by our fault, for reading too slowly, and for saying too much. */
function drops(history: History) {
  const closed = (code: string) => moreInAll(history, (one) => one.closes[code] ?? 0);
  return { failed: closed("1011"), slow: closed("1013"), many: closed("4429") };
}

export function dropped(history: History): number {
  const { failed, slow, many } = drops(history);
  return failed + slow + many;
}

function ofDatabase(said: Operations): Concern[] {
  const { stores, connections, connections_max } = said.database;
  const isNew = Date.parse(said.server_time) - Date.parse(said.started_at) < BEGINNING_MS;
  return [
    ...some(!stores, { what: "full-disk" }),
    ...some(said.mails === null && !isNew, { what: "no-database" }),
    ...some(connections >= MOST_CONNECTIONS * connections_max, {
      what: "connections",
      used: connections,
      most: connections_max,
    }),
  ];
}

function ofMails({ mails }: Operations): Concern[] {
  const seconds = mails?.oldest_seconds ?? 0;
  const failed = mails?.failed ?? 0;
  return [
    ...some(seconds > MAIL_LATE, { what: "mails-late", seconds }),
    ...some(failed > 0, { what: "mails-failed", mails: failed }),
  ];
}

function some(when: boolean, concern: Concern): Concern[] {
  return when ? [concern] : [];
}
