import { silent } from '../log/log.ts';
import { startSandbox } from './server.ts';
import { testRandom } from './test-merchant.ts';
import { realClock } from './test-sandbox.ts';

// A sandbox in a process of its own, for tests that kill it: test-process.ts FOLDER
const [, , dataDir = ''] = process.argv;
const sandbox = await startSandbox({
  dataDir,
  clock: realClock,
  random: testRandom,
  log: silent,
  merchantName: '人民路店',
});
process.stdout.write(`${JSON.stringify({ address: sandbox.address(), authCode: sandbox.issueCode().authCode })}\n`);
