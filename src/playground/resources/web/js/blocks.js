import { h } from './dom.js';
import { element, isInteractive } from './elements.js';
import { inputBlock } from './inputs.js';
import { markdown } from './markdown.js';
import { isWeb, link, mrkdwn } from './mrkdwn.js';
import { withEmoji } from './emoji.js';
import { plan, taskCard } from './plan.js';
import { richText } from './richtext.js';
import { table } from './table.js';

/**
 * Block Kit as DOM nodes. `context` is `{where, fields}`: where a press goes, and for modals the map of
 * block id -> action id -> reader that collects what was typed.
 */
export function blocks(list, context) {
  return (list ?? []).map((block) => {
    const node = draw(block, context);
    node.classList.add('block', `block-${block.type}`);
    if (block.block_id) {
      node.dataset.blockId = block.block_id;
    }
    return node;
  });
}

/** A text object, or a bare string, as nodes. */
export function textOf(text) {
  if (text === null || text === undefined) {
    return '';
  }
  if (typeof text === 'string') {
    return withEmoji(text);
  }
  if (text.type === 'mrkdwn') {
    return mrkdwn(text.text);
  }
  return text.emoji === false ? text.text : withEmoji(text.text ?? '');
}

function draw(block, context) {
  switch (block.type) {
    case 'header':
      return h('div', null, h('h3', null, textOf(block.text)));
    case 'section':
      return section(block, context);
    case 'context':
      return h('div', null, (block.elements ?? []).map((part) => part.type === 'image'
        ? h('span', { class: 'context-image', role: 'img', 'aria-label': part.alt_text }, part.alt_text)
        : h('span', { class: 'context-text' }, textOf(part))));
    case 'divider':
      return h('div', null, h('hr'));
    case 'actions':
    case 'context_actions':
      return h('div', { role: 'group' }, (block.elements ?? []).map((part) => element(part, block, context)));
    case 'input':
      return inputBlock(block, context);
    case 'rich_text':
      return h('div', null, richText(block));
    case 'markdown':
      return h('div', null, markdown(block.text));
    case 'plan':
      return plan(block);
    case 'task_card':
      return h('div', null, taskCard(block));
    case 'table':
    case 'data_table':
      return table(block);
    case 'image':
      return image(block);
    case 'alert':
      return h('div', { class: `alert-${block.level ?? 'default'}`, role: 'note' }, textOf(block.text));
    case 'container':
      return h('details', { open: block.is_collapsed === true || block.collapsed === true ? null : true },
        h('summary', null, textOf(block.title) || 'Details'), blocks(block.blocks ?? block.elements, context));
    default:
      return h('details', null, h('summary', null, `A block of type “${block.type}”`),
        h('pre', null, JSON.stringify(block, null, 2)));
  }
}

function section(block, context) {
  return h('div', null,
    h('div', { class: 'section-body' },
      block.text && h('div', { class: 'section-text' }, textOf(block.text)),
      block.fields && h('div', { class: 'section-fields' },
        block.fields.map((field) => h('div', { class: 'field' }, textOf(field))))),
    block.accessory && h('div', { class: 'section-accessory' },
      isInteractive(block.accessory) ? element(block.accessory, block, context) : image(block.accessory)));
}

/** This page loads nothing from other places, so an image is its title and its alternative text. */
function image(block) {
  const words = block.alt_text || 'image';
  return h('figure', { class: 'picture-alt', role: 'img', 'aria-label': words },
    block.title && h('figcaption', null, textOf(block.title)),
    h('span', null, '🖼 ', isWeb(block.image_url) ? link(block.image_url, words) : words));
}
