import { post } from './control.js';
import { askConfirm } from './confirm.js';
import { state } from './state.js';
import { complain, say } from './toast.js';

/**
 * A person uses an interactive element. `where` is `{channel, message_ts}` or `{view_id}`. The control stays disabled
 * until the bot has acknowledged, as nobody can press twice in Slack before the first press has an answer.
 */
export async function press(element, where, control, value) {
  if (element.confirm && !(await askConfirm(element.confirm))) {
    return false;
  }
  control.disabled = true;
  control.classList.add('busy');
  try {
    const answer = await post('/playground/actions', {
      user: state.me, ...where, action_id: element.action_id, ...(value === undefined ? {} : { value }),
    });
    if (answer.warning === 'operation_timeout') {
      say('⚠ Sojourn did not acknowledge this within 3 seconds.', 'error');
    }
    return true;
  } catch (failure) {
    complain(failure);
    return false;
  } finally {
    control.disabled = false;
    control.classList.remove('busy');
  }
}
