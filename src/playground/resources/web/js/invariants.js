import { fill, h } from './dom.js';
import { get } from './control.js';
import { coalesced } from './live.js';
import { listen } from './state.js';

const EVERY_MS = 2000;

/** What must always be true of the cloud, checked by the playground since it started. */
export function installInvariants(panel, note) {
  const refresh = coalesced(async () => {
    const { violations = [], checked = 0 } = await get('/playground/invariants');
    note(violations.length === 0 ? 'all hold' : `${violations.length} broken`, violations.length === 0 ? 'good' : 'bad');
    fill(panel,
      h('p', { class: violations.length === 0 ? 'verdict good' : 'verdict bad', 'data-testid': 'invariants' },
        violations.length === 0
          ? `✓ All hold: at most one attachment ever, no two writers, no untagged instance. Looked ${checked} times.`
          : `✗ ${violations.length} broken in ${checked} looks.`),
      h('ul', { class: 'violations' }, violations.map((violation) =>
        h('li', null, typeof violation === 'string' ? violation : h('pre', null, JSON.stringify(violation, null, 2))))));
  });
  let due = 0;
  const soon = () => {
    if (due === 0) {
      due = setTimeout(() => {
        due = 0;
        refresh().catch((failure) => note(failure.message, 'bad'));
      }, EVERY_MS);
    }
  };
  listen('cloud', soon);
  soon();
  return () => refresh().catch((failure) => note(failure.message, 'bad'));
}
