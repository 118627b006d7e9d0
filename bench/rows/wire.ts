import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { startAcquirer } from '../parts/acquirer.ts';
import { bareClient, bareCommit, bareSync, preparedBody, rawClient } from '../parts/bare.ts';
import { interleaved, quantile, ratio } from '../parts/figures.ts';
import { certificates, freshCode, freshOrderNo, gatewayConfig } from '../parts/merchant.ts';
import { axiosPlugin, tenpay } from '../parts/peers.ts';
import type { Table } from '../parts/report.ts';
import type { Room } from '../parts/row.ts';
import { openTerminal } from '../parts/terminal.ts';

const WARM_UP_ROUNDS = 200;

/** Scan → request complete at the acquirer, HTTPS, everything warm. */
export async function wire({ dir, isQuick }: Room): Promise<readonly Table[]> {
  const made = certificates();
  setDefaultCACertificates([...getCACertificates('default'), made.ca]); // the peers know no other way in common
  const acquirer = await startAcquirer(made);
  const terminal = openTerminal(gatewayConfig(acquirer.origin, made), dir);
  const peerParts = { origin: acquirer.origin, merchant: { ...made.merchant, p12: Buffer.from(made.merchantP12) } };
  const [wap, tp] = [axiosPlugin(peerParts), tenpay(peerParts)];
  const bare = bareClient(acquirer.origin);
  const raw = await rawClient(acquirer.port);
  const disk = bareCommit(path.join(dir, 'bare.db'));
  const page = bareSync(path.join(dir, 'page'));
  await terminal.online();

  // The customer's phone makes the code, not the contender.
  const withCode = (charge: (code: string) => Promise<unknown>) => {
    const code = freshCode();
    return acquirer.timed(() => charge(code));
  };
  const contenders = {
    'terminal, armed before the scan': async () => {
      const scan = terminal.arm();
      await settled(); // a customer needs longer than that to hold up the phone
      return acquirer.timed(scan);
    },
    'terminal, commit after the scan': () => withCode((code) => terminal.chargeWithCode(code)),
    'wechatpay-axios-plugin': () => withCode((code) => wap.micropay(code)),
    tenpay: () => withCode((code) => tp.micropay(code)),
    'node:https, body made before': () => {
      const body = preparedBody();
      return acquirer.timed(() => bare(body));
    },
    'bare commit + raw TLS socket': () => {
      const body = preparedBody();
      const orderNo = freshOrderNo();
      return acquirer.timed(() => {
        disk.commit(orderNo);
        return raw.send(body);
      });
    },
    'raw TLS socket': () => {
      const body = preparedBody();
      return acquirer.timed(() => raw.send(body));
    },
    'one page to the disk, nothing sent': () => page.sync(),
  };
  const calm = Object.fromEntries(Object.entries(contenders).map(([name, measure]) => [name, () => settled().then(measure)]));
  await interleaved(calm, isQuick ? 30 : WARM_UP_ROUNDS);
  const took = await interleaved(calm, isQuick ? 200 : 2_000);
  await terminal.stop();
  disk.close();
  page.close();
  raw.close();
  await acquirer.stop();

  const of = (name: keyof typeof contenders) => took[name] ?? [];
  const theirs = of('wechatpay-axios-plugin');
  const [armed, committed] = [of('terminal, armed before the scan'), of('terminal, commit after the scan')];
  const p99 = (values: readonly number[]) => quantile(values, 0.99);
  return [
    {
      title: `scan → request complete at the acquirer, HTTPS, warm, ${theirs.length} charges each (µs)`,
      columns: ['p50', 'p99', '× wap'],
      lines: Object.entries(took).map(([name, values]) => ({ name, figures: [quantile(values, 0.5), p99(values), ratio(values, theirs)] })),
      goals: [
        { what: 'armed before the scan, × wap', reached: ratio(armed, theirs), wanted: { atMost: 0.25 }, unit: '' },
        { what: 'commit after the scan, × wap', reached: ratio(committed, theirs), wanted: { atMost: 0.85 }, unit: '' },
        {
          what: 'commit after the scan, × (bare commit + raw socket)',
          reached: ratio(committed, of('bare commit + raw TLS socket')),
          wanted: { atMost: 1.25 },
          unit: '',
        },
        { what: 'p99 armed, × p99 of wap', reached: p99(armed) / p99(theirs), wanted: { atMost: 0.5 }, unit: '' },
        { what: 'p99 commit after the scan, × p99 of wap', reached: p99(committed) / p99(theirs), wanted: { atMost: 0.5 }, unit: '' },
      ],
    },
  ];
}

/** Until what the contender before left to do is done, so that nobody pays for another. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
}
