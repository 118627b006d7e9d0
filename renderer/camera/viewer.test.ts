import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { createViewer } from './viewer.ts';
import type { LookAnswer, LookRequest } from './worker-talk.ts';

const NOTHING: LookAnswer = { kind: 'looked', found: null, ms: 5 };

/** A video element, a decoder's thread and a stream, moved by hand. */
function eye() {
  const clock = new HandClock();
  const asked: LookRequest[] = [];
  const heard: string[] = [];
  const threads: EventTarget[] = [];
  let terminated = 0;
  let picture: VideoFrameRequestCallback = () => undefined;
  const video = {
    srcObject: null as MediaStream | null,
    videoWidth: 1280,
    videoHeight: 720,
    requestVideoFrameCallback(callback: VideoFrameRequestCallback) {
      picture = callback;
      return 1;
    },
    play: async () => undefined,
  };
  const viewer = createViewer({
    video: video as unknown as HTMLVideoElement,
    takePicture: () => ({}) as VideoFrame,
    startWorker() {
      const thread = Object.assign(new EventTarget(), {
        postMessage: (request: LookRequest) => void asked.push(request),
        terminate() {
          terminated += 1;
        },
      });
      threads.push(thread);
      return thread as unknown as Worker;
    },
    after: (delayMs, callback) => clock.after(delayMs, callback),
  });
  viewer.watch({} as MediaStream, {
    onSize: (width, height) => void heard.push(`${width}×${height}`),
    onFound: ({ symbology }) => void heard.push(symbology),
    onSlow: (lower) => void heard.push(`lower ${lower.width}`),
    onSilent: (hasSeen) => void heard.push(hasSeen ? 'dried up' : 'silent'),
    onBroken: () => void heard.push('broken'),
  });
  return {
    ...{ viewer, video, clock, asked, heard, threads },
    terminated: () => terminated,
    picture: () => picture(0, {} as VideoFrameCallbackMetadata),
    answers: (data: LookAnswer) => threads.at(-1)?.dispatchEvent(new MessageEvent('message', { data })),
  };
}

test('a picture is handed to the decoder, and what it holds is told', () => {
  const { picture, answers, asked, heard } = eye();
  picture();
  expect(asked.map(({ region }) => region)).toEqual(['middle']);
  answers({ kind: 'looked', found: { text: '130000000000000001', symbology: 'qr' }, ms: 9 });
  expect(heard).toEqual(['1280×720', 'qr']);
});

test('a stream without a single picture is silent after five seconds', () => {
  const { clock, heard } = eye();
  clock.advance(4_999);
  expect(heard).toEqual([]);
  clock.advance(1);
  expect(heard).toEqual(['silent']);
});

test('a stream that dries up is told, one that goes on is not', () => {
  const { clock, heard, picture } = eye();
  for (let second = 0; second < 20; second++) {
    picture();
    clock.advance(1_000);
  }
  expect(heard).toEqual(['1280×720']);
  clock.advance(10_000);
  expect(heard).toEqual(['1280×720', 'dried up']);
});

test('a decoder that does not load is told; so is one that can read no picture for a second', () => {
  const first = eye();
  first.answers({ kind: 'broken' });
  expect(first.heard).toEqual(['broken']);
  const second = eye();
  for (let picture = 0; picture < 30; picture++) second.answers({ kind: 'unreadable' });
  expect(second.heard).toEqual([]);
  second.answers({ kind: 'unreadable' });
  expect(second.heard).toEqual(['broken']);
});

test('single unreadable pictures are passed over', () => {
  const { answers, heard, picture, asked } = eye();
  for (let round = 0; round < 100; round++) {
    picture();
    answers(round % 2 === 0 ? { kind: 'unreadable' } : NOTHING);
  }
  expect([heard, asked.length]).toEqual([['1280×720'], 100]);
});

test('the thread itself fails: told', () => {
  const { threads, heard } = eye();
  threads[0]?.dispatchEvent(new Event('error'));
  expect(heard).toEqual(['broken']);
});

test('decoding that cannot keep up asks for less', () => {
  const { picture, answers, heard } = eye();
  for (let look = 0; look < 12; look++) {
    picture();
    answers({ ...NOTHING, ms: 300 });
  }
  expect(heard).toEqual(['1280×720', 'lower 960']);
});

test('stopped: the thread ends, the picture is gone, nothing more is told', () => {
  const { viewer, video, picture, clock, answers, heard, terminated } = eye();
  picture();
  viewer.stop();
  answers({ kind: 'looked', found: { text: '130000000000000001', symbology: 'qr' }, ms: 9 });
  picture();
  clock.advance(60_000);
  expect([heard, terminated(), video.srcObject, clock.nextDueMs()]).toEqual([['1280×720'], 1, null, null]);
});
