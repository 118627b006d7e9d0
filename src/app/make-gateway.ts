import { err, ok, type Result } from '../basics/result.ts';
import type { Config, WechatV2Config } from '../config/config.ts';
import type { SandboxAddress } from '../contract/sandbox.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { ProcessLog } from '../log/create-log.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';

/**
 * Loads the way to the acquirer, not yet connected: the configured one, or the sandbox over its real wire.
 *
 * @returns what is wrong with the configuration: whether certificates, roots and hosts work shows only here
 */
export async function makeGateway(config: Config, sandbox: SandboxAddress | null, log: ProcessLog): Promise<Result<Gateway, string>> {
  if (config.gateway.kind === 'wooshpay') return err('gateway.kind: wooshpay is not there yet');
  const wechat = acquirer(config, sandbox);
  log.redact(wechat.apiKey);
  if (wechat.clientCert?.kind === 'pfx') log.redact(wechat.clientCert.passphrase);
  const { requestTimeoutMs } = config.payment;
  const { terminalId } = config.store;
  await new Promise(setImmediate); // what is begun here goes on before it: import() does most of its work at once
  const { createWechatV2Gateway } = await import('../gateway/wechat-v2/gateway.ts');
  try {
    return ok(createWechatV2Gateway({ config: wechat, requestTimeoutMs, terminalId, clock, random, log }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function acquirer({ gateway }: Config, sandbox: SandboxAddress | null): WechatV2Config {
  if (gateway.kind === 'wechat-v2') return gateway;
  if (!sandbox || gateway.kind === 'wooshpay') throw new Error('sandbox mode without a sandbox');
  const { endpoint, appId, mchId, apiKey } = sandbox.wechat;
  const merchant = { appId, mchId, apiKey, subAppId: null, subMchId: null, clientCert: null, ca: null, notifyUrl: null };
  return { kind: 'wechat-v2', endpoints: [endpoint], signType: 'HMAC-SHA256', ...merchant };
}
