import { request } from 'node:http';
import type { Post, PostReply } from './notifier.ts';

/** The exact reply has some 90 bytes. */
const MAX_REPLY_BYTES = 4 * 1024;

/** Posts to this machine over a socket. No redirect is followed, and no name is resolved. */
export const postOverHttp: Post = (url, body, answered) => {
  let isOver = false;
  function end(reply: PostReply | null): void {
    if (isOver) return;
    isOver = true;
    answered(reply);
  }
  const { hostname, port, pathname } = new URL(url);
  const asked = request(
    {
      host: hostname === 'localhost' ? '127.0.0.1' : hostname.replace(/^\[|\]$/g, ''),
      port: port || 80,
      path: pathname,
      method: 'POST',
      agent: false,
      headers: { host: new URL(url).host, 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(body) },
    },
    (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on('data', (piece: Buffer) => {
        size += piece.length;
        if (size <= MAX_REPLY_BYTES) pieces.push(piece);
        else asked.destroy();
      });
      response.on('end', () => end({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString('utf8') }));
      response.on('error', () => end(null)); // cut in the middle, or by us
    },
  );
  asked.on('error', () => end(null));
  asked.end(body);
  return () => {
    isOver = true;
    asked.destroy();
  };
};
