import { h } from './dom.js';
import { field } from './elements.js';
import { press } from './press.js';
import { textOf } from './blocks.js';

/** An `input` block: label, control, hint, and a place for the bot's complaint. */
export function inputBlock(block, context) {
  const part = block.element ?? {};
  const changed = block.dispatch_action
    ? (control, value) => press(part, context.where, control, value) : undefined;
  const control = field(part, block, context, changed);
  const id = `field-${block.block_id ?? part.action_id}`;
  const labelled = control.matches('input, select, textarea');
  if (labelled) {
    control.id = id;
    control.setAttribute('aria-describedby', `${id}-error`);
  } else {
    control.setAttribute('aria-labelledby', `${id}-label`);
  }
  return h('div', null,
    h('label', { id: `${id}-label`, for: labelled ? id : null }, textOf(block.label),
      block.optional && h('span', { class: 'optional' }, ' (optional)')),
    control,
    block.hint && h('p', { class: 'hint-text' }, textOf(block.hint)),
    h('p', { class: 'field-error', id: `${id}-error`, role: 'alert', 'data-error-for': block.block_id, hidden: true }));
}

/** Remembers how to read a field of a modal. */
export function register(context, block, part, drawing) {
  if (context.fields && block.block_id && part.action_id) {
    context.fields.push({
      block: block.block_id, action: part.action_id, optional: block.optional !== false && block.type !== 'input'
        || block.optional === true, ...drawing,
    });
  }
}

/** What has been typed: block id -> action id -> value. */
export function valuesOf(fields) {
  const values = {};
  for (const { block, action, read } of fields) {
    values[block] = { ...values[block], [action]: read() };
  }
  return values;
}

/** Slack refuses an empty field that is not optional, and a number out of range, before the bot is asked. */
export function complaints(fields) {
  const found = {};
  for (const { block, optional, read, node } of fields) {
    const value = read();
    if (!optional && (value === null || value.length === 0)) {
      found[block] = 'Please complete this required field.';
    } else if (node.validity && !node.validity.valid) {
      found[block] = node.validationMessage;
    }
  }
  return found;
}

export function showErrors(form, errors) {
  for (const place of form.querySelectorAll('[data-error-for]')) {
    const words = errors[place.dataset.errorFor];
    place.textContent = words ?? '';
    place.hidden = !words;
  }
  form.querySelector('[data-error-for]:not([hidden])')?.scrollIntoView({ block: 'nearest' });
}
