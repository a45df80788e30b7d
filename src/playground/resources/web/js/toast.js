import { h } from './dom.js';

/** A short line in the corner: what a button did, or why it could not. */
export function say(text, kind = 'info') {
  const toast = h('div', { class: `toast toast-${kind}`, 'data-testid': 'toast' },
    h('span', null, text),
    h('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss', onclick: () => toast.remove() }, '×'));
  document.getElementById('toasts').append(toast);
  setTimeout(() => toast.remove(), kind === 'error' ? 12_000 : 6_000);
}

export function complain(failure) {
  say(failure.message, 'error');
}
