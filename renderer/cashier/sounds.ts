import type { Sound } from './sound-cues.ts';

/** A tone: pitch in Hz (0 is a rest), length in ms. */
type Tone = readonly [hz: number, ms: number];

/** Told apart by rhythm, since pitch drowns in a market. Synthesised, so that none ever fails to load. */
const SCORE: Readonly<Record<Sound, { readonly wave: OscillatorType; readonly tones: readonly Tone[] }>> = {
  scan_taken: { wave: 'sine', tones: [[1800, 40]] },
  password: { wave: 'sine', tones: [[660, 120]] },
  paid: {
    wave: 'triangle',
    tones: [
      [659, 90],
      [988, 220],
    ],
  },
  declined: {
    wave: 'triangle',
    tones: [
      [220, 140],
      [0, 60],
      [220, 140],
    ],
  },
  unknown: {
    wave: 'triangle',
    tones: [
      [440, 110],
      [0, 80],
      [440, 110],
      [0, 80],
      [440, 110],
    ],
  },
  reversed: {
    wave: 'triangle',
    tones: [
      [660, 90],
      [440, 200],
    ],
  },
  queued: { wave: 'triangle', tones: [[440, 160]] },
  refused: { wave: 'square', tones: [[120, 200]] },
  bell: { wave: 'sine', tones: [[1319, 300]] },
};

const VOLUME = 0.35;
/** Ramps at both ends of a tone, so that it does not click. */
const RAMP_S = 0.006;
/** Between two sounds of one moment. */
const PAUSE_S = 0.12;
/** A browser that has heard no key or touch yet may hold sound back; what comes later than this would mislead. */
const STALE_MS = 400;

export type Speaker = {
  /** Plays sounds one after the other. Silent where the machine has no sound. */
  play(sounds: readonly Sound[]): void;
  /** A key or a touch happened: browsers allow sound from now on. */
  unlock(): void;
};

/** @param createContext makes the machine's audio context; throws where there is none */
export function createSpeaker(createContext: () => AudioContext): Speaker {
  let context: AudioContext | null = null;

  function open(): AudioContext | null {
    try {
      context ??= createContext();
    } catch {
      return null; // a till without a sound card is still a till
    }
    return context;
  }

  return {
    unlock() {
      const audio = open();
      if (audio?.state === 'suspended') void audio.resume().catch(() => undefined);
    },
    play(sounds) {
      const audio = open();
      if (!audio || sounds.length === 0) return;
      if (audio.state === 'running') return schedule(audio, sounds);
      const askedMs = performance.now();
      void audio
        .resume()
        .then(() => performance.now() - askedMs < STALE_MS && schedule(audio, sounds))
        .catch(() => undefined);
    },
  };
}

function schedule(audio: AudioContext, sounds: readonly Sound[]): void {
  let atS = audio.currentTime + 0.01;
  for (const sound of sounds) {
    const { wave, tones } = SCORE[sound];
    for (const [hz, ms] of tones) {
      if (hz > 0) tone(audio, { wave, hz, atS, untilS: atS + ms / 1000 });
      atS += ms / 1000;
    }
    atS += PAUSE_S;
  }
}

function tone(audio: AudioContext, { wave, hz, atS, untilS }: { wave: OscillatorType; hz: number; atS: number; untilS: number }): void {
  const oscillator = new OscillatorNode(audio, { type: wave, frequency: hz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, atS);
  gain.gain.linearRampToValueAtTime(VOLUME, atS + RAMP_S);
  gain.gain.setValueAtTime(VOLUME, untilS - RAMP_S);
  gain.gain.linearRampToValueAtTime(0, untilS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(atS);
  oscillator.stop(untilS);
}
