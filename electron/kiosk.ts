import { app, screen, session } from 'electron';
import { guardSession } from './guard-session.ts';
import { openDisplayWindow } from './windows/display-window.ts';

/** This application is a display of another terminal: one locked window on that one's page. @param page its address */
export function startKiosk(page: string): void {
  let isEnding = false;
  app.on('before-quit', () => {
    isEnding = true;
  });
  guardSession(session.defaultSession, { origins: () => [page], cashier: () => ({ contents: null, coreUrl: '' }) });
  openDisplayWindow({ page: () => page, preload: null, bounds: screen.getPrimaryDisplay().bounds, mayClose: () => isEnding });
  process.stdout.write(`display ${page}\n`);
}
