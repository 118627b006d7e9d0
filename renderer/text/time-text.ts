/** Hours and minutes of the store, 24 h: `14:32`. @param at RFC 3339 or milliseconds since 1970 */
export function clockTime(at: string | number, timeZone: string): string {
  return format(at, { timeZone, hour: '2-digit', minute: '2-digit' });
}

/** With seconds, where proof matters: `14:32:39`. */
export function proofTime(at: string | number, timeZone: string): string {
  return format(at, { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** The store's calendar day, `2026-11-22`, for grouping. */
export function storeDay(at: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
}

/** Day and time of the store, for what may be days old: `2026-11-22 14:32:39`. */
export function dayAndTime(at: string | number, timeZone: string): string {
  return `${storeDay(at, timeZone)} ${proofTime(at, timeZone)}`;
}

/** A running time: `0:42`, `12:05`, `1:00:00`. */
export function runningTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, ...rest] = parts;
  const shown = hours ? parts : rest;
  return shown.map((part, index) => (index ? String(part).padStart(2, '0') : String(part))).join(':');
}

/** An identifier's last four characters. */
export function tailOf(identifier: string): string {
  return identifier.slice(-4);
}

/** A payment code's hint with its hidden part shortened, as people can say it: `1345••••7712`. */
export function shortHint(hint: string): string {
  return hint.replace(/•+/, '••••');
}

function format(at: string | number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23' }).format(new Date(at));
}
