import { createRoot } from 'react-dom/client';
import { DOOR_QUERY } from '../../src/contract/door.ts';
import '../base.css';
import { createTicketSource } from '../client/ticket.ts';
import { pageLocale } from '../text/page-locale.ts';
import { Entrance } from './entrance.tsx';

const guess = pageLocale(location.search, navigator.language);
const isRemote = location.search === `?${DOOR_QUERY}`;
const parts = {
  fetch: window.fetch.bind(window),
  storage: window.sessionStorage,
  takeTicket: createTicketSource(window),
};

const root = document.getElementById('root');
if (!root) throw new Error('no root element');
createRoot(root).render(<Entrance parts={parts} names={window.localStorage} guess={guess} isRemote={isRemote} />);
