import { useEffect } from 'react';
import type { Camera } from '../camera/camera.ts';

/** On, or off. @param scanned what it reads */
export function toggleCamera(camera: Camera, scanned: (text: string) => void): void {
  const { kind } = camera.state();
  if (kind === 'asking' || kind === 'running') camera.switchOff();
  else camera.switchOn(scanned);
}

/** The camera serves one charge, while its code is awaited and the viewfinder is seen: its light goes off by itself. */
export function useCameraWhileAwaiting(camera: Camera, awaitingId: string | null): void {
  useEffect(() => {
    if (awaitingId !== null) camera.prepare();
    return camera.switchOff;
  }, [camera, awaitingId]);
}
