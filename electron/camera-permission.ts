import type { Session, WebContents } from 'electron';
import { isCashierPage, isOnOriginOf } from './windows/pages.ts';

type RequestDetails = Parameters<Exclude<Parameters<Session['setPermissionRequestHandler']>[0], null>>[3];
type CheckDetails = Parameters<Exclude<Parameters<Session['setPermissionCheckHandler']>[0], null>>[3];

/** The one window that may use a camera, and where its page comes from. */
export type CashierSight = { readonly contents: WebContents | null; readonly coreUrl: string };

/** What a page asks for. */
export type CameraRequest<Details> = {
  readonly contents: WebContents | null;
  readonly permission: string;
  readonly details: Details;
};

/** Whether a request is the cashier's own page asking for pictures and nothing else: no sound, no screen, no frame inside it. */
export function maySee({ contents, permission, details }: CameraRequest<RequestDetails>, cashier: CashierSight): boolean {
  const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
  const isVideoAlone = permission === 'media' && types.length > 0 && types.every((type) => type === 'video');
  return isVideoAlone && isItself(contents, details.isMainFrame, cashier) && isCashierPage(details.requestingUrl, cashier.coreUrl);
}

/** The same for what Chromium asks beforehand, for instance before it tells a page what its cameras are called. */
export function mayKnowOfCameras({ contents, permission, details }: CameraRequest<CheckDetails>, cashier: CashierSight): boolean {
  const isVideo = permission === 'media' && details.mediaType === 'video';
  return isVideo && isItself(contents, details.isMainFrame, cashier) && isOnOriginOf(details.securityOrigin ?? '', [cashier.coreUrl]);
}

function isItself(contents: WebContents | null, isMainFrame: boolean, cashier: CashierSight): boolean {
  return isMainFrame && contents !== null && contents === cashier.contents && cashier.coreUrl !== '';
}
