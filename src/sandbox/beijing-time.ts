const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** Wall-clock milliseconds as `yyyyMMddHHmmss` in Beijing (UTC+8, no daylight saving), whatever the local zone. */
export function beijingTime(wallMs: number): string {
  return new Date(wallMs + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace(/[-T:]/g, '');
}
