import type { Plugin } from 'vite';

/** Where npm has put the package, as Node would find it, without reading what its package.json exports: that alone takes 2 ms. */
const FOLDER = "require.resolve.paths('better-sqlite3').map((folder) => folder + '/better-sqlite3/lib').find(require('fs').existsSync)";

/**
 * Lets better-sqlite3 be bundled: its dozen small files take 3 ms of a start to find and to read. Its binary stays where it
 * is; the package looks for that beside the file that loads it, which is now ours.
 */
export function bundledSqlite(): Plugin {
  return {
    name: 'bundled-sqlite',
    transform: {
      filter: { id: /[\\/]better-sqlite3[\\/]lib[\\/]binding\.js$/ },
      handler: (code) => ({ code: `const __dirname = ${FOLDER};\n${code}`, map: null }),
    },
  };
}
