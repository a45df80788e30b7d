import { h } from './dom.js';
import { blocks } from './blocks.js';
import { mrkdwn, plain } from './mrkdwn.js';
import { go, isBroadcast, isReply, messagesHere, nameOf, repliesTo, state, userOf } from './state.js';
import { bytes, day, full, ofTs, time, timeShort } from './time.js';

/** One message as Slack shows it. `compact` leaves out the head, after another one of the same author. */
export function message(given, { compact = false, inThread = false } = {}) {
  const date = ofTs(given.ts);
  return h('article', {
    class: `message${compact ? ' compact' : ''}${given.ephemeral_to ? ' ephemeral' : ''}`,
    'data-testid': 'message',
    'data-ts': given.ts,
    'data-ephemeral': given.ephemeral_to ? 'true' : null,
  },
  compact ? h('span', { class: 'gutter-time', title: full(date) }, timeShort(date)) : avatar(given.user),
  h('div', { class: 'message-body' },
    !compact && h('div', { class: 'message-head' },
      h('span', { class: 'author' }, nameOf(given.user ?? 'bot')),
      !userOf(given.user) && h('span', { class: 'app-badge' }, 'APP'),
      h('time', { class: 'message-time', title: full(date) }, time(date)),
      given.blocks?.length > 0 && edited(given)),
    given.ephemeral_to && h('div', { class: 'only-you' }, '👁 Only visible to you'),
    !inThread && isReply(given) && broadcastHead(given),
    body(given),
    (compact || !given.blocks?.length) && edited(given),
    (given.files ?? []).map(file),
    !inThread && !isReply(given) && threadSummary(given)));
}

/** What a message's drawing depends on; a new drawing is made only when this changes. */
export function versionOf(given, compact, inThread) {
  const replies = inThread || isReply(given) ? [] : repliesTo(given.ts).map((reply) => reply.ts);
  return JSON.stringify([given, compact, state.me, replies]);
}

export function follows(previous, next) {
  return Boolean(previous) && previous.user === next.user && !isBroadcast(next) && !next.blocks?.length
    && !previous.ephemeral_to === !next.ephemeral_to && Number(next.ts) - Number(previous.ts) < 300
    && ofTs(previous.ts).toDateString() === ofTs(next.ts).toDateString();
}

export function avatar(id) {
  const name = nameOf(id ?? 'bot');
  const tint = userOf(id) ? state.users.findIndex((user) => user.id === id) % 4 : id === 'USLACKBOT' ? 'slackbot' : 'bot';
  return h('span', { class: `avatar tint-${tint}`, 'aria-hidden': 'true' }, name.slice(0, 1));
}

function body(given) {
  if (given.blocks?.length > 0) {
    return h('div', { class: 'message-blocks' },
      blocks(given.blocks, { where: { channel: given.channel ?? state.place, message_ts: given.ts } }));
  }
  return h('div', { class: 'message-text' }, given.mrkdwn === false ? given.text : mrkdwn(given.text));
}

const edited = (given) => given.edited && h('span', {
  class: 'edited', title: given.edited.ts ? `Edited ${full(ofTs(given.edited.ts))}` : 'Edited',
}, '(edited)');

function file(given) {
  return h('a', {
    class: 'file', href: `/playground/files/${encodeURIComponent(given.id)}`, download: given.name ?? '',
    'data-testid': 'file',
  },
  h('span', { class: 'file-icon', 'aria-hidden': 'true' }, '📄'),
  h('span', null,
    h('span', { class: 'file-name' }, given.title || given.name || given.id),
    h('span', { class: 'file-size' }, [given.name !== given.title && given.title && given.name, bytes(given.size)]
      .filter(Boolean).join(' · '))),
  h('span', { class: 'file-get' }, 'Download'));
}

function broadcastHead(given) {
  const root = messagesHere().find((candidate) => candidate.ts === given.thread_ts);
  return h('button', { type: 'button', class: 'broadcast-head', onclick: () => go({ thread: given.thread_ts }) },
    'replied to a thread: ', h('span', null, root ? plain(root.text).slice(0, 90) : 'an earlier message'));
}

function threadSummary(given) {
  const replies = repliesTo(given.ts).filter((reply) => !reply.ephemeral_to);
  if (replies.length === 0) {
    return null;
  }
  const last = ofTs(replies.at(-1).ts);
  return h('button', {
    type: 'button', class: 'thread-summary', 'data-testid': 'thread-summary', 'data-focus': `thread-${given.ts}`,
    onclick: () => go({ thread: given.ts }),
  },
  h('span', { class: 'thread-faces', 'aria-hidden': 'true' },
    [...new Set(replies.map((reply) => reply.user))].slice(0, 3).map(avatar)),
  h('span', { class: 'thread-count' }, replies.length === 1 ? '1 reply' : `${replies.length} replies`),
  h('span', { class: 'thread-last' }, `Last reply ${day(last).toLowerCase()} at ${time(last)}`));
}
