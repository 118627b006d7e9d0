import type { SandboxAddress } from '../contract/sandbox.ts';
import type { SandboxCode } from '../contract/till.ts';
import type { TillRoute } from './till-scope.ts';

/** What the host needs of the embedded acquirer and its simulated customer. */
export type Sandbox = {
  address(): SandboxAddress;
  /** A fresh payment code, good until `expiresAtMs` (wall clock). */
  issueCode(): { readonly authCode: string; readonly expiresAtMs: number };
};

/** The calls for tests and demos; they exist in sandbox mode only. */
export function sandboxRoutes(sandbox: Sandbox): TillRoute[] {
  return [
    { method: 'GET', path: '/sandbox', scope: 'charges', handle: (c) => c.json(sandbox.address()) },
    {
      method: 'POST',
      path: '/sandbox/codes',
      scope: 'charges',
      handle(c) {
        const { authCode, expiresAtMs } = sandbox.issueCode();
        return c.json({ authCode, expiresAt: new Date(expiresAtMs).toISOString() } satisfies SandboxCode, 201);
      },
    },
  ];
}
