import * as v from 'valibot';
import { CURRENCIES } from '../../money/currency.ts';
import { section } from './strict.ts';

const USUAL_TIME_ZONE = 'Asia/Shanghai';

/** The `store` part of the file. The name has no default here: it depends on whether money is real. */
export const Store = section({
  name: v.optional(text('must be the name of the store, 1 to 60 characters in one line', /^\P{Cc}{1,60}$/u)),
  terminalId: v.optional(
    text('must be 1 to 12 of the letters, digits, - and _, other than that of every other terminal of the store', /^[0-9A-Za-z_-]{1,12}$/),
    'T01',
  ),
  timeZone: v.optional(
    v.pipe(v.string('must be text'), v.check(isTimeZone, 'is no time zone; write one like Asia/Shanghai')),
    USUAL_TIME_ZONE,
  ),
  currency: v.optional(v.picklist(CURRENCIES, `must be ${CURRENCIES.join(', ')}`), 'CNY'),
  locale: v.optional(v.picklist(['zh-CN', 'en', 'ko'], 'must be zh-CN, en or ko'), 'zh-CN'),
});

/** Text of a certain look; one sentence for both ways of missing it. */
export function text(message: string, pattern: RegExp) {
  return v.pipe(v.string(message), v.regex(pattern, message));
}

function isTimeZone(name: string): boolean {
  if (name === USUAL_TIME_ZONE) return true; // Intl takes 13 ms of the start to say so
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // that is how Intl says no
  }
}
