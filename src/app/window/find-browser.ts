import { existsSync } from 'node:fs';
import path from 'node:path';

type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
};

/** Names on PATH, in order of preference: the plainest first. Snap's wrappers go by the same names. */
const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

/** Below the folders that Windows names by these variables. Edge is on every Windows, so the list always ends well there. */
const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'];
const WINDOWS_FILES = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'BraveSoftware/Brave-Browser/Application/brave.exe',
];

const MACOS_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];

/**
 * Finds an installed browser that knows app mode, which all of Chromium's family do.
 *
 * @returns its executable, or null. `CHROME_PATH` in the environment comes first: it is what other tools call it
 */
export function findBrowser(where: Surroundings = { platform: process.platform, env: process.env, exists: existsSync }): string | null {
  return candidates(where).find((file) => where.exists(file)) ?? null;
}

function candidates({ platform, env }: Surroundings): readonly string[] {
  const chosen = env.CHROME_PATH ? [env.CHROME_PATH] : [];
  switch (platform) {
    case 'win32': {
      const folders = WINDOWS_FOLDERS.flatMap((name) => env[name] ?? []);
      return [...chosen, ...WINDOWS_FILES.flatMap((file) => folders.map((folder) => path.win32.join(folder, file)))];
    }
    case 'darwin': {
      const folders = ['/Applications', ...(env.HOME ? [path.posix.join(env.HOME, 'Applications')] : [])];
      return [...chosen, ...MACOS_APPS.flatMap((app) => folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`))];
    }
    default: {
      const folders = (env.PATH ?? '').split(':').filter((folder) => path.posix.isAbsolute(folder));
      return [...chosen, ...ON_PATH.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)))];
    }
  }
}
