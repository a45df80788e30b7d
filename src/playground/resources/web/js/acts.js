import { append, copyable, fill, h } from './dom.js';
import { post, remove } from './control.js';
import { edit, index, leave, look, stay, unindex } from './scripts.js';
import { openShells } from './shells.js';
import { listen, state } from './state.js';
import { complain, say } from './toast.js';
import { builders, isEnding, volumeName, whereabouts } from './world.js';

const DOWN = [
  { service: 'slack', action: '*', mode: 'close', times: -1 },
  { service: 'slack', action: '*', mode: 'drop_request', times: -1 },
];

/** The buttons below the picture: what people, editors, AWS and Slack do to a build. */
export function installActs(place) {
  const shells = openShells();
  let aimed = null;
  const target = () => volumes().find((volume) => volume.id === aimed) ?? volumes()[0];

  function draw() {
    const down = downRules();
    const focused = document.activeElement?.dataset?.focus;
    const volume = target();
    const spot = builders(state.cloud).find((each) => each.spot && !isEnding(each));
    const opened = volume && shells.isOpen(volume.id);
    const staying = volumes().find((each) => !travels(each));
    fill(place,
      h('div', { class: 'acts-head' }, h('h3', null, 'Make it harder'), volumeChoice(volume)),
      h('div', { class: 'act-grid' },
        act('edit', 'Edit a file on the host', 'Adds a comment to a source file: `/llvm-build .` builds it.',
          !volume, () => editFile(volume)),
        opened
          ? act('shell-close', 'Close the shell', 'The tree is free again; a waiting job goes on.', false, () => closeShell(volume))
          : act('shell', 'Open a shell in the tree', volume && !travels(volume) ? 'This tree stays: nobody is in the way.'
            : 'Somebody holds the mount, so Sojourn must ask first.', !volume, () => openShell(volume)),
        act('clangd', 'Start or stop clangd in the tree', volume && !travels(volume) ? 'This tree stays, and clangd with it.'
          : 'It holds the mount too, but may be stopped unasked.', !volume, () => toggleClangd(volume)),
        staying && act('edit-staying', 'Edit on the host’s own disk',
          `This tree stays, also while \`/llvm-build . --volume ${volumeName(staying)}\` builds it.`,
          false, () => editFile(staying)),
        act('reclaim', 'Reclaim the spot instance',
          spot ? 'AWS takes the builder back; the volume must survive.' : 'Needs a builder of `/llvm-build main --spot`.',
          !spot, () => reclaim(spot)),
        act('capacity', 'No capacity', 'The next launch is refused; Sojourn tries the next type.', false, noCapacity),
        act('slack', down.length > 0 ? 'Slack up again' : 'Slack down',
          down.length > 0 ? 'The bot cannot reach Slack. The thread catches up later.'
            : 'Cuts the bot off from Slack; the volume must not care.', false, () => toggleSlack(down), down.length > 0),
        killLines()));
    if (focused) {
      place.querySelector(`[data-focus="${focused}"]`)?.focus();
    }
  }

  function volumeChoice(chosen) {
    const select = h('select', { class: 'select small', 'aria-label': 'The volume that these buttons mean', 'data-focus': 'volume' },
      volumes().map((volume) => h('option', { value: volume.id, selected: volume === chosen },
        `tree of ${volumeName(volume)}${travels(volume) ? '' : ' (on the host’s own disk)'}`)));
    select.addEventListener('change', () => {
      aimed = select.value;
      draw();
    });
    return volumes().length > 1 && select;
  }

  async function editFile(volume) {
    const { exit, stdout, stderr } = await atHome(volume, edit(volume.source));
    if (exit !== 0) {
      throw new Error(`Nothing was edited: ${(stderr || stdout).trim()}${away(volume)}`);
    }
    say(`Edited ${stdout.trim()}`);
  }

  async function openShell(volume) {
    const { exit, stderr } = await atHome(volume, look(volume.source));
    if (exit !== 0) {
      throw new Error(`No shell was opened: ${stderr.trim()}${away(volume)}`);
    }
    const { pid } = await atHome(volume, stay(volume.source), true);
    shells.opened(volume.id);
    say(`A shell stands in ${volume.source} (process ${pid}).`);
    draw();
  }

  async function closeShell(volume) {
    const { exit, stderr } = await atHome(volume, leave(volume.source));
    if (exit !== 0) {
      throw new Error(`The shell was not closed: ${stderr.trim()}`);
    }
    shells.closed(volume.id);
    say('The shell is closed.');
    draw();
  }

  async function toggleClangd(volume) {
    const stopped = await atHome(volume, unindex(volume.source));
    if (stopped.exit === 0 && stopped.stdout.trim() !== '0') {
      say('clangd is stopped.');
      return;
    }
    const { exit, stderr } = await atHome(volume, look(volume.source));
    if (exit !== 0) {
      throw new Error(`No clangd was started: ${stderr.trim()}${away(volume)}`);
    }
    const { pid } = await atHome(volume, index(volume.source), true);
    say(`clangd reads ${volume.source} (process ${pid}).`);
  }

  let drawn = '';
  listen(['cloud', 'faults'], () => {
    const version = JSON.stringify([
      (state.cloud.instances ?? []).map(({ id, state: word, spot, role }) => [id, word, spot, role]),
      volumes().map(({ id, name, source, mount }) => [id, name, source, mount]), downRules()]);
    if (version !== drawn) {
      drawn = version;
      draw();
    }
  });
  draw();
}

