import { h } from './dom.js';
import { emojiNode, link } from './mrkdwn.js';

/** The part of CommonMark that Slack's `markdown` block draws, as DOM nodes. */
export function markdown(text) {
  const nodes = [];
  const rest = String(text ?? '').split('\n');
  while (rest.length > 0) {
    nodes.push(...block(rest));
  }
  return nodes;
}

const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const STARTS_BLOCK = /^(?:#{1,6}\s|```|>|\s*(?:[-*+]|\d+[.)])\s|-{3,}\s*$)/;

function block(rest) {
  const line = rest.shift();
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (line.trim() === '') {
    return [];
  }
  if (line.startsWith('```')) {
    const end = rest.findIndex((candidate) => candidate.startsWith('```'));
    const code = rest.splice(0, end < 0 ? rest.length : end + 1);
    return [h('pre', null, (end < 0 ? code : code.slice(0, -1)).join('\n'))];
  }
  if (heading) {
    return [h('p', { class: `markdown-heading level-${heading[1].length}` }, inline(heading[2]))];
  }
  if (/^-{3,}\s*$/.test(line)) {
    return [h('hr')];
  }
  if (line.startsWith('>')) {
    const quoted = [line, ...takeWhile(rest, (candidate) => candidate.startsWith('>'))];
    return [h('blockquote', null, markdown(quoted.map((each) => each.replace(/^> ?/, '')).join('\n')))];
  }
  if (line.includes('|') && /^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(rest[0] ?? '')) {
    return [table(line, rest)];
  }
  if (ITEM.test(line)) {
    return [list(line, rest)];
  }
  const paragraph = [line, ...takeWhile(rest, (candidate) => candidate.trim() !== '' && !STARTS_BLOCK.test(candidate))];
  return [h('p', null, paragraph.map((each, index) => [index > 0 && h('br'), inline(each)]))];
}

function takeWhile(rest, wanted) {
  const end = rest.findIndex((candidate) => !wanted(candidate));
  return rest.splice(0, end < 0 ? rest.length : end);
}

function list(first, rest) {
  const ordered = ITEM.exec(first)[1];
  const items = [first, ...takeWhile(rest, (candidate) => ITEM.test(candidate))];
  return h(ordered ? 'ol' : 'ul', ordered ? { start: ordered } : null,
    items.map((item) => h('li', null, inline(ITEM.exec(item)[2]))));
}

const cells = (line) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());

function table(head, rest) {
  rest.shift();
  const rows = takeWhile(rest, (candidate) => candidate.includes('|'));
  return h('div', { class: 'table-scroll' }, h('table', { class: 'grid' },
    h('thead', null, h('tr', null, cells(head).map((cell) => h('th', { scope: 'col' }, inline(cell))))),
    h('tbody', null, rows.map((row) => h('tr', null, cells(row).map((cell) => h('td', null, inline(cell))))))));
}

const TOKEN = new RegExp([
  '`(?<code>[^`]+)`',
  '\\*\\*(?<bold>.+?)\\*\\*',
  '(?<![\\w*])[*_](?<italics>[^*_\\s](?:[^*_]*[^*_\\s])?)[*_](?![\\w*])',
  '~~(?<struck>.+?)~~',
  '\\[(?<label>[^\\]]+)\\]\\((?<target>[^)\\s]+)\\)',
  '(?<bare>https?://[^\\s<>)]+)',
  ':(?<emoji>[a-z0-9_+\'-]+):',
].join('|'), 'g');

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const node = token(match.groups);
    if (node) {
      nodes.push(text.slice(end, match.index), node);
      end = match.index + match[0].length;
    }
  }
  nodes.push(text.slice(end));
  return nodes;
}

function token({ code, bold, italics, struck, label, target, bare, emoji }) {
  if (code !== undefined) {
    return h('code', null, code);
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
  if (target !== undefined) {
    return link(target, inline(label));
  }
  return bare !== undefined ? link(bare, bare) : emojiNode(emoji);
}
