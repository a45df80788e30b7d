/** The shortcodes that bots tend to use. An unknown one stays as it was typed, as in Slack. */
const EMOJI = new Map(Object.entries({
  '+1': '👍', '-1': '👎', alarm_clock: '⏰', arrow_right: '➡️', arrow_left: '⬅️', arrow_up: '⬆️', arrow_down: '⬇️',
  arrows_counterclockwise: '🔄', ballot_box_with_check: '☑️', bar_chart: '📊', bell: '🔔', black_circle: '⚫',
  black_square_for_stop: '⏹️', bomb: '💣', book: '📖', boom: '💥', broken_heart: '💔', broom: '🧹', bug: '🐛',
  building_construction: '🏗️', bulb: '💡', bust_in_silhouette: '👤', busts_in_silhouette: '👥', calendar: '📅',
  card_index_dividers: '🗂️', chart_with_upwards_trend: '📈', clipboard: '📋', clock1: '🕐', closed_lock_with_key: '🔐',
  cloud: '☁️', computer: '💻', computer_disk: '💽', construction: '🚧', cyclone: '🌀', desktop_computer: '🖥️',
  detective: '🕵️', dollar: '💵', door: '🚪', dvd: '📀', electric_plug: '🔌', exclamation: '❗', eyes: '👀',
  fast_forward: '⏩', file_folder: '📁', fire: '🔥', floppy_disk: '💾', gear: '⚙️', ghost: '👻', grey_question: '❔',
  hammer: '🔨', hammer_and_wrench: '🛠️', heavy_check_mark: '✔️', heavy_dollar_sign: '💲', heavy_minus_sign: '➖',
  heavy_multiplication_x: '✖️', heavy_plus_sign: '➕', hourglass: '⌛', hourglass_flowing_sand: '⏳', house: '🏠',
  house_with_garden: '🏡', inbox_tray: '📥', information_source: 'ℹ️', key: '🔑', label: '🏷️',
  large_blue_circle: '🔵', large_green_circle: '🟢', large_orange_circle: '🟠', large_red_circle: '🔴',
  large_yellow_circle: '🟡', large_white_circle: '⚪', link: '🔗', lock: '🔒', loudspeaker: '📢', luggage: '🧳',
  mag: '🔍', memo: '📝', minidisc: '💽', money_with_wings: '💸', moneybag: '💰', moon: '🌔', no_bell: '🔕',
  no_entry: '⛔', no_entry_sign: '🚫', octagonal_sign: '🛑', ok: '🆗', outbox_tray: '📤', package: '📦',
  page_facing_up: '📄', paperclip: '📎', pause_button: '⏸️', arrow_forward: '▶️', pencil: '✏️', pencil2: '✏️',
  pushpin: '📌', question: '❓', raised_hand: '✋', recycle: '♻️', red_circle: '🔴', repeat: '🔁', robot_face: '🤖',
  rocket: '🚀', rotating_light: '🚨', satellite: '🛰️', scales: '⚖️', scissors: '✂️', scroll: '📜', seedling: '🌱',
  shield: '🛡️', skull: '💀', sleeping: '😴', slightly_smiling_face: '🙂', smile: '😄', snail: '🐌', snowflake: '❄️',
  sos: '🆘', sparkles: '✨', speech_balloon: '💬', stop_sign: '🛑', stopwatch: '⏱️', sunny: '☀️', suspension_railway: '🚟',
  tada: '🎉', test_tube: '🧪', thinking_face: '🤔', thumbsdown: '👎', thumbsup: '👍', timer_clock: '⏲️',
  toolbox: '🧰', tools: '🛠️', traffic_light: '🚥', truck: '🚚', unlock: '🔓', vertical_traffic_light: '🚦',
  warning: '⚠️', watch: '⌚', wave: '👋', wavy_dash: '〰️', white_check_mark: '✅', white_circle: '⚪',
  white_square_button: '🔳', white_medium_square: '◻️', wrench: '🔧', x: '❌', zap: '⚡', zzz: '💤',
}));

export const emojiOf = (name) => EMOJI.get(name);

/** Replaces the shortcodes of a plain text. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => EMOJI.get(name) ?? whole);
}
