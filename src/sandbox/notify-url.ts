/** Addresses of this machine, spelt so that no resolver is asked. */
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)$/;

/** Whether the platform takes an address to be told at: https, or plain http on this machine; no query, no name and password. Source: WeChat Pay v2, notification. */
export function isNotifyUrl(text: string): boolean {
  if (/[?#\s]/.test(text)) return false;
  const url = URL.parse(text);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || isLoopbackHttp(text);
}

/** The only addresses to which the sandbox itself posts anything. */
export function isLoopbackHttp(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && LOOPBACK.test(url.hostname);
}
