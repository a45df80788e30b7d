import { h } from './dom.js';
import { textOf } from './blocks.js';
import { isWeb } from './mrkdwn.js';
import { press } from './press.js';
import { register } from './inputs.js';
import { state } from './state.js';

const SELECTS = ['static_select', 'users_select', 'channels_select', 'conversations_select', 'external_select'];
const INTERACTIVE = new Set([...SELECTS, 'button', 'workflow_button', 'overflow', 'checkboxes', 'radio_buttons',
  'multi_static_select', 'multi_users_select', 'plain_text_input', 'number_input', 'datepicker', 'timepicker', 'email_text_input',
  'url_text_input', 'icon_button', 'feedback_buttons']);

export const isInteractive = (part) => INTERACTIVE.has(part?.type);

/** An element of an `actions` block or an accessory: it acts at once, and in a modal it also counts as a field. */
export function element(part, block, context) {
  switch (part.type) {
    case 'button':
    case 'workflow_button':
      return button(part, context);
    case 'icon_button':
      return button({ ...part, text: part.text ?? part.icon }, context);
    case 'feedback_buttons':
      return h('span', { class: 'feedback' }, [part.positive_button, part.negative_button].filter(Boolean)
        .map((each) => button({ ...each, action_id: part.action_id }, context)));
    case 'overflow':
      return overflow(part, context);
    default:
      return field(part, block, context, (control, value) => press(part, context.where, control, value));
  }
}

function button(part, context) {
  const style = ['primary', 'danger'].includes(part.style) ? part.style : '';
  const attributes = {
    class: `button ${style}`,
    'data-action-id': part.action_id,
    'data-value': part.value,
    'aria-label': part.accessibility_label,
  };
  if (part.url && isWeb(part.url)) {
    const anchor = h('a', {
      ...attributes,
      href: part.url,
      target: '_blank',
      rel: 'noopener noreferrer',
      onclick: () => { press(part, context.where, anchor, part.value); },
    }, textOf(part.text), h('span', { 'aria-hidden': 'true' }, ' ↗'));
    return anchor;
  }
  const control = h('button', { type: 'button', ...attributes }, textOf(part.text));
  control.addEventListener('click', () => press(part, context.where, control, part.value));
  return control;
}

function overflow(part, context) {
  const control = h('details', { class: 'overflow', 'data-action-id': part.action_id },
    h('summary', { class: 'button', 'aria-label': 'More' }, '⋯'),
    h('div', { class: 'overflow-menu', role: 'menu' }, (part.options ?? []).map((option) => {
      const item = h('button', { type: 'button', role: 'menuitem', 'data-value': option.value }, textOf(option.text));
      item.addEventListener('click', async () => {
        control.open = false;
        await press(part, context.where, item, option.value);
      });
      return item;
    })));
  return control;
}

/**
 * A control that holds a value. `changed(control, value)` is called for people's changes where it is given; its reader
 * is registered for the modal that it sits in.
 */
export function field(part, block, context, changed) {
  const drawing = drawField(part);
  drawing.node.dataset.actionId = part.action_id ?? '';
  register(context, block, part, drawing);
  if (changed) {
    drawing.node.addEventListener('change', async () => {
      const before = drawing.accepted;
      if (await changed(drawing.control ?? drawing.node, drawing.read())) {
        drawing.accepted = drawing.read();
      } else {
        drawing.write(before);
      }
    });
    drawing.accepted = drawing.read();
  }
  return drawing.node;
}

function drawField(part) {
  switch (part.type) {
    case 'checkboxes':
      return choices(part, 'checkbox', (part.initial_options ?? []).map((option) => option.value));
    case 'radio_buttons':
      return choices(part, 'radio', part.initial_option ? [part.initial_option.value] : []);
    case 'multi_static_select':
      return choices(part, 'checkbox', (part.initial_options ?? []).map((option) => option.value));
    case 'multi_users_select':
      return choices({ options: state.users.map(person) }, 'checkbox', part.initial_users ?? []);
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'datepicker':
    case 'timepicker':
      return typed(part);
    default:
      return select(part);
  }
}

function select(part) {
  const options = part.type === 'users_select' ? state.users.map(named)
    : part.type === 'channels_select' || part.type === 'conversations_select' ? state.channels.map(named) : null;
  const initial = part.initial_option?.value ?? part.initial_user ?? part.initial_channel ?? part.initial_conversation ?? '';
  const one = (option) => h('option', { value: option.value, selected: option.value === initial },
    [textOf(option.text), option.description && ` · ${option.description.text}`].flat().filter(Boolean)
      .map((node) => node.textContent ?? node).join(''));
  const node = h('select', { class: 'select', 'aria-label': part.placeholder?.text ?? part.action_id },
    h('option', { value: '' }, part.placeholder?.text ?? 'Choose an option'),
    (options ?? part.options ?? []).map(one),
    (part.option_groups ?? []).map((group) =>
      h('optgroup', { label: group.label?.text ?? '' }, (group.options ?? []).map(one))));
  node.value = initial;
  return { node, read: () => node.value || null, write: (value) => { node.value = value ?? ''; } };
}

const named = ({ id, name }) => ({ value: id, text: name });
const person = ({ id, name }) => ({ value: id, text: { type: 'plain_text', text: name } });

function typed(part) {
  const kinds = { number_input: 'number', datepicker: 'date', timepicker: 'time', email_text_input: 'email', url_text_input: 'url' };
  const initial = part.initial_value ?? part.initial_date ?? part.initial_time ?? '';
  const shared = {
    class: 'input',
    placeholder: part.placeholder?.text,
    maxlength: part.max_length,
    value: initial,
    autofocus: part.focus_on_load === true,
    autocomplete: 'off',
    spellcheck: 'false',
  };
  const node = part.multiline
    ? h('textarea', { ...shared, rows: 4 })
    : h('input', {
      ...shared,
      type: kinds[part.type] ?? 'text',
      step: part.type === 'number_input' ? (part.is_decimal_allowed ? 'any' : 1) : null,
      min: part.min_value,
      max: part.max_value,
    });
  return { node, read: () => (node.value === '' ? null : node.value), write: (value) => { node.value = value ?? ''; } };
}

let groups = 0;

function choices(part, kind, initial) {
  const name = `choice-${++groups}`;
  const boxes = (part.options ?? []).map((option) => {
    const box = h('input', { type: kind, name, value: option.value });
    box.checked = initial.includes(option.value);
    return [box, h('label', { class: 'choice' }, box, h('span', null, textOf(option.text),
      option.description && h('span', { class: 'choice-description' }, textOf(option.description))))];
  });
  const node = h('div', { class: 'choices', role: kind === 'radio' ? 'radiogroup' : 'group' }, boxes.map(([, label]) => label));
  const chosen = () => boxes.map(([box]) => box).filter((box) => box.checked).map((box) => box.value);
  return {
    node,
    read: () => (kind === 'radio' ? chosen()[0] ?? null : chosen()),
    write: (value) => boxes.forEach(([box]) => { box.checked = [value].flat().includes(box.value); }),
  };
}
