import { fill, h } from './dom.js';
import { installFaults } from './faults.js';
import { installInvariants } from './invariants.js';
import { installTraffic } from './traffic.js';

/** The foot of the page: traffic, invariants, faults. Closed, it still shows one line of each. */
export function installDrawer() {
  const drawer = document.getElementById('drawer');
  const panels = [
    ['traffic', 'Traffic', installTraffic],
    ['invariants', 'Invariants', installInvariants],
    ['faults', 'Faults', installFaults],
  ];
  const body = h('div', { class: 'drawer-body', id: 'drawer-body' });
  const tabs = panels.map(([name, title]) => h('button', {
    type: 'button', class: 'drawer-tab', 'data-testid': `drawer-${name}`, 'aria-expanded': 'false',
    'aria-controls': `panel-${name}`, onclick: () => toggle(name),
  }, h('span', null, title), h('span', { class: 'drawer-note' })));
  const close = h('button', {
    type: 'button', class: 'icon', 'aria-label': 'Close the drawer', hidden: true, onclick: () => toggle(null),
  }, '×');
  const watchers = new Map();
  let open = null;

  panels.forEach(([name, title, install], index) => {
    const panel = h('div', { class: 'panel', id: `panel-${name}`, role: 'region', 'aria-label': title, hidden: true });
    body.append(panel);
    const note = tabs[index].querySelector('.drawer-note');
    watchers.set(name, install(panel, (words, kind) => {
      note.textContent = words;
      note.className = `drawer-note ${kind ?? ''}`;
    }));
  });

  function toggle(name) {
    open = name === open ? null : name;
    drawer.classList.toggle('open', open !== null);
    close.hidden = open === null;
    panels.forEach(([each], index) => {
      tabs[index].setAttribute('aria-expanded', String(each === open));
      document.getElementById(`panel-${each}`).hidden = each !== open;
    });
    if (open) {
      watchers.get(open)();
    }
  }

  fill(drawer, h('div', { class: 'drawer-tabs' }, tabs, h('span', { class: 'spacer' }), close), body);
}
