import { posix, win32 } from 'node:path';

/** The process's environment, as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the terminal keeps its data when `--data` does not say.
 *
 * @param platform as `process.platform`
 * Source: Known Folders (Windows), File System Programming Guide (macOS), XDG Base Directory Specification: a relative path there counts as none.
 */
export function defaultDataDir(platform: string, env: Environment): string {
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(env.USERPROFILE || 'C:\\', 'AppData', 'Roaming'), 'Saoma');
  const home = env.HOME || '/';
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Saoma');
  const shared = env.XDG_DATA_HOME && posix.isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : posix.join(home, '.local', 'share');
  return posix.join(shared, 'saoma');
}
