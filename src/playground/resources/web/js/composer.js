import { h } from './dom.js';
import { post } from './control.js';
import { dismiss } from './hint.js';
import { channelOf, isChannel, notice, state } from './state.js';

const HEARD = [
  { word: '/llvm-build', about: 'main | <tag or commit> | . | status | cancel | help', slash: true },
  { word: '@sojourn', about: 'the same words, also inside a thread', slash: false },
];

const MENTION = /@sojourn\b/i;

const said = [];

/** Where a person types. Sojourn hears slash commands in channels, and its name everywhere in them. */
export function composer({ inThread }) {
  if (!isChannel(state.place)) {
    return h('p', { class: 'composer-off' }, state.place === 'home' ? ''
      : 'Sending messages to this app has been turned off. Its buttons work.');
  }
  const name = channelOf(state.place)?.name ?? '';
  const input = h('textarea', {
    id: inThread ? 'thread-composer' : 'composer',
    'data-testid': inThread ? 'thread-composer' : 'composer',
    rows: 1,
    maxlength: 4000,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': inThread ? 'Reply in this thread' : `Message #${name}`,
    placeholder: inThread ? 'Reply… for example @sojourn status' : 'Type /llvm-build main and press Enter',
  });
  const send = h('button', {
    type: 'submit', class: 'send', 'aria-label': 'Send', 'data-testid': inThread ? 'thread-send' : 'send', disabled: true,
  }, '➤');
  const suggestions = h('div', { class: 'suggestions', role: 'listbox', 'aria-label': 'What Sojourn hears', hidden: true });
  const form = h('form', { class: 'composer' }, suggestions, input, send);
  let recalled = said.length;

  const write = (text) => {
    input.value = text;
    changed();
    input.focus();
    input.setSelectionRange(text.length, text.length);
  };

  function changed() {
    send.disabled = input.value.trim() === '';
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
    const typed = input.value;
    const fitting = /^[/@]\S*$/.test(typed)
      ? HEARD.filter(({ word, slash }) => word.startsWith(typed.toLowerCase()) && !(slash && inThread)) : [];
    suggestions.hidden = fitting.length === 0;
    suggestions.replaceChildren(...fitting.map(({ word, about }) => h('button', {
      type: 'button', role: 'option', tabindex: -1, onmousedown: (event) => event.preventDefault(), onclick: () => write(`${word} `),
    }, h('strong', null, word), h('span', null, about), h('kbd', null, 'Tab'))));
  }

  input.addEventListener('input', changed);
  input.addEventListener('blur', () => { suggestions.hidden = true; });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Tab' && !event.shiftKey && !suggestions.hidden) {
      event.preventDefault();
      suggestions.firstChild.click();
    } else if (event.key === 'ArrowUp' && recalled > 0 && (input.value === '' || input.value === said[recalled])) {
      event.preventDefault();
      recalled -= 1;
      write(said[recalled]);
    } else if (event.key === 'ArrowDown' && recalled < said.length && input.value === said[recalled]) {
      event.preventDefault();
      recalled += 1;
      write(said[recalled] ?? '');
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text !== '') {
      dismiss();
      said.push(text);
      recalled = said.length;
      write('');
      speak(text, inThread);
    }
  });
  return form;
}

/** Puts an example into the composer, for the person to send. */
export function suggest(text) {
  const input = document.getElementById('composer');
  if (input) {
    input.value = text;
    input.dispatchEvent(new Event('input'));
    input.focus();
    input.closest('form').classList.add('nudge');
    setTimeout(() => input.closest('form')?.classList.remove('nudge'), 1200);
  }
}

async function speak(text, inThread) {
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  try {
    if (command && inThread) {
      notice(`${command[1]} is not supported in threads. Sorry! \`@sojourn ${command[2]}\` is.`);
    } else if (command) {
      await post('/playground/commands', {
        user: state.me, channel: state.place, command: command[1], text: command[2],
      });
    } else if (MENTION.test(text)) {
      const { delivered } = await post('/playground/mentions', {
        user: state.me, channel: state.place, text: text.replace(MENTION, '').trim(),
        ...(inThread ? { thread_ts: state.thread } : {}),
      });
      if (channelOf(state.place)?.has_bot === false) {
        notice('Sojourn is not in this channel and did not hear that. `/invite @sojourn` brings it in.');
      } else if (delivered === false) {
        notice('Sojourn is not connected and did not hear that.');
      }
    } else {
      notice('Nobody else is here to read that. Sojourn hears `/llvm-build …` and `@sojourn …`.');
    }
  } catch (failure) {
    notice(failure.message);
  }
}
