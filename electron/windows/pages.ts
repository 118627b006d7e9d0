import { DISPLAY_PAGE } from '../../src/contract/kiosk.ts';

/** Where the core serves the cashier's screen. */
const CASHIER_PATH = '/cashier/';

/** The address of the cashier's screen. @param coreUrl the core's origin */
export function cashierPage(coreUrl: string): string {
  return new URL(CASHIER_PATH, coreUrl).href;
}

/** Where the core serves the manager's page, in the same window. */
const MANAGER_PATH = '/manager/';

/** Whether an address is one of the two pages that the cashier's window shows, on the core's own origin. */
export function isOwnPage(url: string, coreUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return origin === new URL(coreUrl).origin && (pathname === CASHIER_PATH || pathname === MANAGER_PATH);
}

/** The address of the customers' page. @param coreUrl the core's origin */
export function displayPage(coreUrl: string): string {
  return new URL(DISPLAY_PAGE, coreUrl).href;
}

/** Whether an address is the customers' page on the core's own origin. */
export function isDisplayPage(url: string, coreUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return origin === new URL(coreUrl).origin && pathname === DISPLAY_PAGE;
}

/** Whether an address is the cashier's screen on the core's own origin. Whatever stands after `#` or `?` does not matter. */
export function isCashierPage(url: string, coreUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return origin === new URL(coreUrl).origin && pathname === CASHIER_PATH;
}

/** Whether an address lies on the origin of one of these pages. */
export function isOnOriginOf(url: string, pages: readonly string[]): boolean {
  return URL.canParse(url) && pages.some((page) => URL.canParse(page) && new URL(page).origin === new URL(url).origin);
}
