import { post } from './control.js';
import { fill, h } from './dom.js';
import { avatar } from './message.js';
import { complain } from './toast.js';
import { firstName, go, listen, state, unread } from './state.js';

/** Whom to act as, and where to look. */
export function installSidebar() {
  const sidebar = document.getElementById('sidebar');
  listen(['place', 'messages', 'unread', 'connections'], () => draw(sidebar));
}

function draw(sidebar) {
  const focused = document.activeElement?.dataset?.focus;
  fill(sidebar,
    h('div', { class: 'brand' }, h('span', { class: 'brand-mark', 'aria-hidden': 'true' }), h('span', null, 'Playground')),
    h('section', null,
      h('h2', { id: 'act-as' }, 'Act as'),
      h('div', { class: 'people', role: 'group', 'aria-labelledby': 'act-as' }, state.users.map(person))),
    h('section', null,
      h('h2', null, 'Channels'),
      h('ul', null, state.channels.map((channel) => entry(channel.id, '#', channel.name, unread(channel.id))))),
    h('section', null,
      h('h2', null, 'Sojourn'),
      h('ul', null,
        entry('dm', '✉', 'Direct messages', unread(`dm:${state.me}`)),
        entry('home', '⌂', 'Home tab', 0),
        shortcut('sojourn-new-build', 'New build…'))));
  if (focused) {
    sidebar.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }
}

function person(user) {
  const mine = user.id === state.me;
  const waiting = mine ? 0 : unread(`dm:${user.id}`, user.id);
  return h('button', {
    type: 'button', class: 'person', 'aria-pressed': String(mine), 'data-testid': `act-as-${user.id}`,
    'data-focus': user.id, onclick: () => go({ me: user.id }),
  },
  avatar(user.id),
  h('span', { class: 'person-name' }, firstName(user), h('span', { class: 'person-role' }, (user.roles ?? []).join(', '))),
  badge(waiting, 'new direct messages'));
}

function entry(place, sign, name, count) {
  const waiting = state.place === place ? 0 : count;
  return h('li', null, h('button', {
    type: 'button', class: `entry${waiting > 0 ? ' unread' : ''}`, 'aria-current': state.place === place ? 'page' : null,
    'data-testid': `place-${place}`, 'data-focus': place, onclick: () => go({ place }),
  }, h('span', { class: 'sign', 'aria-hidden': 'true' }, sign), h('span', { class: 'entry-name' }, name),
  badge(waiting, 'unread')));
}

/** In Slack it is found in the shortcuts menu and by searching. */
function shortcut(id, name) {
  return h('li', null, h('button', {
    type: 'button', class: 'entry', 'data-testid': `shortcut-${id}`, 'data-focus': id,
    onclick: () => { post('/playground/shortcuts', { user: state.me, callback_id: id }).catch(complain); },
  }, h('span', { class: 'sign', 'aria-hidden': 'true' }, '⚡'), h('span', { class: 'entry-name' }, name)));
}

function badge(count, words) {
  return count > 0 && h('span', { class: 'badge', 'aria-label': `${count} ${words}` }, String(count));
}
