import { fill, h } from './dom.js';
import { blocks, textOf } from './blocks.js';
import { post } from './control.js';
import { complaints, showErrors, valuesOf } from './inputs.js';
import { listen, state } from './state.js';
import { complain, say } from './toast.js';

/** The top of this person's stack of modals. What was typed survives an update of the view, as in Slack. */
export function installModals() {
  const dialog = h('dialog', { class: 'dialog modal', 'aria-labelledby': 'modal-title' });
  document.body.append(dialog);
  let version = '';
  let current = null;
  let fields = [];
  let errors = {};

  function draw() {
    const view = (state.views.modals ?? []).at(-1) ?? null;
    const next = view ? JSON.stringify([view, state.views.modals.length]) : '';
    if (next === version) {
      return;
    }
    const typed = current?.id === view?.id ? fields : [];
    errors = view?.errors ?? {};
    version = next;
    current = view;
    fields = [];
    if (!view) {
      dialog.close();
      return;
    }
    show(view, typed);
  }

  function show(view, typed) {
    const focused = document.activeElement?.dataset?.actionId;
    dialog.dataset.viewId = view.id;
    dialog.dataset.testid = 'modal';
    const form = h('form', { novalidate: true },
      h('header', { class: 'pane-header' },
        state.views.modals.length > 1 && h('button', {
          type: 'button', class: 'icon', 'aria-label': 'Back', onclick: () => leave(),
        }, '‹'),
        h('h2', { id: 'modal-title' }, textOf(view.title)),
        h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: () => leave() }, '×')),
      h('div', { class: 'dialog-body' }, blocks(view.blocks, { where: { view_id: view.id }, fields })),
      h('div', { class: 'dialog-actions' },
        h('button', { type: 'button', class: 'button', 'data-testid': 'modal-close', onclick: () => leave() },
          textOf(view.close) || 'Close'),
        view.submit && h('button', { type: 'submit', class: 'button primary', 'data-testid': 'modal-submit' },
          textOf(view.submit))));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submit(form, view);
    });
    fill(dialog, form);
    for (const { block, action, read } of typed) {
      fields.find((each) => each.block === block && each.action === action)?.write(read());
    }
    showErrors(form, errors);
    if (!dialog.open) {
      dialog.showModal();
    }
    const again = [...dialog.querySelectorAll('[data-action-id]')].find((node) => node.dataset.actionId === focused);
    (again ?? dialog.querySelector('input, textarea, select'))?.focus();
  }

  async function submit(form, view) {
    errors = complaints(fields);
    showErrors(form, errors);
    if (Object.keys(errors).length > 0) {
      return;
    }
    const button = form.querySelector('[type=submit]');
    button.disabled = true;
    button.classList.add('busy');
    try {
      const answer = await post('/playground/views', {
        user: state.me, view_id: view.id, values: valuesOf(fields), action: 'submit',
      });
      if (answer.problem) {
        say(answer.problem, 'error');
      }
    } catch (failure) {
      complain(failure);
    } finally {
      button.disabled = false;
      button.classList.remove('busy');
    }
  }

  async function leave() {
    if (current) {
      await post('/playground/views', { user: state.me, view_id: current.id, values: {}, action: 'close' }).catch(complain);
    }
  }

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    leave();
  });
  listen('views', draw);
}
