import { createRoot } from 'react-dom/client';
import type { Locale } from '../../src/contract/view.ts';
import '../base.css';
import { createPageCamera } from '../camera/page-camera.ts';
import { createChannel } from '../client/channel.ts';
import { connect } from '../client/client.ts';
import { createOfficeClient } from '../client/office-client.ts';
import { pageClock } from '../client/page-clock.ts';
import { createTicketSource } from '../client/ticket.ts';
import { App } from './app.tsx';
import { createSpeaker } from './sounds.ts';

const parts = {
  fetch: window.fetch.bind(window),
  storage: window.sessionStorage,
  takeTicket: createTicketSource(window),
  clock: pageClock,
};
const channel = createChannel(parts);
const client = connect(parts, channel);
const office = createOfficeClient(channel);
const speaker = createSpeaker(() => new AudioContext({ latencyHint: 'interactive' }));

const camera = createPageCamera(window, document);

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
createRoot(root).render(<App client={client} office={office} speaker={speaker} camera={camera} guess={guessLocale(navigator.language)} />);

/** The language of the first moment, until the terminal says which one the shop speaks. */
function guessLocale(language: string): Locale {
  if (language.startsWith('ko')) return 'ko';
  return language.startsWith('en') ? 'en' : 'zh-CN';
}
