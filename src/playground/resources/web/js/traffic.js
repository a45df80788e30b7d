import { fill, h, reconcile } from './dom.js';
import { get } from './control.js';
import { coalesced } from './live.js';
import { listen } from './state.js';
import { timeWithSeconds } from './time.js';

const KEPT = 2000;
const SHOWN = 300;

/** Every call between the bot and its two worlds, newest first. Returns what to do when the panel opens. */
export function installTraffic(panel, note) {
  const services = new Set(['slack', 'ec2', 'ssm']);
  const search = h('input', {
    class: 'input', type: 'search', placeholder: 'Filter: action, id, word…', 'aria-label': 'Filter the traffic',
    'data-testid': 'traffic-filter',
  });
  const pause = h('input', { type: 'checkbox', id: 'traffic-pause' });
  const list = h('div', { class: 'calls', role: 'group', 'aria-label': 'Calls, newest first' });
  const detail = h('div', { class: 'call-detail', 'data-testid': 'traffic-detail', tabindex: 0 },
    h('p', { class: 'empty' }, 'Choose a call to see what was asked and answered.'));
  let entries = [];
  let last = 0;
  let chosen = null;

  fill(panel,
    h('div', { class: 'panel-bar' }, search,
      [...services].map((service) => {
        const box = h('input', { type: 'checkbox', checked: true });
        box.addEventListener('change', () => {
          services[box.checked ? 'add' : 'delete'](service);
          draw();
        });
        return h('label', { class: 'choice' }, box, service === 'slack' ? 'Slack' : service.toUpperCase());
      }),
      h('label', { class: 'choice' }, pause, 'Hold still')),
    h('div', { class: 'panel-split' }, list, detail));

  const fetchNew = coalesced(async () => {
    const answer = await get(`/playground/traffic?since=${last}`);
    const fresh = (Array.isArray(answer) ? answer : answer.entries ?? []).filter((entry) => entry.n > last);
    if (fresh.length > 0) {
      last = fresh.at(-1).n;
      entries = [...entries, ...fresh].slice(-KEPT);
      const faulty = fresh.some((entry) => entry.fault);
      note(`${fresh.at(-1).service} ${fresh.at(-1).action}`, faulty ? 'bad' : '');
      draw();
    }
  });

  function draw() {
    if (panel.hidden || pause.checked) {
      return;
    }
    const wanted = search.value.trim().toLowerCase();
    const fitting = entries.filter((entry) => services.has(entry.service)
      && (wanted === '' || JSON.stringify(entry).toLowerCase().includes(wanted)));
    reconcile(list, fitting.slice(-SHOWN).reverse(), (entry) => entry.n, (entry) => `${entry.n}/${entry.n === chosen}`, row);
  }

  function row(entry) {
    const bad = entry.status >= 400 || entry.fault || entry.response?.ok === false;
    return h('button', {
      type: 'button', class: `call${bad ? ' bad' : ''}`, 'data-testid': 'call', 'data-focus': entry.n,
      'aria-current': entry.n === chosen ? 'true' : null, onclick: () => choose(entry),
    },
    h('span', { class: 'call-time' }, timeWithSeconds(new Date(entry.at))),
    h('span', { class: `call-service service-${entry.service}` }, entry.service),
    h('span', { class: 'call-way', title: entry.direction === 'out' ? 'to the bot' : 'from the bot' },
      entry.direction === 'out' ? '→ bot' : 'bot →'),
    h('span', { class: 'call-action' }, entry.action),
    entry.fault && h('span', { class: 'pill pill-fault' }, entry.fault),
    h('span', { class: 'call-status' }, entry.status || '–'),
    h('span', { class: 'call-ms' }, `${Math.round(entry.ms)} ms`));
  }

  function choose(entry) {
    chosen = entry.n;
    fill(detail,
      h('h3', null, `${entry.service} ${entry.action}`),
      h('p', { class: 'call-facts' }, [`call ${entry.n}`, new Date(entry.at).toLocaleString(), `status ${entry.status || 'none'}`,
        `${Number(entry.ms).toFixed(1)} ms`, entry.client && `client ${entry.client}`, entry.fault && `struck by ${entry.fault}`]
        .filter(Boolean).join(' · ')),
      h('h4', null, 'Parameters'), json(entry.parameters),
      h('h4', null, 'Response'), json(entry.response));
    detail.scrollTop = 0;
    draw();
  }

  search.addEventListener('input', draw);
  pause.addEventListener('change', draw);
  listen('traffic', () => fetchNew().catch(console.warn));
  return draw;
}

/** Strings that hold JSON or XML are opened up, since that is how Slack's forms and EC2's answers look. */
function json(value) {
  if (value === null || value === undefined) {
    return h('p', { class: 'empty' }, 'none');
  }
  const opened = typeof value === 'string' ? value
    : JSON.stringify(value, (_, each) => (typeof each === 'string' && /^[[{]/.test(each) ? parsed(each) : each), 2);
  return h('pre', null, opened);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
