import { append, copyable, fill, h } from './dom.js';
import { post, remove } from './control.js';
import { listen, state } from './state.js';
import { complain, say } from './toast.js';
import { builders, hosts, isEnding, machineName } from './world.js';

const MOUNT = '/mnt/llvm';

/** Appends a comment to the first C++ file of the checkout on the volume, as an editor would. */
const EDIT = `cd ${MOUNT} || exit 1
file=$(find . \\( -name .git -o -name sojourn \\) -prune -o -type f \\( -name '*.cpp' -o -name '*.cc' -o -name '*.c' \\) -print | sort | head -n 1)
[ -n "$file" ] || { echo "no source file in ${MOUNT}: is the volume away?" >&2; exit 1; }
printf '// edited at %s\\n' "$(date +%T)" >> "$file" && printf '%s\\n' "${MOUNT}/\${file#./}"`;

const SHELL = `cd ${MOUNT} && sleep 600`;

/** Ends what SHELL started: sleepers of that length whose working folder is the tree. */
const CLOSE = `tree=$(readlink -f ${MOUNT}); ended=0
for process in /proc/[0-9]*; do
  [ "$(readlink "$process/cwd" 2>/dev/null)" = "$tree" ] || continue
  tr '\\0' ' ' < "$process/cmdline" 2>/dev/null | grep -q 'sleep 600' && kill "\${process#/proc/}" && ended=$((ended + 1))
done
echo "$ended"`;

const DOWN = [
  { service: 'slack', action: '*', mode: 'close', times: -1 },
  { service: 'slack', action: '*', mode: 'drop_request', times: -1 },
];

/** The buttons below the picture: what people, editors, AWS and Slack do to a build. */
export function installActs(place) {
  const shells = new Set();
  const open = () => hosts(state.cloud).filter((host) => host.state === 'running');
  let aimed = null;
  const target = () => open().find((host) => host.id === aimed) ?? open()[0];

  function draw() {
    const down = downRules();
    const focused = document.activeElement?.dataset?.focus;
    const host = target();
    const spot = builders(state.cloud).find((each) => each.spot && !isEnding(each));
    const shell = host && shells.has(host.id);
    fill(place,
      h('div', { class: 'acts-head' }, h('h3', null, 'Make it harder'), hostChoice(host)),
      h('div', { class: 'act-grid' },
      act('edit', 'Edit a file on the host', 'Adds a comment to a source file: `/llvm-build .` builds it.',
        !host, () => edit(host)),
      shell
        ? act('shell-close', 'Close the shell', 'The tree is free again; a waiting job goes on.', false, () => closeShell(host))
        : act('shell', 'Open a shell in the tree', 'Somebody holds the mount, so Sojourn must ask first.',
          !host, () => openShell(host)),
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

  function hostChoice(host) {
    const select = h('select', { class: 'select small', 'aria-label': 'The host that these buttons mean', 'data-focus': 'host' },
      open().map((each) => h('option', { value: each.id, selected: each === host },
        `on ${machineName(state.cloud, each)}`)));
    select.addEventListener('change', () => {
      aimed = select.value;
      draw();
    });
    return open().length > 1 && select;
  }

  async function edit(host) {
    const { exit, stdout, stderr } = await post('/playground/exec', { instance: host.id, script: EDIT });
    if (exit === 0) {
      say(`Edited ${stdout.trim()}`);
    } else {
      say(`Could not edit: ${(stderr || stdout || `exit ${exit}`).trim()}`, 'error');
    }
  }

  async function openShell(host) {
    const { pid } = await post('/playground/exec', { instance: host.id, script: SHELL, background: true });
    shells.add(host.id);
    say(`A shell stands in ${MOUNT} (process ${pid}).`);
    draw();
  }

  async function closeShell(host) {
    const { exit, stderr } = await post('/playground/exec', { instance: host.id, script: CLOSE });
    if (exit !== 0) {
      throw new Error(`Could not close it: ${(stderr || `exit ${exit}`).trim()}`);
    }
    shells.delete(host.id);
    say('The shell is closed.');
    draw();
  }

  let drawn = '';
  listen(['cloud', 'faults'], () => {
    const version = JSON.stringify([
      (state.cloud.instances ?? []).map(({ id, state: word, spot, role, tags }) => [id, word, spot, role, tags]), downRules()]);
    if (version !== drawn) {
      drawn = version;
      draw();
    }
  });
  draw();
}

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

const downRules = () => state.faults.rules.filter((rule) => DOWN.some((down) =>
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
