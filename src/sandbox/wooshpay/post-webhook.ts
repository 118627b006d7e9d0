import { request } from 'node:http';
import type { PostWebhook } from './webhooks.ts';

/** A socket that says nothing is given up; the sender counts its own, shorter time. */
const IDLE_MS = 30_000;

/** Posts over loopback HTTP. Redirects are not followed; what the answer says beside its status is not read. */
export const postWebhook: PostWebhook = ({ url, headers, body }, answered) => {
  const length = Buffer.byteLength(body);
  const outgoing = request(
    url,
    { method: 'POST', headers: { ...headers, 'content-length': length }, timeout: IDLE_MS, agent: false },
    (response) => {
      answered(response.statusCode ?? null);
      response.destroy();
    },
  );
  outgoing.on('timeout', () => outgoing.destroy());
  outgoing.on('error', () => answered(null));
  outgoing.end(body);
};
