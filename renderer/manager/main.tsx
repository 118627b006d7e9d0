import { createRoot } from 'react-dom/client';
import '../base.css';
import { connect } from '../client/client.ts';
import { pageClock } from '../client/page-clock.ts';
import { createTicketSource } from '../client/ticket.ts';
import { pageLocale } from '../text/page-locale.ts';
import { App } from './app.tsx';
import type { OfficeLink } from './office-link.ts';

const client = connect({
  fetch: window.fetch.bind(window),
  storage: window.sessionStorage,
  takeTicket: createTicketSource(window),
  clock: pageClock,
});

const NOBODY = { person: null, hasPeople: false, people: [], arePinsReadable: true };

/** A terminal whose office is not open: nobody has been set up. */
const office: OfficeLink = {
  watch(listener) {
    listener(NOBODY);
    return () => undefined;
  },
  send: async () => ({ ok: false, code: 'no_answer' }),
  read: async () => ({ ok: false, code: 'not_found' }),
};

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
createRoot(root).render(<App client={client} office={office} guess={pageLocale(location.search, navigator.language)} isRemote={false} />);
