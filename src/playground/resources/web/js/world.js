/** Reads the cloud's JSON: what each machine is, and where each volume is now. */

export const tagsOf = (thing) => thing.tags ?? {};

export const lower = (word) => String(word ?? '').toLowerCase();
export const isBuilder = (instance) => instance.role === 'builder';
export const isGone = (instance) => lower(instance.state) === 'terminated';
export const isEnding = (instance) => ['shutting-down', 'terminated'].includes(lower(instance.state));

export const hosts = (cloud) => (cloud.instances ?? []).filter((instance) => !isBuilder(instance));
export const builders = (cloud) => (cloud.instances ?? []).filter(isBuilder);
export const shortId = (id) => (id.length > 13 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id);
export const volumeName = (volume) => volume.name ?? shortId(volume.id);

export function machineName(cloud, instance) {
  if (isBuilder(instance)) {
    return 'Builder';
  }
  const name = tagsOf(instance).Name ?? `host ${hosts(cloud).indexOf(instance) + 1}`;
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/**
 * `{place: host|transit|builder, machine, state, mounted, busy}`. Attached, a volume is at its machine, mounted or not;
 * everything else is transit.
 */
export function whereabouts(cloud, volume) {
  const attachment = (volume.attachments ?? []).find((each) => lower(each.state) !== 'detached');
  const machine = attachment && (cloud.instances ?? []).find((instance) => instance.id === attachment.instance);
  const mounted = attachment !== undefined && volume.mounted_on === attachment.instance;
  const state = lower(attachment?.state) || lower(volume.state) || 'available';
  const busy = state === 'busy';
  if (machine && (state === 'attached' || busy)) {
    return { place: isBuilder(machine) ? 'builder' : 'host', machine: machine.id, state, mounted, busy };
  }
  return { place: 'transit', machine: machine?.id ?? null, state, mounted: false, busy };
}

/** Without namespaces the playground cannot see mounts. */
export const seesMounts = (cloud) => !String(cloud.isolation ?? '').startsWith('isolation=weak');

/** What a person reads below the disk. */
export function volumeWords(place, cloud) {
  if (place.busy) {
    return 'detach is busy';
  }
  if (place.place === 'transit') {
    return { detaching: 'detaching', attaching: 'attaching', available: 'free' }[place.state] ?? place.state;
  }
  return !seesMounts(cloud) ? 'attached' : place.mounted ? 'mounted' : 'not mounted';
}

/** USD so far by list price: what the cloud counted at `fetchedAt`, and the seconds since then while it runs. */
export function spent(instance, fetchedAt, now = Date.now()) {
  const since = lower(instance.state) === 'running' ? Math.max(0, now - fetchedAt) : 0;
  return (instance.usd ?? 0) + since / 3_600_000 * (instance.usd_per_hour ?? 0);
}

export const money = (usd) => `$${usd.toFixed(usd < 10 ? 4 : 2)}`;
