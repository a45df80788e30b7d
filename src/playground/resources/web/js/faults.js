import { fill, h } from './dom.js';
import { remove } from './control.js';
import { listen, state } from './state.js';
import { complain } from './toast.js';

/** The rules that make calls go wrong, and the calls that they hold. */
export function installFaults(panel, note) {
  const clear = (path) => remove(path).catch(complain);

  function draw() {
    const { rules, held } = state.faults;
    note([rules.length > 0 && `${rules.length} active`, held.length > 0 && `${held.length} held`].filter(Boolean).join(', ')
      || 'none', rules.length > 0 ? 'bad' : '');
    if (panel.hidden) {
      return;
    }
    fill(panel,
      h('div', { class: 'panel-bar' },
        h('p', null, rules.length === 0 ? 'No rule is active. The buttons beside the picture add some; tests add more by ' : 'Rules: '),
        rules.length === 0 && h('code', null, 'POST /playground/faults'),
        h('span', { class: 'spacer' }),
        rules.length > 0 && h('button', {
          type: 'button', class: 'button danger small', 'data-testid': 'faults-clear', onclick: () => clear('/playground/faults'),
        }, 'Clear all')),
      rules.length > 0 && h('div', { class: 'table-scroll' }, h('table', { class: 'grid', 'data-testid': 'faults' },
        h('thead', null, h('tr', null, ['Rule', 'Call', 'What happens', 'When', 'Hits', ''].map((title) =>
          h('th', { scope: 'col' }, title)))),
        h('tbody', null, rules.map((rule) => h('tr', null,
          h('td', null, rule.id),
          h('td', null, h('code', null, `${rule.service} ${rule.action}`)),
          h('td', null, [rule.mode, rule.code, rule.http_status, rule.delay_ms && `${rule.delay_ms} ms`].filter(Boolean).join(' ')),
          h('td', null, when(rule)),
          h('td', null, String(rule.hits ?? 0)),
          h('td', null, h('button', {
            type: 'button', class: 'button small', 'aria-label': `Clear ${rule.id}`,
            onclick: () => clear(`/playground/faults/${encodeURIComponent(rule.id)}`),
          }, 'Clear'))))))),
      held.length > 0 && [h('h4', null, 'Held calls'), h('ul', null, held.map((call) =>
        h('li', null, h('code', null, `${call.service ?? ''} ${call.action ?? ''}`), ` by ${call.id}, since ${call.since ?? '?'}`)))]);
  }

  listen('faults', draw);
  return draw;
}

function when(rule) {
  const match = Object.entries(rule.match ?? {}).map(([name, value]) => `${name} = ${value}`);
  return [rule.times < 0 ? 'until cleared' : `${rule.times ?? 1} ×`, rule.after > 0 && `after ${rule.after}`, ...match]
    .filter(Boolean).join(', ');
}
