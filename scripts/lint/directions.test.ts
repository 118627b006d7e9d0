import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '../house/root.mjs';

type Wrong = { readonly file: string; readonly line: string; readonly rule: string };

const IMPORTS = 'lint/style/noRestrictedImports';
const GLOBALS = 'lint/style/noRestrictedGlobals';

/** One deliberately wrong line per direction: each must be refused. */
const WRONG: readonly Wrong[] = [
  { file: 'src/basics/wrong.ts', line: "import '../money/fen.ts';", rule: IMPORTS },
  { file: 'src/money/wrong.ts', line: "import 'node:fs';", rule: IMPORTS },
  { file: 'src/payment/wrong-node.ts', line: "import 'node:crypto';", rule: IMPORTS },
  { file: 'src/payment/wrong-lazy.ts', line: "export const late = () => import('../store/sqlite-journal.ts');", rule: IMPORTS },
  { file: 'src/payment/wrong-electron.ts', line: "import type { App } from 'electron'; export type A = App;", rule: IMPORTS },
  { file: 'src/payment/wrong-clock.ts', line: 'export const now = Date.now();', rule: GLOBALS },
  { file: 'src/payment/wrong-timer.ts', line: 'setTimeout(() => {}, 1);', rule: GLOBALS },
  { file: 'src/payment/wrong-process.ts', line: 'export const id = process.pid;', rule: GLOBALS },
  { file: 'src/payment/wrong-chance.ts', line: 'export const dice = Math.random();', rule: 'plugin' },
  { file: 'src/receipt/wrong.ts', line: "import 'iconv-lite';", rule: IMPORTS },
  { file: 'src/receipt/documents/wrong.ts', line: "import '../../store/journal.ts';", rule: IMPORTS },
  { file: 'src/receipt/wrong-clock.ts', line: 'export const now = Date.now();', rule: GLOBALS },
  { file: 'src/report/wrong-node.ts', line: "import 'node:fs';", rule: IMPORTS },
  { file: 'src/report/wrong-clock.ts', line: 'export const now = Date.now();', rule: GLOBALS },
  { file: 'src/scanner/wrong.ts', line: "import '../../drivers/serial/serial-scanner.ts';", rule: IMPORTS },
  { file: 'src/gateway/wrong.ts', line: "import './wechat-v2/../../store/journal.ts'; import '../store/journal.ts';", rule: IMPORTS },
  { file: 'src/gateway/wechat-v2/wrong.ts', line: "import '../../sandbox/server.ts';", rule: IMPORTS },
  { file: 'src/gateway/wooshpay/wrong.ts', line: "import '../wechat-v2/gateway.ts';", rule: IMPORTS },
  { file: 'src/gateway/wooshpay/wrong-xml.ts', line: "import 'fast-xml-parser';", rule: IMPORTS },
  { file: 'src/gateway/transport/wrong.ts', line: "import '../wechat-v2/xml.ts';", rule: IMPORTS },
  { file: 'src/gateway/transport/wrong-core.ts', line: "import '../../payment/state.ts';", rule: IMPORTS },
  { file: 'src/sandbox/wrong.ts', line: "import '../gateway/wechat-v2/xml.ts';", rule: IMPORTS },
  { file: 'src/sandbox/wooshpay/wrong.ts', line: "import '../../gateway/gateway.ts';", rule: IMPORTS },
  { file: 'src/store/wrong.ts', line: "import '../terminal/terminal.ts';", rule: IMPORTS },
  { file: 'src/contract/wrong.ts', line: "import '../payment/state.ts';", rule: IMPORTS },
  { file: 'src/terminal/wrong-adapter.ts', line: "import '../gateway/wechat-v2/gateway.ts';", rule: IMPORTS },
  { file: 'src/terminal/wrong-store.ts', line: "import '../store/sqlite-journal.ts';", rule: IMPORTS },
  { file: 'src/terminal/wrong-timer.ts', line: 'setInterval(() => {}, 1);', rule: GLOBALS },
  { file: 'src/host/wrong.ts', line: "import '../terminal/create-terminal.ts';", rule: IMPORTS },
  { file: 'src/app/wrong.ts', line: "import 'fast-xml-parser';", rule: IMPORTS },
  { file: 'src/config/wrong.ts', line: "import '../gateway/wechat-v2/gateway.ts';", rule: IMPORTS },
  { file: 'src/log/wrong.ts', line: "import '../terminal/terminal.ts';", rule: IMPORTS },
  { file: 'drivers/serial/wrong.ts', line: "import '../../src/terminal/terminal.ts';", rule: IMPORTS },
  { file: 'renderer/cashier/screens/wrong.tsx', line: "import '../../../src/payment/step.ts';", rule: IMPORTS },
  { file: 'renderer/cashier/wrong-node.ts', line: "import 'node:fs';", rule: IMPORTS },
  { file: 'renderer/cashier/wrong-decoder.ts', line: "import 'zxing-wasm/reader';", rule: IMPORTS },
  { file: 'renderer/camera/wrong.ts', line: "import '../cashier/counter.ts';", rule: IMPORTS },
  { file: 'renderer/camera/decoding/wrong.ts', line: "import '../../../src/contract/view.ts';", rule: IMPORTS },
  { file: 'electron/windows/wrong.ts', line: "import '../../src/terminal/create-terminal.ts';", rule: IMPORTS },
];

