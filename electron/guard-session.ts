import type { Session } from 'electron';
import { type CashierSight, mayKnowOfCameras, maySee } from './camera-permission.ts';
import { isOnOriginOf } from './windows/pages.ts';

/** What a page may do when its own host forgot to say so. The host's policy is the one that counts; this one is the net below it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Schemes that never leave the machine and that pages cannot abuse. */
const HARMLESS = /^(?:data|blob|devtools):/;

export type SessionParts = {
  readonly origins: () => readonly string[];
  readonly cashier: () => CashierSight;
};

/**
 * Closes the windows' session: nothing is asked of any other origin, nothing of the machine is granted but the camera to the
 * cashier's own page, every page has a policy.
 */
export function guardSession(session: Session, { origins, cashier }: SessionParts): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) =>
    answer(maySee({ contents, permission, details }, cashier())),
  );
  session.setPermissionCheckHandler((contents, permission, _origin, details) =>
    mayKnowOfCameras({ contents, permission, details }, cashier()),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !HARMLESS.test(url) && !isOnOriginOf(url, origins()) });
  });
  session.webRequest.onHeadersReceived(({ responseHeaders = {} }, answer) => {
    const hasPolicy = Object.keys(responseHeaders).some((name) => name.toLowerCase() === 'content-security-policy');
    answer({ responseHeaders: hasPolicy ? responseHeaders : { ...responseHeaders, 'Content-Security-Policy': [POLICY] } });
  });
}
