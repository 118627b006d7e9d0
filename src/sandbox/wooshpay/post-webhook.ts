import { request } from 'node:http';
import type { PostWebhook } from './webhooks.ts';

/** Posts over loopback HTTP. Redirects are not followed, no name is resolved; what the answer says beside its status is not read. */
export const postWebhook: PostWebhook = ({ url, headers, body }, answered) => {
  const target = new URL(url);
  if (target.hostname === 'localhost') target.hostname = '127.0.0.1';
  let isOver = false;
  function end(status: number | null): void {
    if (isOver) return;
    isOver = true;
    answered(status);
    outgoing.destroy();
  }
  const outgoing = request(target, {
    method: 'POST',
    headers: { ...headers, host: new URL(url).host, 'content-length': Buffer.byteLength(body) },
    agent: false,
  });
  outgoing.on('response', ({ statusCode }) => end(statusCode ?? null));
  outgoing.on('error', () => end(null));
  outgoing.end(body);
  return () => {
    isOver = true;
    outgoing.destroy();
  };
};
