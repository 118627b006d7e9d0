const BEIJING_AHEAD_MS = 8 * 3_600_000;

/** Reads `yyyyMMddHHmmss`, Beijing time whatever the local zone. @returns ms since 1970, or null for no such moment */
export function parseBeijingTime(text: string): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const utcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC rolls the 31st of February over; a real moment comes back as it was written.
  return digits(utcMs) === text ? utcMs - BEIJING_AHEAD_MS : null;
}

/** Writes a moment as `yyyyMMddHHmmss`, Beijing time; a second that has begun counts as the one before. @param ms since 1970 */
export function beijingTime(ms: number): string {
  return digits(ms + BEIJING_AHEAD_MS);
}

function digits(utcMs: number): string {
  return new Date(utcMs).toISOString().replace(/\D/g, '').slice(0, 14);
}
