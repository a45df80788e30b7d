import { fill, h, reconcile, svg } from './dom.js';
import { installActs } from './acts.js';
import { disk, dress } from './disk.js';
import { listen, state } from './state.js';
import { span } from './time.js';
import {
  builders, hosts, isBuilder, isEnding, isGone, lower, machineName, money, seesMounts, shortId, spent, tagsOf, whereabouts,
} from './world.js';

/** The picture: hosts above, builders below, and between them the volumes that are on their way. */
export function installScene() {
  const home = h('div', { class: 'machines', 'data-testid': 'hosts' });
  const lane = h('div', { class: 'lane bay' }, h('span', { class: 'lane-words' }));
  const away = h('div', { class: 'machines', 'data-testid': 'builders' });
  const layer = h('div', { class: 'disks' });
  const scene = h('div', { class: 'scene', 'data-testid': 'scene' },
    h('h3', null, 'At home'), home, lane, h('h3', { class: 'away-title' }, 'Away'), away, layer);
  const meter = h('span', { class: 'meter', 'data-testid': 'money' });
  const weak = h('p', { class: 'weak', hidden: true }, 'This system allows no namespaces, so the machines are kept apart less '
    + 'strictly here, and mounts cannot be shown.');
  const acts = h('div', { class: 'acts' });
  fill(document.getElementById('picture'),
    h('header', { class: 'pane-header' }, h('h2', null, 'Where the volume is'), meter), scene, weak, acts);
  installActs(acts);

  const disks = new Map();
  let fetchedAt = Date.now();

  function draw() {
    const { cloud } = state;
    fetchedAt = Date.now();
    weak.hidden = seesMounts(cloud);
    machines(home, hosts(cloud));
    const alive = builders(cloud).filter((instance) => !isGone(instance));
    machines(away, alive.length > 0 ? alive : [{ id: 'none' }]);
    const places = new Map((cloud.volumes ?? []).map((volume) => [volume.id, whereabouts(cloud, volume)]));
    for (const volume of cloud.volumes ?? []) {
      seat(volume.id, places.get(volume.id), scene, lane, cloud.volumes.indexOf(volume));
      if (!disks.has(volume.id)) {
        disks.set(volume.id, disk(volume, disks.size));
        layer.append(disks.get(volume.id));
      }
      dress(disks.get(volume.id), volume, places.get(volume.id), cloud);
    }
    for (const [id, node] of disks) {
      if (!places.has(id)) {
        node.remove();
        disks.delete(id);
        scene.querySelectorAll(`.slot[data-slot="${id}"]`).forEach((slot) => slot.remove());
      }
    }
    laneWords(lane, [...places.values()].filter((place) => place.place === 'transit'), cloud);
    settle();
    tick();
  }

  /** Moves every disk onto its slot; the style sheet makes that a glide. */
  function settle() {
    const frame = scene.getBoundingClientRect();
    for (const [id, node] of disks) {
      const slot = scene.querySelector(`.slot[data-slot="${id}"]`)?.getBoundingClientRect();
      if (slot && slot.width > 0) {
        node.style.setProperty('--x', `${Math.round(slot.left - frame.left + (slot.width - node.offsetWidth) / 2)}px`);
        node.style.setProperty('--y', `${Math.round(slot.top - frame.top)}px`);
        requestAnimationFrame(() => node.classList.add('settled'));
      }
    }
  }

  function tick() {
    const all = builders(state.cloud);
    const total = all.reduce((sum, instance) => sum + spent(instance, fetchedAt), 0);
    const running = all.some((instance) => !isEnding(instance));
    meter.textContent = total > 0 ? `${money(total)} for builders` : 'nothing rented';
    meter.classList.toggle('running', running);
    for (const node of scene.querySelectorAll('[data-meter]')) {
      const instance = all.find((each) => each.id === node.dataset.meter);
      node.textContent = instance ? meterWords(instance, fetchedAt) : '';
    }
  }

  setInterval(tick, 250);
  new ResizeObserver(settle).observe(scene);
  listen('cloud', draw);
  draw();
}

/** Puts the placeholder of a volume into the bay where its disk belongs. */
function seat(id, place, scene, lane, order) {
  const bay = place.place === 'transit' ? lane
    : scene.querySelector(`.machine[data-instance="${place.machine}"] .bay`) ?? lane;
  let slot = scene.querySelector(`.slot[data-slot="${id}"]`);
  if (!slot) {
    slot = h('span', { class: 'slot', 'data-slot': id });
  }
  if (slot.parentElement !== bay) {
    bay.append(slot);
  }
  slot.style.order = order;
}

