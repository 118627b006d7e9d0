import { HandClock } from '../../basics/hand-clock.ts';
import type { WechatV2Config } from '../../config/config.ts';
import { FakeTransport } from '../transport/fake-transport.ts';
import { createWechatV2Gateway } from './gateway.ts';
import { CONFIG, realRandom, recordingLog } from './test-setting.ts';
import { parseXml } from './xml.ts';

type Settings = Partial<Pick<Parameters<typeof createWechatV2Gateway>[0], 'terminalId' | 'spbillCreateIp'>>;

/** A gateway without a line: what it posts is seen, what it hears is told. @param config what is not usual */
export function testGateway(config: Partial<WechatV2Config> = {}, settings: Settings = {}) {
  const clock = new HandClock();
  const transport = new FakeTransport(clock);
  const log = recordingLog();
  const gateway = createWechatV2Gateway({
    config: { ...CONFIG, endpoints: ['http://127.0.0.1:1'], ...config },
    requestTimeoutMs: 10_000,
    terminalId: 'T01',
    ...settings,
    ...{ clock, random: realRandom, log, transport },
  });
  return { clock, transport, log, gateway, asked: () => transport.posts.map(({ body }) => fieldsOf(body)) };
}

/** The fields of a posted text. */
export function fieldsOf(body: string): Record<string, string> {
  const parsed = parseXml(Buffer.from(body));
  if (!parsed.ok) throw new Error(parsed.error);
  return Object.fromEntries(parsed.value);
}
