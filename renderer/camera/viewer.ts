import type { Cancel } from '../../src/basics/clock.ts';
import type { Found } from './decoder.ts';
import { createLookLine } from './look-line.ts';
import { createPace, type Resolution } from './pace.ts';
import type { LookAnswer, LookRequest } from './worker-talk.ts';

/** A stream that gives nothing for so long is held by another program, or its plug hangs loose. */
const SILENT_MS = 5_000;
/** So many pictures in a row that cannot be read are no accident. */
const MAX_UNREADABLE = 30;

/** What comes of watching a stream. */
export type ViewerListener = {
  readonly onSize: (width: number, height: number) => void; // with the first picture, and whenever it changes
  readonly onFound: (found: Found) => void; // for every picture that holds a code: thirty times a second
  readonly onSlow: (lower: Resolution) => void;
  readonly onSilent: (hasSeen: boolean) => void;
  readonly onBroken: () => void;
};

/** Watches streams, one at a time. */
export type Viewer = {
  /** Loads the decoder, while the camera is still being opened. */
  warmUp(): void;
  watch(stream: MediaStream, listener: ViewerListener): void;
  stop(): void;
};

export type ViewerParts = {
  /** Plays the stream; the same element is what the cashier sees. */
  readonly video: HTMLVideoElement;
  /** The newest picture of the element; null before there is one. */
  readonly takePicture: () => VideoFrame | null;
  readonly startWorker: () => Worker;
  readonly after: (delayMs: number, callback: () => void) => Cancel;
};

export function createViewer({ video, takePicture, startWorker, after }: ViewerParts): Viewer {
  let worker: Worker | null = null;
  let stopWatching: Cancel = () => undefined;

  function stop(): void {
    stopWatching();
    stopWatching = () => undefined;
    worker?.terminate(); // whatever it was reading is forgotten
    worker = null;
    video.srcObject = null;
  }

  function watch(stream: MediaStream, listener: ViewerListener): void {
    worker ??= startWorker();
    stopWatching();
    stopWatching = watchWith(worker, stream, listener);
  }

  function watchWith(eye: Worker, stream: MediaStream, listener: ViewerListener): Cancel {
    const pace = createPace();
    const ending = new AbortController();
    let unreadable = 0;
    let size = '';
    let pictures = 0;
    const line = createLookLine<VideoFrame>({
      grab: takePicture,
      begin: (picture, region) => eye.postMessage({ picture, region } satisfies LookRequest, [picture]),
      onLook({ found, ms }) {
        const lower = pace.looked(ms);
        if (lower) listener.onSlow(lower);
        if (found) listener.onFound(found);
      },
    });

    function answered({ data }: MessageEvent<LookAnswer>): void {
      unreadable = data.kind === 'unreadable' ? unreadable + 1 : 0;
      if (data.kind === 'broken' || unreadable > MAX_UNREADABLE) listener.onBroken();
      else line.looked(data.kind === 'looked' ? data : { found: null, ms: 0 });
    }

    function arrived(): void {
      if (ending.signal.aborted) return;
      pictures += 1;
      const now = `${video.videoWidth} ${video.videoHeight}`;
      if (now !== size) listener.onSize(video.videoWidth, video.videoHeight);
      size = now;
      video.requestVideoFrameCallback(arrived);
      line.arrived();
    }

    function listen(before: number): void {
      stopListening = after(SILENT_MS, () => (pictures === before ? listener.onSilent(pictures > 0) : listen(pictures)));
    }

    let stopListening: Cancel = () => undefined;
    listen(0);
    eye.addEventListener('message', answered, ending);
    eye.addEventListener('error', listener.onBroken, ending);
    video.srcObject = stream;
    video.requestVideoFrameCallback(arrived);
    void video.play().catch(() => undefined); // a stream that was closed at once; its silence is told above
    return () => {
      ending.abort();
      stopListening();
      line.stop();
    };
  }

  return {
    warmUp() {
      worker ??= startWorker();
    },
    watch,
    stop,
  };
}
