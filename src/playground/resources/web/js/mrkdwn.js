import { h } from './dom.js';
import { emojiOf } from './emoji.js';
import { channelOf, nameOf, state, userOf } from './state.js';
import { full, slackDate } from './time.js';

/** Slack's own markup, as DOM nodes. Entities are undone last, so escaped text can never become markup. */
export function mrkdwn(text) {
  const nodes = [];
  for (const [index, part] of String(text ?? '').split('```').entries()) {
    // An odd number of fences leaves the last one open: Slack shows it as it was typed.
    const fenced = index % 2 === 1;
    const closed = String(text).split('```').length > index + 1;
    if (fenced && closed) {
      nodes.push(h('pre', null, references(part.replace(/^\n/, '').replace(/\n$/, ''))));
    } else {
      const prose = fenced ? `\`\`\`${part}` : index > 0 ? part.replace(/^\n/, '') : part;
      nodes.push(...lines(prose));
    }
  }
  return nodes;
}

export const unescaped = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** One line without markup, for previews and labels. */
export function plain(text) {
  const holder = h('span', null, mrkdwn(String(text ?? '').replace(/```/g, ' ')));
  return holder.textContent.replace(/\s+/g, ' ').trim();
}

function lines(text) {
  if (text === '') {
    return [];
  }
  const nodes = [];
  let quote = null;
  let breakDue = false;
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      if (quote) {
        quote.append(h('br'));
      } else {
        quote = h('blockquote');
        nodes.push(quote);
      }
      quote.append(...inline(quoted[1]));
      breakDue = false;
      continue;
    }
    quote = null;
    if (breakDue) {
      nodes.push(h('br'));
    }
    nodes.push(...inline(line));
    breakDue = true;
  }
  return nodes;
}

const TOKEN = new RegExp([
  '`(?<code>[^`\\n]+)`',
  '<(?<reference>[^<>\\n]+)>',
  '(?<![\\w*])\\*(?<bold>\\S(?:[^*\\n]*\\S)?)\\*(?![\\w*])',
  '(?<![\\w_])_(?<italics>\\S(?:[^_\\n]*\\S)?)_(?![\\w_])',
  '(?<![\\w~])~(?<struck>\\S(?:[^~\\n]*\\S)?)~(?![\\w~])',
  ':(?<emoji>[a-z0-9_+\'-]+):',
].join('|'), 'g');

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const node = token(match.groups);
    if (node) {
      nodes.push(unescaped(text.slice(end, match.index)), node);
      end = match.index + match[0].length;
    }
  }
  nodes.push(unescaped(text.slice(end)));
  return nodes.filter((node) => node !== '');
}

function token({ code, reference: inside, bold, italics, struck, emoji }) {
  if (code !== undefined) {
    return h('code', null, references(code));
  }
  if (inside !== undefined) {
    return reference(inside);
  }
  if (bold !== undefined) {
    return h('strong', null, inline(bold));
  }
  if (italics !== undefined) {
    return h('em', null, inline(italics));
  }
  if (struck !== undefined) {
    return h('s', null, inline(struck));
  }
  return emojiNode(emoji);
}

export function emojiNode(name) {
  const picture = emojiOf(name);
  return picture && h('span', { class: 'emoji', role: 'img', 'aria-label': name.replace(/_/g, ' '), title: `:${name}:` },
    picture);
}

/** Code keeps links and mentions, and nothing else. */
function references(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(/<([^<>\n]+)>/g)) {
    nodes.push(unescaped(text.slice(end, match.index)), reference(match[1]));
    end = match.index + match[0].length;
  }
  nodes.push(unescaped(text.slice(end)));
  return nodes;
}

function reference(inside) {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inside.slice(bar + 1));
  if (target.startsWith('@')) {
    return userChip(target.slice(1), label);
  }
  if (target.startsWith('#')) {
    return channelChip(target.slice(1), label);
  }
  if (target.startsWith('!date^')) {
    const [, epoch, format, link] = target.split('^');
    return dateNode(Number(epoch), format ?? '{date_short} {time}', label, link);
  }
  if (target.startsWith('!')) {
    return h('span', { class: 'mention' }, label ?? `@${target.slice(1).split('^').at(-1)}`);
  }
  return isWeb(unescaped(target))
    ? link(unescaped(target), label ?? unescaped(target)) : h('span', null, `<${unescaped(inside)}>`);
}

export function userChip(id, label) {
  const known = userOf(id);
  const mine = id === state.me ? ' mention-me' : '';
  return h('span', { class: `mention${mine}` }, `@${known ? nameOf(id) : label ?? nameOf(id)}`);
}

export function channelChip(id, label) {
  return h('span', { class: 'mention' }, `#${(channelOf(id)?.name ?? label ?? id).replace(/^#/, '')}`);
}

export function dateNode(epoch, format, fallback, href) {
  const words = slackDate(epoch, format) ?? fallback ?? String(epoch);
  const node = h('time', { title: Number.isFinite(epoch) ? full(new Date(epoch * 1000)) : null }, words);
  return href ? link(unescaped(href), node) : node;
}

/** Only web and mail addresses become links; anything else is shown as the text that it is. */
export function link(target, label, attributes = {}) {
  return isWeb(target)
    ? h('a', { href: target, target: '_blank', rel: 'noopener noreferrer', ...attributes }, label)
    : h('span', null, label);
}

export function isWeb(target) {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(target).protocol);
  } catch {
    return false;
  }
}
