/** Builds DOM nodes. Text only ever becomes a text node: nothing in this page parses HTML. */
export function h(tag, attributes, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (name === 'dataset') {
      Object.assign(node.dataset, value);
    } else if (name === 'value') {
      node.value = value;
    } else {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child);
    }
  }
  return node;
}

export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

const drawn = new WeakMap();

/**
 * Brings a container's children in line with a list, touching only what changed, so that focus, selection and
 * scrolling survive. `versionOf` says when an item has to be drawn anew.
 */
export function reconcile(container, items, keyOf, versionOf, draw) {
  const before = drawn.get(container) ?? new Map();
  const after = new Map();
  let cursor = container.firstChild;
  for (const item of items) {
    const key = keyOf(item);
    const version = versionOf(item);
    const known = before.get(key);
    let node = known?.node;
    if (!node || known.version !== version) {
      const fresh = draw(item);
      if (node) {
        const focused = focusMark(node);
        if (cursor === node) {
          cursor = fresh;
        }
        node.replaceWith(fresh);
        restoreFocus(fresh, focused);
      }
      node = fresh;
    }
    if (cursor === node) {
      cursor = cursor.nextSibling;
    } else {
      container.insertBefore(node, cursor);
    }
    after.set(key, { node, version });
    before.delete(key);
  }
  for (const { node } of before.values()) {
    node.remove();
  }
  drawn.set(container, after);
}

function focusMark(node) {
  const active = document.activeElement;
  return active && node.contains(active) ? active.dataset.focus ?? active.dataset.actionId : undefined;
}

function restoreFocus(node, mark) {
  if (mark !== undefined) {
    const again = [...node.querySelectorAll('[data-focus],[data-action-id]')]
      .find((candidate) => (candidate.dataset.focus ?? candidate.dataset.actionId) === mark);
    again?.focus({ preventScroll: true });
  }
}

/** A copyable line of shell. */
export function copyable(line) {
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': `Copy: ${line}` }, 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(line);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  return h('span', { class: 'copyable' }, h('code', null, line), button);
}
