import * as v from 'valibot';
import { Pin } from './office.ts';

/**
 * The manager's page from elsewhere in the shop: a listener of its own, which serves that page and the office and nothing else. Nobody
 * there has a ticket; a manager's name and PIN open the session.
 *
 * - `GET /ui/v1/door`: answers a `DoorView`; open to everybody in the network
 * - `POST /ui/v1/session` with a `DoorBody`: answers `SessionAnswer` and sets the cookie, or an `OfficeAnswer` that says why not
 * - `GET /ui/v1/view`: as at the counter, without what belongs to training
 * - `/ui/v1/office/…`: as at the counter
 */
export type DoorView = {
  readonly store: { readonly name: string; readonly locale: 'zh-CN' | 'en' | 'ko' };
  readonly isPlainHttp: boolean; // others in the network can read along
};

/** Who wants in. Names are typed, not chosen: nobody is told who works here. `newPin`: where the answer was `new_pin_needed`. */
export const DoorBody = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  pin: Pin,
  newPin: v.optional(Pin),
});
export type DoorBody = v.InferOutput<typeof DoorBody>;

/** In the page's address where it came from this listener: `/manager/?door=network`. */
export const DOOR_QUERY = 'door=network';
