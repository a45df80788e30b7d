import { fill, h } from './dom.js';
import { get } from './control.js';
import { downRules } from './acts.js';
import { installDrawer } from './drawer.js';
import { goLive } from './live.js';
import { installModals } from './modal.js';
import { installScene } from './scene.js';
import { installSidebar } from './sidebar.js';
import { go, listen, state } from './state.js';
import { installThread } from './thread.js';
import { installTimeline } from './timeline.js';

const RETRY_MS = 1000;

async function begin() {
  [state.users, state.channels] = await whoAndWhere();
  installSidebar();
  installTimeline();
  installThread();
  installModals();
  installScene();
  installDrawer();
  installBanner();
  installPanes();
  installKeys();
  followAddress();
  addEventListener('hashchange', followAddress);
  goLive();
}

/** The page may be open before the playground is: it waits. */
async function whoAndWhere() {
  for (;;) {
    try {
      const [users, channels] = await Promise.all([get('/playground/users'), get('/playground/channels')]);
      return [users.users ?? users, channels.channels ?? channels];
    } catch (failure) {
      fill(document.getElementById('timeline'), h('p', { class: 'empty' }, failure.message));
      await new Promise((resolve) => { setTimeout(resolve, RETRY_MS); });
    }
  }
}

/** `#USER/PLACE/THREAD`, so that a link or a reload comes back to the same view. */
function followAddress() {
  const [me, place, thread] = decodeURIComponent(location.hash.slice(1)).split('/');
  const known = (list, id) => list.find((each) => each.id === id)?.id;
  go({
    me: known(state.users, me) ?? state.me ?? state.users[0]?.id,
    place: ['dm', 'home'].includes(place) ? place : known(state.channels, place) ?? state.place ?? state.channels[0]?.id,
  });
  if (thread) {
    go({ thread });
  }
}

function installBanner() {
  const banner = document.getElementById('banner');
  listen(['connections', 'faults'], () => {
    const away = state.reachable && state.connections?.length === 0;
    banner.hidden = state.reachable && !away;
    banner.classList.toggle('bad', !state.reachable);
    fill(banner, !state.reachable ? 'The playground does not answer. This page looks again every second.'
      : away && downRules().length > 0 ? 'Slack is down for Sojourn. “Slack up again”, beside the picture, ends that.'
      : away ? ['Sojourn is not connected to this Slack. Start it with ', h('code', null, './mvnw'), '; its jobs go on from there.'] : []);
  });
}

/** On a narrow window one part is shown at a time. */
function installPanes() {
  const panes = [['people', 'People'], ['chat', 'Chat'], ['picture', 'Picture']];
  const buttons = panes.map(([name, title]) => h('button', { type: 'button', onclick: () => show(name) }, title));
  const show = (name) => {
    document.body.dataset.pane = name;
    panes.forEach(([each], index) => buttons[index].setAttribute('aria-pressed', String(each === name)));
  };
  fill(document.getElementById('panes'), buttons);
  show('chat');
  listen('place', () => show('chat'));
}

function installKeys() {
  addEventListener('keydown', (event) => {
    const typing = event.target.matches('input, textarea, select');
    if (event.key === 'Escape' && state.thread && !document.querySelector('dialog[open]')) {
      go({ thread: null });
    } else if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      document.getElementById('composer')?.focus();
    }
  });
}

begin();
