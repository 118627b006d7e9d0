import type { Page } from '@playwright/test';

/** Types a code as a keyboard scanner does: physical keys at its pace, ending in Enter, without waiting for each. */
export async function typeLikeAGun(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const keys = [...code].map((figure) => ({ code: `Digit${figure}`, key: figure, windowsVirtualKeyCode: figure.charCodeAt(0) }));
  const events = [...keys, { code: 'Enter', key: 'Enter', windowsVirtualKeyCode: 13 }].flatMap((key) => [
    session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
  await Promise.all(events);
  await session.detach();
}
