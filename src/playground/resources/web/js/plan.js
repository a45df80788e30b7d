import { h } from './dom.js';
import { isWeb, link } from './mrkdwn.js';
import { richText } from './richtext.js';
import { textOf } from './blocks.js';

const STATUS = {
  pending: ['○', 'pending'],
  in_progress: ['', 'in progress'],
  complete: ['✓', 'complete'],
  error: ['!', 'failed'],
};

/** A `plan` block: a title above its tasks. */
export function plan(block) {
  const tasks = block.tasks ?? [];
  const done = tasks.filter((task) => task.status === 'complete').length;
  return h('div', null,
    h('div', { class: 'plan-title' }, h('span', null, textOf(block.title)),
      tasks.length > 0 && h('span', { class: 'plan-count' }, `${done} of ${tasks.length}`)),
    h('ol', { class: 'plan-tasks' }, tasks.map((task) => h('li', null, taskCard(task)))));
}

/** One task: a mark, a title and, where given, details, output and sources. */
export function taskCard(task) {
  const status = STATUS[task.status] ? task.status : 'pending';
  const [mark, words] = STATUS[status];
  return h('div', { class: `task task-${status}`, 'data-task-id': task.task_id, 'data-status': status },
    h('span', { class: 'task-mark', role: 'img', 'aria-label': words }, mark),
    h('div', { class: 'task-body' },
      h('div', { class: 'task-title' }, textOf(task.title)),
      task.details && h('div', { class: 'task-details' }, rich(task.details)),
      task.output && h('div', { class: 'task-output' }, rich(task.output)),
      (task.sources ?? []).length > 0 && h('div', { class: 'task-sources' }, task.sources.map((source) =>
        isWeb(source.url) ? link(source.url, source.text ?? source.url) : h('span', null, source.text ?? source.url)))));
}

const rich = (content) => (content.type === 'rich_text' ? richText(content) : textOf(content));
