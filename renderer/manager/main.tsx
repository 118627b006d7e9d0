import { createRoot } from 'react-dom/client';
import '../base.css';
import { createChannel } from '../client/channel.ts';
import { connect } from '../client/client.ts';
import { createOfficeClient } from '../client/office-client.ts';
import { pageClock } from '../client/page-clock.ts';
import { createTicketSource } from '../client/ticket.ts';
import { pageLocale } from '../text/page-locale.ts';
import { App } from './app.tsx';

const parts = {
  fetch: window.fetch.bind(window),
  storage: window.sessionStorage,
  takeTicket: createTicketSource(window),
  clock: pageClock,
};
const channel = createChannel(parts);
const client = connect(parts, channel);
const office = createOfficeClient(channel);

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
createRoot(root).render(<App client={client} office={office} guess={pageLocale(location.search, navigator.language)} isRemote={false} />);
