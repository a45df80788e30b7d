import { get, query } from './control.js';
import { announce, keyOf, listen, meet, state } from './state.js';

/** At most one run at a time; asks during a run cause exactly one more. */
export function coalesced(work) {
  let running = null;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await work();
      } while (again);
    })();
    try {
      return await running;
    } finally {
      running = null;
    }
  };
}

const listed = (answer, field) => (Array.isArray(answer) ? answer : answer[field] ?? []);

async function fetchMessages(key) {
  const at = key.startsWith('dm:') ? { user: key.slice(3) } : { channel: key };
  const messages = listed(await get(`/playground/messages?${query(at)}`), 'messages');
  state.messages.set(key, messages);
  meet(key);
}

const here = coalesced(async () => {
  if (state.place !== 'home') {
    await fetchMessages(keyOf(state.place));
    announce('messages');
  }
});

/** The places that are not on screen only feed the unread badges. */
const elsewhere = coalesced(async () => {
  const keys = [...state.channels.map((channel) => channel.id), ...state.users.map((user) => `dm:${user.id}`)];
  for (const key of keys) {
    if (key !== keyOf(state.place)) {
      await fetchMessages(key);
    }
  }
  announce('unread');
});

const views = coalesced(async () => {
  state.views = await get(`/playground/views?${query({ user: state.me })}`);
  announce('views');
});

const cloud = coalesced(async () => {
  state.cloud = await get('/playground/cloud');
  announce('cloud');
});

const connections = coalesced(async () => {
  state.connections = listed(await get('/playground/connections'), 'connections');
  announce('connections');
});

const faults = coalesced(async () => {
  const answer = await get('/playground/faults');
  state.faults = Array.isArray(answer)
    ? { rules: answer, held: [] }
    : { rules: answer.rules ?? answer.faults ?? [], held: answer.held ?? [] };
  announce('faults');
});

let later = 0;

function elsewhereSoon() {
  if (later === 0) {
    later = setTimeout(() => {
      later = 0;
      quietly(elsewhere);
    }, 1500);
  }
}

/** A failed refresh shows as the banner; the event stream's next opening refreshes everything again. */
async function quietly(refresh) {
  try {
    await refresh();
    reach(true);
  } catch (failure) {
    console.warn(failure);
    reach(failure.status !== undefined);
  }
}

function reach(reachable) {
  if (state.reachable !== reachable) {
    state.reachable = reachable;
    announce('connections');
  }
}

const topics = {
  messages: () => { quietly(here); elsewhereSoon(); },
  views: () => quietly(views),
  cloud: () => quietly(cloud),
  faults: () => quietly(faults),
  connections: () => quietly(connections),
  traffic: () => announce('traffic'),
};

export function refreshAll() {
  Object.values(topics).forEach((refresh) => refresh());
}

/** Mounts and meters change inside the machines, where no event comes from. */
const LOOK_MS = 1000;

export function goLive() {
  listen('place', () => {
    quietly(here);
    quietly(views);
  });
  setInterval(() => {
    if (state.reachable && document.visibilityState === 'visible') {
      topics.cloud();
    }
  }, LOOK_MS);
  const stream = new EventSource('/playground/live');
  stream.addEventListener('open', refreshAll);
  stream.addEventListener('error', () => reach(false));
  for (const [topic, refresh] of Object.entries(topics)) {
    stream.addEventListener(topic, refresh);
  }
}

