import { STAY_S } from './scripts.js';

const KEY = 'sojourn-playground-shells';

/** Which volumes' trees this browser has opened a shell in; remembered across reloads for as long as a shell lives. */
export function openShells() {
  const read = () => JSON.parse(localStorage.getItem(KEY) ?? '{}');
  const write = (volume, until) => localStorage.setItem(KEY, JSON.stringify({ ...read(), [volume]: until }));
  return {
    isOpen: (volume) => (read()[volume] ?? 0) > Date.now(),
    opened: (volume) => write(volume, Date.now() + STAY_S * 1000),
    closed: (volume) => write(volume, 0),
  };
}
