import { createRoot } from 'react-dom/client';
import '../base.css';
import { createTicketSource } from '../client/ticket.ts';
import { pageLocale } from '../text/page-locale.ts';
import { Entrance } from './entrance.tsx';
import { lockPage } from './lock-page.ts';

const parts = {
  fetch: window.fetch.bind(window),
  takeTicket: createTicketSource(window),
  storages: { window: window.sessionStorage, browser: window.localStorage },
  hasShell: window.saoma !== undefined,
  guess: pageLocale(location.search, navigator.language),
};

lockPage(window);
const root = document.getElementById('root');
if (!root) throw new Error('no root element');
createRoot(root).render(<Entrance {...parts} />);
