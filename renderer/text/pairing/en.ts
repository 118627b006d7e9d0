import type { PairingText } from './pairing-text.ts';

export const pairingEn: PairingText = {
  title: 'Customer displays',
  noDoor: 'The settings open no door to other devices',
  noDoorNext: (setting) =>
    `For the manager: fill in ${setting} in the settings, then start the terminal again. Its own second screen needs no pairing`,
  addresses: 'Open this in the browser of that device',
  pair: { display: 'Pair a display', self_service: 'Pair a self-service screen' },
  pairNotes: { display: 'To look at, not to touch', self_service: 'Customers choose and pay by themselves' },
  typeThere: 'Type this on that device',
  goodFor: (left) => `Good for ${left}, once`,
  stop: 'Do not pair',
  paired: 'Paired',
  none: 'No device is paired yet',
  roles: { display: 'Display', self_service: 'Self-service' },
  connected: 'Connected',
  away: 'Not connected',
  since: (time) => `Paired ${time}`,
  revoke: 'Unpair',
};
