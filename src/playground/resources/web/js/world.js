/** Reads the cloud's JSON: what each machine is, and where each volume is now. */

/** On-demand list prices of Linux in us-east-1, USD per hour, and vCPUs; for answers without `usd_per_hour`. */
const TYPES = {
  't3.micro': [0.0104, 2], 't3.small': [0.0208, 2], 't3.medium': [0.0416, 2],
  'c7i.large': [0.08925, 2], 'c7i.xlarge': [0.1785, 4], 'c7i.2xlarge': [0.357, 8], 'c7i.4xlarge': [0.714, 16],
  'c7i.8xlarge': [1.428, 32], 'c7i.12xlarge': [2.142, 48], 'c7i.16xlarge': [2.856, 64], 'c7i.24xlarge': [4.284, 96],
  'c7i.48xlarge': [8.568, 192], 'c7a.4xlarge': [0.82112, 16], 'c7a.8xlarge': [1.64224, 32],
  'c7a.16xlarge': [3.28448, 64], 'c7a.24xlarge': [4.92672, 96], 'c6i.16xlarge': [2.72, 64], 'c6i.32xlarge': [5.44, 128],
  'c8i.16xlarge': [2.99872, 64], 'm7i.16xlarge': [3.2256, 64],
};

const SIZES = { large: 2, xlarge: 4, metal: 96 };

export const usdPerHour = (instance) => instance.usd_per_hour ?? TYPES[instance.type]?.[0];

export function vcpus(instance) {
  const size = instance.type?.split('.')[1] ?? '';
  return instance.vcpus ?? TYPES[instance.type]?.[1] ?? SIZES[size] ?? (Number.parseInt(size, 10) * 4 || 2);
}

/** Tags come as an object or as EC2's list of Key and Value. */
export function tagsOf(thing) {
  const tags = thing.tags ?? {};
  return Array.isArray(tags)
    ? Object.fromEntries(tags.map((tag) => [tag.Key ?? tag.key, tag.Value ?? tag.value])) : tags;
}

export const lower = (word) => String(word ?? '').toLowerCase();
export const isBuilder = (instance) => (instance.role ?? tagsOf(instance)['sojourn:role']) === 'builder';
export const isGone = (instance) => lower(instance.state) === 'terminated';
export const isEnding = (instance) => ['shutting-down', 'terminated'].includes(lower(instance.state));

export const hosts = (cloud) => (cloud.instances ?? []).filter((instance) => !isBuilder(instance));
export const builders = (cloud) => (cloud.instances ?? []).filter(isBuilder);
export const shortId = (id) => (id.length > 13 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id);
export const volumeName = (volume) => volume.name ?? tagsOf(volume).Name ?? shortId(volume.id);

export function machineName(cloud, instance) {
  if (isBuilder(instance)) {
    return 'Builder';
  }
  const name = tagsOf(instance).Name;
  return name ?? `Host ${hosts(cloud).indexOf(instance) + 1}`;
}

const mountsOf = (volume) => [volume.mounted_on ?? []].flat().map((mount) => mount?.instance ?? mount);

/** Remembers each volume's last quiet place, so that a disk on its way can be drawn between two ends. */
const lastAt = new Map();

/**
 * `{place: host|transit|builder, machine, state, mounted, from}`. Attached, a volume is at its machine, mounted or not;
 * everything else is transit.
 */
export function whereabouts(cloud, volume) {
  const attachment = (volume.attachments ?? []).find((each) => lower(each.state) !== 'detached');
  const machine = attachment && (cloud.instances ?? []).find((instance) => instance.id === attachment.instance);
  const mounted = mountsOf(volume).some((mount) => attachment && (mount === attachment.instance || String(mount).startsWith('/')));
  const state = lower(attachment?.state) || lower(volume.state) || 'available';
  const busy = state === 'busy';
  if (machine && (state === 'attached' || busy)) {
    lastAt.set(volume.id, machine.id);
    return { place: isBuilder(machine) ? 'builder' : 'host', machine: machine.id, state, mounted, busy };
  }
  return { place: 'transit', machine: machine?.id ?? null, from: lastAt.get(volume.id), state, mounted: false, busy };
}

/** What a person reads below the disk. */
export function volumeWords(place, mountPoint) {
  if (place.busy) {
    return 'detach is busy';
  }
  if (place.place === 'transit') {
    return { detaching: 'detaching', attaching: 'attaching', available: 'free' }[place.state] ?? place.state;
  }
  return place.mounted ? mountPoint ?? 'mounted' : 'not mounted';
}

/** When a builder's meter stopped, as far as this page saw it: `terminated_at`, else the first look that found it ending. */
const stopped = new Map();

/** USD so far by list price, or undefined where the price or the end is not known. */
export function spent(instance, now = Date.now()) {
  const rate = usdPerHour(instance);
  const from = Date.parse(instance.launched_at);
  if (rate === undefined || Number.isNaN(from)) {
    return undefined;
  }
  if (!isEnding(instance)) {
    stopped.set(instance.id, null);
    return Math.max(0, now - from) / 3_600_000 * rate;
  }
  if (stopped.get(instance.id) === null) {
    stopped.set(instance.id, now);
  }
  const to = Date.parse(instance.terminated_at) || stopped.get(instance.id);
  return to ? Math.max(0, to - from) / 3_600_000 * rate : undefined;
}

export const money = (usd) => (usd === undefined ? '' : `$${usd.toFixed(usd < 10 ? 4 : 2)}`);
