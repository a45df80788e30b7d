/** Times as Slack words them, in the reader's own zone. */
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayLong = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const numbered = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: '2-digit', day: '2-digit' });
const short = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const long = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const plain = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });

export const ofTs = (ts) => new Date(Number.parseFloat(ts) * 1000);
export const time = (date) => clock.format(date);
/** For the narrow gutter: without a day period. */
export const timeShort = (date) => clock.format(date).replace(/\s*[AP]M$/i, '');
export const timeWithSeconds = (date) => clockSeconds.format(date);
export const full = (date) => `${long.format(date)}, ${clockSeconds.format(date)}`;
export const dayKey = (date) => date.toDateString();

export function day(date) {
  return nearDay(date) ?? dayLong.format(date);
}

function nearDay(date) {
  const days = Math.round((new Date(new Date().toDateString()) - new Date(date.toDateString())) / 86_400_000);
  return { '-1': 'Tomorrow', 0: 'Today', 1: 'Yesterday' }[days];
}

const pretty = (date, format) => nearDay(date)?.toLowerCase() ?? format.format(date);

/** The tokens of `<!date^epoch^format|fallback>`. */
export function slackDate(epoch, format) {
  const date = new Date(epoch * 1000);
  if (Number.isNaN(date.getTime())) {
    return undefined;
  }
  const words = {
    date_num: () => numbered.format(date),
    date: () => plain.format(date),
    date_short: () => short.format(date),
    date_long: () => long.format(date),
    date_pretty: () => pretty(date, plain),
    date_short_pretty: () => pretty(date, short),
    date_long_pretty: () => pretty(date, long),
    day_divider_pretty: () => pretty(date, long),
    time: () => clock.format(date),
    time_secs: () => clockSeconds.format(date),
    ago: () => ago(date),
  };
  return format.replace(/\{(\w+)\}/g, (token, name) => words[name]?.() ?? token);
}

export function ago(date) {
  const seconds = Math.round((Date.now() - date) / 1000);
  const amount = span(Math.abs(seconds));
  return seconds < 0 ? `in ${amount}` : `${amount} ago`;
}

/** `75` becomes `1 min 15 s`. */
export function span(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function bytes(count) {
  if (!Number.isFinite(count)) {
    return '';
  }
  return count < 1024 ? `${count} bytes` : count < 1024 * 1024
    ? `${(count / 1024).toFixed(1)} kB` : `${(count / 1024 / 1024).toFixed(1)} MB`;
}
