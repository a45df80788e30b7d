import { h } from './dom.js';
import { channelChip, dateNode, emojiNode, link, userChip } from './mrkdwn.js';

/** A `rich_text` block. Its text is never parsed: styles are separate fields. */
export function richText(block) {
  return (block?.elements ?? []).map(part);
}

function part(element) {
  switch (element.type) {
    case 'rich_text_section':
      return h('div', { class: 'rich-section' }, spans(element));
    case 'rich_text_preformatted':
      return h('pre', null, spans(element));
    case 'rich_text_quote':
      return h('blockquote', null, spans(element));
    case 'rich_text_list':
      return h(element.style === 'ordered' ? 'ol' : 'ul',
        { class: `rich-list indent-${Math.min(element.indent ?? 0, 4)}`, start: element.offset ? element.offset + 1 : null },
        (element.elements ?? []).map((item) => h('li', null, spans(item))));
    default:
      return h('div', { class: 'rich-section' }, span(element));
  }
}

const spans = (element) => (element.elements ?? []).map(span);

function span(element) {
  switch (element.type) {
    case 'text':
      return styled(multiline(element.text), element.style);
    case 'link':
      return styled(link(element.url, element.text || element.url), element.style);
    case 'user':
      return userChip(element.user_id);
    case 'channel':
      return channelChip(element.channel_id);
    case 'usergroup':
      return h('span', { class: 'mention' }, `@${element.usergroup_id}`);
    case 'broadcast':
      return h('span', { class: 'mention' }, `@${element.range}`);
    case 'emoji':
      return emojiNode(element.name) ?? `:${element.name}:`;
    case 'date':
      return dateNode(element.timestamp, element.format ?? '{date_short} {time}', element.fallback, element.url);
    default:
      return element.text ?? '';
  }
}

function multiline(text) {
  return String(text ?? '').split('\n').map((line, index) => [index > 0 && h('br'), line]);
}

function styled(content, style) {
  let node = content;
  for (const [name, tag] of [['code', 'code'], ['strike', 's'], ['italic', 'em'], ['bold', 'strong']]) {
    if (style?.[name]) {
      node = h(tag, null, node);
    }
  }
  return node;
}
