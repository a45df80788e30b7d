import { h } from './dom.js';
import { textOf } from './blocks.js';

/** Asks as Slack does before a button that has a `confirm`. Resolves to true only for the confirming button. */
export function askConfirm(confirm) {
  return new Promise((resolve) => {
    const dialog = h('dialog', { class: 'dialog confirm', 'data-testid': 'confirm', 'aria-labelledby': 'confirm-title' },
      h('h2', { id: 'confirm-title' }, textOf(confirm.title)),
      h('div', { class: 'dialog-body' }, textOf(confirm.text)),
      h('div', { class: 'dialog-actions' },
        h('button', { type: 'button', class: 'button', 'data-testid': 'confirm-deny', onclick: () => dialog.close() },
          textOf(confirm.deny) || 'Cancel'),
        h('button', {
          type: 'button',
          class: `button ${confirm.style === 'danger' ? 'danger' : 'primary'}`,
          'data-testid': 'confirm-ok',
          autofocus: true,
          onclick: () => dialog.close('ok'),
        }, textOf(confirm.confirm) || 'OK')));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'ok');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
