import { h } from './dom.js';
import { richText } from './richtext.js';
import { textOf } from './blocks.js';

/** A `table` block: its first row is the heading, as Slack draws it. */
export function table(block) {
  const settings = block.column_settings ?? block.columns ?? [];
  const [head, ...rows] = block.rows ?? [];
  const cell = (tag, content, column) => h(tag, {
    class: `align-${settings[column]?.align ?? 'left'}${settings[column]?.is_wrapped === false ? ' unwrapped' : ''}`,
    scope: tag === 'th' ? 'col' : null,
  }, cellContent(content));
  const row = (tag) => (cells) => h('tr', null, (cells.cells ?? cells).map((content, column) => cell(tag, content, column)));
  return h('div', null, h('div', { class: 'table-scroll' },
    h('table', { class: 'grid' },
      head && h('thead', null, row('th')(head)),
      h('tbody', null, rows.map(row('td'))))));
}

function cellContent(content) {
  if (content?.type === 'rich_text') {
    return richText(content);
  }
  if (content?.type === 'raw_number') {
    return content.text ?? String(content.value ?? '');
  }
  return textOf(content?.type === 'raw_text' ? content.text : content);
}
