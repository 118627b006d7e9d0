import { useEffect, useState } from 'react';

/** Cameras that the browser knows of; no permission is needed to count them. */
export function useCameraCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isOver = false;
    void navigator.mediaDevices
      ?.enumerateDevices()
      .then((all) => !isOver && setCount(all.filter(({ kind }) => kind === 'videoinput').length))
      .catch(() => undefined); // a browser that does not tell has none for us
    return () => {
      isOver = true;
    };
  }, []);
  return count;
}
