import { fill, h, reconcile } from './dom.js';
import { composer } from './composer.js';
import { hint } from './hint.js';
import { home } from './home.js';
import { pinned } from './pin.js';
import { follows, message, versionOf } from './message.js';
import {
  channelOf, isBroadcast, isChannel, isReply, keyOf, listen, markSeen, messagesHere, nameOf, state, visible,
} from './state.js';
import { day, dayKey, ofTs } from './time.js';

/** The middle of the page: a channel, a person's messages with Sojourn, or the Home tab. */
export function installTimeline() {
  const place = document.getElementById('timeline');
  const jump = document.getElementById('jump');
  let shown = null;
  let last = '0';

  const pin = pinned(place);
  const toEnd = () => {
    pin.toEnd();
    jump.hidden = true;
  };

  function draw() {
    const key = keyOf(state.place);
    const moved = shown !== `${key}/${state.me}`;
    if (moved) {
      reconcile(place, [], String, String, String);
      fill(place);
      shown = `${key}/${state.me}`;
      last = '0';
      header();
      fill(document.getElementById('composer-place'), composer({ inThread: false }));
    }
    if (state.place === 'home') {
      home(place, moved);
      return;
    }
    const items = itemsHere();
    reconcile(place, items, (item) => item.key, (item) => item.version, (item) => item.draw());
    const newest = items.at(-1)?.ts ?? '0';
    if (moved || pin.holds()) {
      toEnd();
    } else if (newest > last) {
      jump.hidden = false;
    }
    last = newest;
    if (document.visibilityState === 'visible') {
      markSeen();
    }
  }

  jump.addEventListener('click', toEnd);
  place.addEventListener('scroll', () => {
    if (pin.holds()) {
      jump.hidden = true;
    }
  });
  listen(['messages', 'place', 'views'], draw);
  listen('connections', header);
}

/** Messages, Slack's own notices and the lines between days, in order. */
function itemsHere() {
  const key = keyOf(state.place);
  const messages = messagesHere().filter((each) => visible(each) && (!isReply(each) || isBroadcast(each)));
  const notices = state.notices.filter((each) => each.place === key && each.user === state.me && !each.thread)
    .map((each) => ({ ...each, user: 'USLACKBOT', ephemeral_to: state.me }));
  const items = [{ key: 'intro', version: key, ts: '0', draw: intro }];
  let previous = null;
  for (const each of [...messages, ...notices].sort((a, b) => a.ts.localeCompare(b.ts))) {
    const date = ofTs(each.ts);
    if (!previous || dayKey(ofTs(previous.ts)) !== dayKey(date)) {
      items.push({ key: dayKey(date), version: day(date), ts: each.ts, draw: () => divider(date) });
    }
    const compact = follows(previous, each);
    items.push({ key: each.ts, version: versionOf(each, compact, false), ts: each.ts, draw: () => message(each, { compact }) });
    previous = each;
  }
  const guide = hint(messages.length === 0);
  return guide ? [...items, { key: 'hint', version: `${key}`, ts: '0', draw: guide }] : items;
}

const divider = (date) => h('div', { class: 'day', role: 'separator' }, h('span', null, day(date)));

function intro() {
  return h('div', { class: 'intro' }, isChannel(state.place)
    ? [h('h2', null, `# ${channelOf(state.place)?.name ?? state.place}`), h('p', null, channelWords())]
    : [h('h2', null, 'Sojourn'), h('p', null, `What Sojourn writes to ${nameOf(state.me)} alone.`)]);
}

function channelWords() {
  const { name, has_bot: hasBot } = channelOf(state.place) ?? {};
  if (hasBot === false) {
    return 'Nobody has invited Sojourn to this channel: /invite @sojourn would.';
  }
  return name === 'general' ? 'Sojourn is a member here, but its policy allows no builds in this channel.'
    : 'Builds are asked for here. Everyone in the channel sees them.';
}

function header() {
  const titles = { dm: 'Sojourn', home: 'Sojourn · Home' };
  const title = titles[state.place] ?? `# ${channelOf(state.place)?.name ?? state.place}`;
  const connected = (state.connections ?? []).length;
  fill(document.getElementById('chat-header'),
    h('h1', null, title),
    h('span', { class: `presence ${connected > 0 ? 'online' : 'offline'}`, 'data-testid': 'presence' },
      connected > 0 ? `Sojourn is connected${connected > 1 ? ` (${connected} times)` : ''}` : 'Sojourn is not connected'));
}
