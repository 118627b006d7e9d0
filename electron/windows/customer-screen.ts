import type { BrowserWindow, Display, Rectangle } from 'electron';

/** The system's screens, as Electron knows them. */
export type Screens = {
  getAllDisplays(): readonly Pick<Display, 'id' | 'bounds'>[];
  getPrimaryDisplay(): Pick<Display, 'id' | 'bounds'>;
  on(event: 'display-added' | 'display-removed' | 'display-metrics-changed', listener: () => void): unknown;
};

export type CustomerScreenParts = {
  readonly screen: Screens;
  readonly isAsked: boolean; // by `--kiosk`: on the only screen too
  readonly open: (bounds: Rectangle) => BrowserWindow;
};

/** The window on the screen that faces the customers, while there is one. */
export type CustomerScreen = {
  window(): BrowserWindow | null;
};

/**
 * Keeps the customers' window on the second screen: opened there, moved when the screens change, gone while there is none. The first screen is
 * the cashier's.
 */
export function keepCustomerScreen({ screen, isAsked, open }: CustomerScreenParts): CustomerScreen {
  let shown: { readonly window: BrowserWindow; readonly place: string } | null = null;

  function place(): void {
    const there = screenForCustomers(screen, isAsked);
    const wanted = there && JSON.stringify([there.id, there.bounds]);
    if (wanted === (shown?.place ?? null)) return;
    shown?.window.destroy(); // its 'close' is for those who may not
    shown = there && { window: open(there.bounds), place: wanted ?? '' };
  }

  for (const event of ['display-added', 'display-removed', 'display-metrics-changed'] as const) screen.on(event, place);
  place();
  return { window: () => shown?.window ?? null };
}

function screenForCustomers(screen: Screens, isAsked: boolean): Pick<Display, 'id' | 'bounds'> | null {
  const primary = screen.getPrimaryDisplay();
  return screen.getAllDisplays().find(({ id }) => id !== primary.id) ?? (isAsked ? primary : null);
}
