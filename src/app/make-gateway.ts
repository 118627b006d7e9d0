import { err, ok, type Result } from '../basics/result.ts';
import type { Config, WechatV2Config, WooshPayConfig } from '../config/config.ts';
import type { SandboxAddress } from '../contract/sandbox.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { ProcessLog } from '../log/create-log.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';

/** A merchant at one of the acquirers. */
type Merchant = WechatV2Config | WooshPayConfig;

/**
 * Loads the way to the acquirer, not yet connected: the configured one, or the sandbox over its real wire.
 *
 * @returns what is wrong with the configuration: whether certificates, roots and hosts work shows only here
 */
export async function makeGateway(config: Config, sandbox: SandboxAddress | null, log: ProcessLog): Promise<Result<Gateway, string>> {
  const merchant = merchantOf(config, sandbox);
  for (const secret of secretsOf(merchant)) log.redact(secret);
  const { requestTimeoutMs } = config.payment;
  const common = { requestTimeoutMs, terminalId: config.store.terminalId, clock, log };
  await new Promise(setImmediate); // what is begun here goes on before it: import() does most of its work at once
  try {
    if (merchant.kind === 'wooshpay') {
      const { createWooshPayGateway } = await import('../gateway/wooshpay/gateway.ts');
      return ok(createWooshPayGateway({ config: merchant, ...common }));
    }
    const { createWechatV2Gateway } = await import('../gateway/wechat-v2/gateway.ts');
    return ok(createWechatV2Gateway({ config: merchant, random, ...common }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function secretsOf(merchant: Merchant): readonly string[] {
  if (merchant.kind === 'wooshpay') return [merchant.secretKey, ...(merchant.webhookSecret === null ? [] : [merchant.webhookSecret])];
  return [merchant.apiKey, ...(merchant.clientCert?.kind === 'pfx' ? [merchant.clientCert.passphrase] : [])];
}

function merchantOf({ gateway }: Config, sandbox: SandboxAddress | null): Merchant {
  if (gateway.kind !== 'sandbox') return gateway;
  if (!sandbox) throw new Error('sandbox mode without a sandbox');
  if (gateway.speaks === 'wooshpay') {
    const { endpoint, secretKey, webhookSecret } = sandbox.wooshpay;
    return { kind: 'wooshpay', endpoints: [endpoint], secretKey, webhookSecret, ca: null, returnUrl: endpoint };
  }
  const { endpoint, appId, mchId, apiKey } = sandbox.wechat;
  const merchant = { appId, mchId, apiKey, subAppId: null, subMchId: null, clientCert: null, ca: null, notifyUrl: null };
  return { kind: 'wechat-v2', endpoints: [endpoint], signType: 'HMAC-SHA256', ...merchant };
}
