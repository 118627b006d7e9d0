import { firstBytes, isSame } from './text';

const LENGTH: usize = 19;
const DATE_LENGTH: usize = 10;
const ZERO: u8 = 0x30;
const SPACE: u8 = 0x20;
const COLON: u8 = 0x3a;
const HOUR_MS: f64 = 3_600_000;
const MINUTE_MS: f64 = 60_000;
const SECOND_MS: f64 = 1_000;

/** Reads a time of another day, or written otherwise. @returns ms since 1970, or NaN for no such moment; then `day` is as it was told before */
@external("bill", "readTime")
declare function readTime(from: usize, to: usize): f64;

let date: v128 = i64x2.splat(0);
let dayMs: f64 = NaN; // of that date, when it began

/** Tells the day that most times to come are of. @param from its ten bytes */
export function setDay(from: usize, beganMs: f64): void {
  date = firstBytes(from, DATE_LENGTH);
  dayMs = beganMs;
}

/** Reads `yyyy-MM-dd HH:mm:ss`: mostly the same day again and again. @returns ms since 1970, or NaN for no such moment */
export function timeAt(from: usize, to: usize): f64 {
  if (to - from !== LENGTH || !isSame(firstBytes(from, DATE_LENGTH), date)) return readTime(from, to);
  const at = from + DATE_LENGTH;
  if (load<u8>(at) !== SPACE || load<u8>(at, 3) !== COLON || load<u8>(at, 6) !== COLON) return NaN;
  const hour = twoDigits(at + 1);
  const minute = twoDigits(at + 4);
  const second = twoDigits(at + 7);
  if (hour >= 24 || minute >= 60 || second >= 60) return NaN;
  return dayMs + <f64>hour * HOUR_MS + <f64>minute * MINUTE_MS + <f64>second * SECOND_MS;
}

/** @returns something beyond 99 when they are none */
function twoDigits(at: usize): u32 {
  const tens: u8 = load<u8>(at) - ZERO;
  const ones: u8 = load<u8>(at, 1) - ZERO;
  return tens <= 9 && ones <= 9 ? <u32>tens * 10 + <u32>ones : u32.MAX_VALUE;
}