/** What must stay allowed, so that a rule that refuses everything does not pass for a good one. */
const RIGHT: readonly { readonly file: string; readonly line: string }[] = [
  { file: 'src/payment/right.ts', line: "import '../money/fen.ts';" },
  { file: 'src/app/right.ts', line: "import '../gateway/wechat-v2/gateway.ts';" },
  { file: 'src/gateway/wechat-v2/right.ts', line: "import 'fast-xml-parser';" },
  { file: 'src/gateway/wechat-v2/right-transport.ts', line: "import '../transport/line.ts';" },
  { file: 'src/gateway/wooshpay/right.ts', line: "import '../transport/https-transport.ts'; import 'valibot';" },
  { file: 'src/gateway/transport/right.ts', line: "import '../../log/log.ts'; import 'node:https';" },
  { file: 'src/terminal/right.ts', line: "import '../gateway/gateway.ts';" },
  { file: 'renderer/cashier/screens/right.tsx', line: "import '../../../src/contract/view.ts';" },
  { file: 'renderer/camera/right.ts', line: "import '../../src/basics/result.ts'; import 'zxing-wasm/reader';" },
  { file: 'drivers/paper/right.ts', line: "import '../../src/report/press.ts';" },
  { file: 'drivers/serial/right.ts', line: "import '../../src/scanner/scanner.ts';" },
  { file: 'src/receipt/documents/right.ts', line: "import '../sheet.ts'; import '../../money/fen.ts';" },
  { file: 'drivers/printer/right.ts', line: "import '../../src/receipt/printer.ts';" },
  { file: 'src/payment/right.test.ts', line: 'export const now = Date.now();' },
];

const folder = mkdtempSync(path.join(os.tmpdir(), 'saoma-directions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const found = lint([...WRONG, ...RIGHT]);

test.each(WRONG)('$file is refused: $line', ({ file, rule }) => {
  expect(found.filter((one) => one.file === file).map((one) => one.rule)).toContain(rule);
});

test.each(RIGHT)('$file is allowed: $line', ({ file }) => {
  expect(found.filter((one) => one.file === file)).toEqual([]);
});

/** Lints all of them in one run of biome, under the project's own configuration. */
function lint(
  files: readonly { readonly file: string; readonly line: string }[],
): readonly { readonly file: string; readonly rule: string }[] {
  for (const name of ['biome.jsonc', 'scripts/lint/no-chance.grit'])
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  for (const { file, line } of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${line}\n`);
  }
  const biome = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { category: string; location: { path: string } }[] };
  return diagnostics.map(({ category, location }) => ({ file: location.path, rule: category }));
}