function machines(container, list) {
  reconcile(container, list, (instance) => instance.id,
    ({ id, type, state: word, agent, spot, spot_status: notice, tags, role }) =>
      JSON.stringify([id, type, word, agent, spot, notice, tags, role]),
    (instance) => keepingSlots(container, instance));
}

/** A machine that is drawn anew keeps the placeholders that sit in its bay. */
function keepingSlots(container, instance) {
  const node = instance.id === 'none'
    ? h('div', { class: 'machine none' }, 'No builder is running, so nothing costs anything.')
    : machine(instance);
  const before = container.querySelector(`.machine[data-instance="${instance.id}"] .bay`);
  node.querySelector('.bay')?.append(...(before?.children ?? []));
  return node;
}

function machine(instance) {
  const word = lower(instance.state);
  const builder = isBuilder(instance);
  const job = tagsOf(instance)['sojourn:job'];
  return h('div', {
    class: `machine ${builder ? 'builder' : 'host'} is-${word}`, 'data-instance': instance.id, 'data-state': word,
    'data-testid': `instance-${instance.id}`,
  },
  h('div', { class: 'machine-words' },
    h('div', { class: 'machine-head' },
      h('strong', null, machineName(state.cloud, instance)),
      h('span', { class: `pill pill-${word}` }, word)),
    h('div', { class: 'machine-type', title: `${instance.id}, ${instance.zone ?? ''}` },
      instance.type, h('span', null, shortId(instance.id))),
    cores(instance),
    h('div', { class: 'machine-notes' },
      agentWords(instance),
      builder && h('span', null, [instance.spot ? 'spot' : 'on demand', job && `job #${String(job).replace('#', '')}`]
        .filter(Boolean).join(' · ')),
      notice(instance) && h('span', { class: 'notice' }, notice(instance))),
    builder && h('div', { class: 'machine-meter', 'data-meter': instance.id })),
  h('div', { class: 'bay', 'aria-hidden': 'true' }));
}

const notice = (instance) => {
  const status = lower(instance.spot_status);
  return /marked|terminat|reclaim|interrupt/.test(status) ? `spot: ${status.replace(/-/g, ' ')}` : '';
};

function agentWords(instance) {
  const online = lower(instance.agent) === 'online';
  return h('span', { class: `agent ${online ? 'online' : 'offline'}` }, online ? 'agent online'
    : lower(instance.agent).includes('lost') ? 'agent lost' : 'agent not online');
}

function meterWords(instance, fetchedAt) {
  const usd = money(spent(instance, fetchedAt));
  const reclaim = Date.parse(instance.reclaim_at);
  if (reclaim) {
    return `${usd} · taken back in ${span((reclaim - Date.now()) / 1000)}`;
  }
  const seconds = (Date.now() - Date.parse(instance.launched_at)) / 1000;
  return isEnding(instance) ? `${usd} in all` : `${usd} · ${span(seconds)} at $${instance.usd_per_hour}/h`;
}

/** One small square per vCPU: why the volume travels at all. */
function cores(instance) {
  const count = instance.vcpus ?? 0;
  const perRow = 16;
  const rows = Math.ceil(count / perRow);
  const squares = Array.from({ length: count }, (_, index) => svg('rect', {
    x: (index % perRow) * 8, y: Math.floor(index / perRow) * 8, width: 6, height: 6, rx: 1.5,
  }));
  return svg('svg', {
    class: 'cores', viewBox: `0 0 ${perRow * 8 - 2} ${rows * 8 - 2}`, width: perRow * 8 - 2, height: rows * 8 - 2,
    role: 'img', 'aria-label': `${count} vCPUs`,
  }, svg('title', null, `${count} vCPUs`), squares);
}

function laneWords(lane, travelling, cloud) {
  const nameOf = (id) => {
    const instance = (cloud.instances ?? []).find((each) => each.id === id);
    return instance ? machineName(cloud, instance).toLowerCase() : 'a machine';
  };
  const words = travelling.map((place) => ({
    detaching: `detaching from ${nameOf(place.machine)}`,
    attaching: `attaching to ${nameOf(place.machine)}`,
    available: 'attached to nothing',
  })[place.state] ?? place.state);
  lane.firstChild.textContent = words.join(', ');
  lane.classList.toggle('busy', words.length > 0);
}