/** The volumes with a checkout on some host. */
const volumes = () => (state.cloud.volumes ?? []).filter((volume) => volume.source && volume.home);

/** Whether the checkout goes with the volume. */
const travels = (volume) => volume.source.startsWith(`${volume.mount}/`);

/** What a person at the volume's own host types. */
const atHome = (volume, script, background = false) =>
  post('/playground/exec', { instance: volume.home, script, ...(background ? { background } : {}) });

const away = (volume) => (whereabouts(state.cloud, volume).place === 'host' ? '' : ' (the volume is away)');

function act(name, label, about, disabled, work, pressed) {
  const button = h('button', {
    type: 'button', class: 'button act-button', 'data-testid': `act-${name}`, 'data-focus': name, disabled,
    'aria-pressed': pressed === undefined ? null : String(pressed), 'aria-describedby': `about-${name}`,
  }, label);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await work();
    } catch (failure) {
      complain(failure);
    } finally {
      button.disabled = false;
    }
  });
  return h('div', { class: 'act' }, button, h('p', { id: `about-${name}` }, codeSpans(about)));
}

const codeSpans = (words) => words.split(/(`[^`]+`)/).map((part, index) =>
  (index % 2 === 1 ? h('code', null, part.replace(/`/g, '')) : part));

async function reclaim(spot) {
  await post('/playground/cloud', { op: 'reclaim', id: spot.id });
  say('AWS has given notice: the builder will be taken.');
}

async function noCapacity() {
  await post('/playground/faults', { service: 'ec2', action: 'RunInstances', mode: 'capacity', times: 1 });
  say('The next RunInstances finds no capacity.');
}

/** The rules that this page's *Slack down* has made. */
export const downRules = () => state.faults.rules.filter((rule) => DOWN.some((down) =>
  rule.service === down.service && rule.action === down.action && rule.mode === down.mode && rule.times < 0));

async function toggleSlack(rules) {
  if (rules.length > 0) {
    for (const rule of rules) {
      await remove(`/playground/faults/${encodeURIComponent(rule.id)}`);
    }
    say('Slack is back.');
    return;
  }
  for (const rule of DOWN) {
    await post('/playground/faults', rule);
  }
  say('Slack is down for the bot. This page still shows what the bot had said.');
}

function killLines() {
  return append(h('details', { class: 'kill' }), [
    h('summary', null, 'Kill the bot'),
    h('p', null, 'In a terminal, with no time to say goodbye:'),
    copyable("pkill -9 -f 'quarkus-run\\.jar'"),
    h('p', null, 'or, when it runs in development mode:'),
    copyable("pkill -9 -f -- '-dev\\.jar'"),
    h('p', null, 'Start it again with ', h('code', null, './mvnw'),
      ': the job goes on where the cloud is, not where the bot remembers it.')]);
}
