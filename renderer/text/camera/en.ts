import type { CameraText } from './camera-text.ts';

export const cameraEn: CameraText = {
  use: 'Use the camera',
  close: 'Close the camera',
  torch: 'Light',
  mirror: 'Mirror',
  another: 'Switch',
  picture: "The camera's picture",
  aim: 'Hold the code inside the frame',
  asking: { what: 'Opening the camera', next: 'If you are asked, choose Allow' },
  refused: { what: 'The camera is not allowed', next: "Allow it at the address bar or in the system's privacy settings, then press F12" },
  none: { what: 'No camera found', next: 'Plug one in and it opens by itself, or use the scanner' },
  busy: { what: 'Another program uses the camera', next: 'Close that program, then press F12' },
  lost: { what: 'The camera was unplugged', next: 'Plug it in and it opens by itself, or use the scanner' },
  broken: { what: 'This window cannot use a camera', next: 'Use the scanner, or close the window and open it again' },
  hidden: { what: 'The camera is off', next: 'This window was put away. Press F12 to use it' },
  idle: { what: 'The camera is off', next: 'It saw no code for three minutes. Press F12 to use it' },
};
