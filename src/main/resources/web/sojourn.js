// Small helpers for pages that work without them: live updates, copying, and the log.
'use strict';

// Makes one element like another, touching only what differs: what is focused, selected or moving stays so.
function follow(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  after.forEach((node, at) => (at < before.length ? follow(before[at], node) : old.append(node)));
  before.slice(after.length).forEach(node => node.remove());
}

const main = document.querySelector('main[data-live]');
if (main) {
  const light = document.getElementById('live');
  const target = document.getElementById('job') || main;
  const say = (state, words) => {
    if (light.dataset.state !== state) { light.dataset.state = state; light.textContent = words; }
  };
  const open = () => {
    const events = new EventSource(main.dataset.live);
    events.onopen = () => say('on', 'Live');
    events.onerror = () => {
      say('off', 'Not connected: what you see may be old');
      if (events.readyState === EventSource.CLOSED) setTimeout(open, 5000);
    };
    events.onmessage = event => {
      const page = new DOMParser().parseFromString(event.data, 'text/html').body;
      const shell = target.cloneNode(false);
      shell.append(...page.childNodes);
      follow(target, shell);
      const title = target.querySelector('h1');
      if (title) document.title = `${title.textContent.trim()} · Sojourn`;
    };
    addEventListener('pagehide', () => events.close(), { once: true });
  };
  open();
}

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
  } catch {
    // Without a secure connection browsers keep the clipboard to themselves: the text is selected instead.
    getSelection().selectAllChildren(button.parentElement.querySelector('code'));
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
});

const log = document.getElementById('log');
if (log) {
  const text = document.getElementById('log-text');
  const state = document.getElementById('log-state');
  const load = document.getElementById('log-load');
  const error = /\berror\b[:\s]|^FAILED:|fatal error|undefined reference/im;
  let whole = '';

  const show = find => {
    const scrolled = text.scrollTop + text.clientHeight >= text.scrollHeight - 20;
    const at = find ? whole.toLowerCase().indexOf(find.toLowerCase()) : -1;
    if (at < 0) {
      text.textContent = whole;
    } else {
      const mark = document.createElement('mark');
      mark.textContent = whole.slice(at, at + find.length);
      text.replaceChildren(whole.slice(0, at), mark, whole.slice(at + find.length));
      mark.scrollIntoView({ block: 'center' });
      return true;
    }
    if (scrolled) text.scrollTop = text.scrollHeight;
    return false;
  };
  const read = async () => {
    load.disabled = true;
    if (!whole) state.textContent = 'Reading it from the machine that has the volume…';
    try {
      const answer = await fetch(log.dataset.log);
      const words = await answer.text();
      if (answer.ok) {
        whole = words;
        text.hidden = false;
        show(document.getElementById('log-search').value);
        state.textContent = `The end of the log, read at ${new Date().toLocaleTimeString()}.`;
      } else {
        state.textContent = words;
      }
      if (answer.ok && log.hasAttribute('data-follow') && document.querySelector('main[data-live]')) setTimeout(read, 5000);
    } catch {
      state.textContent = 'The log could not be read: the bot does not answer.';
    }
    load.textContent = 'Read it again';
    load.disabled = false;
  };
  load.addEventListener('click', read);
  document.getElementById('log-search').addEventListener('input', event => show(event.target.value));
  // The first error of a long log lies before its end: the whole of it is looked through, and what is around the error is shown.
  const around = 8000;
  document.getElementById('log-error').addEventListener('click', async event => {
    event.target.disabled = true;
    state.textContent = 'Looking through the whole log…';
    let words = whole;
    try {
      const answer = await fetch(log.dataset.log.split('?')[0]);
      if (answer.ok) words = await answer.text();
    } catch {
      // What has been read already is looked through.
    }
    event.target.disabled = false;
    const found = words.match(error);
    if (!found) {
      state.textContent = words ? 'No error is to be seen in the log.' : 'The log could not be read.';
      return;
    }
    const from = words.lastIndexOf('\n', Math.max(0, found.index - around)) + 1;
    const line = words.slice(0, found.index).split('\n').length;
    whole = words.slice(from, found.index + around);
    text.hidden = false;
    show(found[0].trim());
    state.textContent = `The first error, in line ${line} of ${words.split('\n').length}.`;
  });
}
