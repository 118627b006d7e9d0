const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** Wall-clock milliseconds as `yyyyMMddHHmmss` in Beijing (UTC+8, no daylight saving), whatever the local zone. */
export function beijingTime(wallMs: number): string {
  return new Date(wallMs + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace(/[-T:]/g, '');
}

/** `yyyyMMddHHmmss` in Beijing as wall-clock milliseconds; null for what is no such time. */
export function fromBeijingTime(text: string): number | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const wallMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - BEIJING_OFFSET_MS;
  return Number.isNaN(wallMs) || beijingTime(wallMs) !== text ? null : wallMs;
}

/** `yyyyMMddHHmmss` as `yyyy-MM-dd HH:mm:ss`, as refunds and bills write it. */
export function speltTime(time: string): string {
  return time.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3 $4:$5:$6');
}
