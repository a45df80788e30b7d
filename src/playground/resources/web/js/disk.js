import { h, svg } from './dom.js';
import { seesMounts, volumeName, volumeWords } from './world.js';

/** One volume, drawn as a disk that can move. */
export function disk(volume, index) {
  const tint = index % 4;
  return h('div', { class: `disk disk-${tint}`, 'data-testid': `volume-${volume.id}`, role: 'img' },
    svg('svg', { viewBox: '0 0 48 40', width: 48, height: 40, 'aria-hidden': 'true' },
      svg('path', { class: 'disk-side', d: 'M2 9v21c0 4.400 9.800 8 22 8s22-3.600 22-8V9' }),
      svg('path', { class: 'disk-ring', d: 'M2 19.500c0 4.400 9.800 8 22 8s22-3.600 22-8' }),
      svg('ellipse', { class: 'disk-top', cx: 24, cy: 9, rx: 22, ry: 8 }),
      svg('circle', { class: 'disk-light', cx: 39, cy: 31, r: 2 })),
    h('span', { class: 'disk-name' }),
    h('span', { class: 'disk-words' }));
}

/** Shows the volume's state on its disk. */
export function dress(node, volume, place, cloud) {
  const words = volumeWords(place, cloud);
  node.dataset.place = place.place;
  node.dataset.state = place.state;
  node.dataset.mounted = seesMounts(cloud) ? String(place.mounted) : 'unknown';
  node.dataset.instance = place.machine ?? '';
  node.querySelector('.disk-name').textContent = volumeName(volume);
  node.querySelector('.disk-words').textContent = words;
  node.title = `${volume.id}: ${volume.state}, ${words}${place.mounted ? ` on ${volume.mount}` : ''}`;
  const machine = (cloud.instances ?? []).find((instance) => instance.id === place.machine);
  node.setAttribute('aria-label', `Volume ${volumeName(volume)}: ${
    place.place === 'transit' ? 'on its way' : `at ${place.place} ${machine?.type ?? ''}`}, ${words}`);
}
