import type { Session } from 'electron';
import { isOnOriginOf } from './windows/pages.ts';

/** What a page may do when its own host forgot to say so. The host's policy is the one that counts; this one is the net below it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Schemes that never leave the machine and that pages cannot abuse. */
const HARMLESS = /^(?:data|blob|devtools):/;

/** Closes the windows' session: nothing is asked of any other origin, nothing of the machine is granted, every page has a policy. */
export function guardSession(session: Session, origins: () => readonly string[]): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !HARMLESS.test(url) && !isOnOriginOf(url, origins()) });
  });
  session.webRequest.onHeadersReceived(({ responseHeaders = {} }, answer) => {
    const hasPolicy = Object.keys(responseHeaders).some((name) => name.toLowerCase() === 'content-security-policy');
    answer({ responseHeaders: hasPolicy ? responseHeaders : { ...responseHeaders, 'Content-Security-Policy': [POLICY] } });
  });
}
