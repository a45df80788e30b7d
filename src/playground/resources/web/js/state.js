/** What the page knows, and who wants to hear when it changes. */
export const state = {
  users: [],
  channels: [],
  me: null,
  /** A channel id, `dm` (my messages with Sojourn) or `home` (Sojourn's Home tab). */
  place: null,
  /** The root's ts of the open thread, or null. */
  thread: null,
  /** place key -> messages, oldest first. A key is a channel id or `dm:USER`. */
  messages: new Map(),
  /** place key -> ts of the last message that was seen there; remembered across reloads. */
  seen: new Map(Object.entries(JSON.parse(localStorage.getItem('sojourn-playground-seen') ?? '{}'))),
  /** Words of Slack itself to this person, which no bot sent: `{place, thread, user, ts, text}`. */
  notices: [],
  views: { modals: [], home: null },
  cloud: { instances: [], volumes: [] },
  connections: null,
  faults: { rules: [], held: [] },
  reachable: true,
};

const listeners = new Map();

export function listen(topics, listener) {
  for (const topic of [topics].flat()) {
    listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
  }
}

export function announce(topic) {
  for (const listener of listeners.get(topic) ?? []) {
    listener();
  }
}

export const isChannel = (place) => place !== 'dm' && place !== 'home';
export const keyOf = (place, user = state.me) => (place === 'dm' ? `dm:${user}` : place);
export const messagesHere = () => state.messages.get(keyOf(state.place)) ?? [];
export const userOf = (id) => state.users.find((user) => user.id === id);
export const channelOf = (id) => state.channels.find((channel) => channel.id === id);
export const firstName = (user) => user.full_name?.split(' ')[0] ?? user.name;
export const nameOf = (id) => (userOf(id) ? firstName(userOf(id)) : null) ?? (id === 'USLACKBOT' ? 'Slackbot' : id ? 'Sojourn' : 'Someone');
export const visible = (message, user = state.me) => !message.ephemeral_to || message.ephemeral_to === user;
export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;
export const isBroadcast = (message) => message.subtype === 'thread_broadcast' || message.reply_broadcast === true;

export function repliesTo(ts) {
  return messagesHere().filter((message) => isReply(message) && message.thread_ts === ts && visible(message));
}

export function markSeen(key = keyOf(state.place)) {
  const last = (state.messages.get(key) ?? []).at(-1);
  if (last) {
    see(key, last.ts);
  }
}

/** A channel is old news to a page that was never open; what somebody was told directly waits until they read it. */
export function meet(key) {
  if (!state.seen.has(key)) {
    see(key, key.startsWith('dm:') ? '0' : (state.messages.get(key) ?? []).at(-1)?.ts ?? '0');
  }
}

function see(key, ts) {
  if (state.seen.get(key) !== ts) {
    state.seen.set(key, ts);
    localStorage.setItem('sojourn-playground-seen', JSON.stringify(Object.fromEntries(state.seen)));
  }
}

/** How many messages for this person came after the last one seen. */
export function unread(key, user = state.me) {
  const messages = state.messages.get(key) ?? [];
  const seen = state.seen.get(key) ?? '0';
  return messages.filter((message) => message.ts > seen && visible(message, user) && message.user !== user
    && (!isReply(message) || isBroadcast(message) || key.startsWith('dm:'))).length;
}

export function notice(text) {
  state.notices.push({
    place: keyOf(state.place), thread: state.thread, user: state.me, ts: (Date.now() / 1000).toFixed(6), text,
  });
  announce('messages');
}

export function go(change) {
  const moved = (change.place && change.place !== state.place) || (change.me && change.me !== state.me);
  Object.assign(state, moved ? { thread: null } : {}, change);
  const hash = `#${state.me}/${state.place}${state.thread ? `/${state.thread}` : ''}`;
  if (location.hash !== hash) {
    history.replaceState(null, '', hash);
  }
  announce('place');
}
