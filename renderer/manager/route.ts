import { useSyncExternalStore } from 'react';
import type { SectionName } from './section-name.ts';

/** Where the manager is: a part of the page, and what of it. `#/records/charge-1` is the part `records` and `['charge-1']`. */
export type Route = { readonly section: SectionName; readonly path: readonly string[] };

const NAMES: readonly SectionName[] = ['overview', 'shifts', 'records', 'refunds', 'reconciliation', 'reports', 'scanners', 'settings'];

/** Reads the part of an address that stands after `#`. @returns null for none of ours */
export function readRoute(hash: string): Route | null {
  const [root, name, ...path] = hash.replace(/^#/, '').split('/');
  const section = NAMES.find((known) => known === name);
  if (root !== '' || !section) return null;
  return { section, path: path.filter((part) => part !== '').map(decode) };
}

/** Writes a place as an address. */
export function hrefOf(section: SectionName, ...path: readonly string[]): string {
  return `#/${[section, ...path.map(encodeURIComponent)].join('/')}`;
}

/** Goes to a place; Back of the browser comes home from it. */
export function go(section: SectionName, ...path: readonly string[]): void {
  location.hash = hrefOf(section, ...path);
}

/** The place in the address, followed. */
export function useRoute(): Route | null {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => location.hash,
  );
  return readRoute(hash);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand
  }
}
