import { fill, h, reconcile } from './dom.js';
import { composer } from './composer.js';
import { pinned } from './pin.js';
import { follows, message, versionOf } from './message.js';
import { channelOf, go, keyOf, listen, messagesHere, repliesTo, state } from './state.js';

/** The side pane with one thread. */
export function installThread() {
  const pane = document.getElementById('thread');
  let shown = null;
  let list = null;
  let pin = null;

  function open() {
    list = h('div', { class: 'thread-list', role: 'log', 'aria-label': 'Replies', tabindex: 0 });
    pin = pinned(list);
    const where = channelOf(state.place);
    fill(pane,
      h('header', { class: 'pane-header' },
        h('h2', null, 'Thread'),
        h('span', { class: 'pane-sub' }, where ? `# ${where.name}` : 'Sojourn'),
        h('button', {
          type: 'button', class: 'icon', 'aria-label': 'Close the thread', 'data-testid': 'thread-close',
          onclick: () => go({ thread: null }),
        }, '×')),
      list,
      h('div', { class: 'composer-place' }, composer({ inThread: true })));
  }

  function draw() {
    const key = state.thread && `${keyOf(state.place)}/${state.thread}/${state.me}`;
    pane.hidden = !key;
    document.getElementById('shell').classList.toggle('has-thread', Boolean(key));
    if (!key) {
      shown = null;
      return;
    }
    const fresh = shown !== key;
    if (fresh) {
      shown = key;
      open();
    }
    const follow = fresh || pin.holds();
    const items = itemsOf(state.thread);
    reconcile(list, items, (item) => item.key, (item) => item.version, (item) => item.draw());
    if (follow) {
      pin.toEnd();
    }
  }

  listen(['messages', 'place'], draw);
}

function itemsOf(ts) {
  const root = messagesHere().find((each) => each.ts === ts);
  const notices = state.notices
    .filter((each) => each.thread === ts && each.place === keyOf(state.place) && each.user === state.me)
    .map((each) => ({ ...each, user: 'USLACKBOT', ephemeral_to: state.me, thread_ts: ts }));
  const replies = [...repliesTo(ts), ...notices].sort((a, b) => a.ts.localeCompare(b.ts));
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  const items = root ? [
    { key: root.ts, version: versionOf(root, false, true), draw: () => message(root, { inThread: true }) },
    { key: 'count', version: count, draw: () => h('div', { class: 'reply-count', role: 'separator' }, h('span', null, count)) },
  ] : [];
  let previous = null;
  for (const each of replies) {
    const compact = follows(previous, each);
    items.push({
      key: each.ts, version: versionOf(each, compact, true), draw: () => message(each, { compact, inThread: true }),
    });
    previous = each;
  }
  return items;
}
