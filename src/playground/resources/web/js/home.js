import { fill, h } from './dom.js';
import { blocks } from './blocks.js';
import { post } from './control.js';
import { state } from './state.js';
import { complain } from './toast.js';

let drawn = '';

/** Sojourn's Home tab as this person sees it. `opened` when the person has just gone there. */
export function home(place, opened) {
  if (opened) {
    drawn = '';
    post('/playground/home', { user: state.me }).catch(complain);
  }
  const view = state.views.home;
  const version = JSON.stringify([view, state.me]);
  if (version === drawn) {
    return;
  }
  drawn = version;
  fill(place, h('div', { class: 'home-view', 'data-testid': 'home' }, view
    ? blocks(view.blocks, { where: { view_id: view.id } })
    : h('p', { class: 'empty' }, 'Sojourn has not drawn a Home tab for you yet.')));
}
