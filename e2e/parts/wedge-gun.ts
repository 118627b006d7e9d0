import type { Page } from '@playwright/test';

/** Types a code as a keyboard scanner does: physical keys at its pace, ending in Enter, without waiting for each. */
export async function typeLikeAGun(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const keys = [...code].map(keyOf);
  const events = [...keys, { code: 'Enter', key: 'Enter', windowsVirtualKeyCode: 13 }].flatMap((key) => [
    session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
  await Promise.all(events);
  await session.detach();
}

/** The physical key of a figure or a letter; a capital is typed with Shift. */
function keyOf(character: string) {
  const capital = character.toUpperCase();
  const isLetter = /[A-Z]/.test(capital);
  return {
    code: isLetter ? `Key${capital}` : `Digit${character}`,
    key: character,
    windowsVirtualKeyCode: capital.charCodeAt(0),
    ...(isLetter && character === capital && { modifiers: 8 }),
  };
}
