import { h } from './dom.js';
import { suggest } from './composer.js';
import { announce, isChannel, state } from './state.js';

const KEY = 'sojourn-playground-hint';
const EXAMPLES = [
  ['/llvm-build main', 'build the branch main on a big machine'],
  ['/llvm-build main --dry-run', 'only say what it would do and cost'],
  ['/llvm-build .', 'build exactly what Ann has, uncommitted work included'],
  ['/llvm-build . --volume keep', 'the same of her tree on the host’s own disk, which stays usable all the while'],
  ['/llvm-build help', 'everything else that it understands'],
  ['@sojourn status', 'the same by mention, also inside threads'],
];

/** For a first visit, and wherever a channel is still empty. Returns how to draw it, or nothing. */
export function hint(empty) {
  const dismissed = localStorage.getItem(KEY) === 'dismissed';
  return isChannel(state.place) && (empty || !dismissed) ? draw : undefined;
}

function draw() {
  return h('section', { class: 'hint', 'aria-label': 'How to begin' },
    h('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss this hint', onclick: dismiss }, '×'),
    h('h3', null, 'Try it'),
    h('p', null, 'Nothing here reaches the internet: this Slack and the cloud beside it run on your machine. ',
      'Click a line, press Enter, and watch the volume travel.'),
    h('ul', null, EXAMPLES.map(([text, about]) => h('li', null,
      h('button', { type: 'button', class: 'example', onclick: () => suggest(text) }, text), h('span', null, about)))));
}

/** Whoever has sent something needs no hint any more. */
export function dismiss() {
  localStorage.setItem(KEY, 'dismissed');
  announce('messages');
}
