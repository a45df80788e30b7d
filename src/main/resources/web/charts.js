// Two charts of the history. Everything in them is in the table too.
'use strict';

const box = document.getElementById('charts');

const draw = points => {
  const paint = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = unit => ({
    stroke: paint('--soft'), grid: { stroke: paint('--hair'), width: 1 }, ticks: { show: false },
    font: '12px system-ui, sans-serif', values: unit && ((_, ticks) => ticks.map(tick => unit(tick))),
  });
  const chart = (place, unit, series, columns, bands) => {
    const target = document.getElementById(place);
    target.replaceChildren();
    const options = {
      width: target.clientWidth, height: 220, bands, series: [{ value: (_, at) => at && new Date(at * 1000).toLocaleString() }, ...series],
      axes: [axis(), { ...axis(unit), size: 68 }], legend: { live: false }, cursor: { y: false },
      // One moment alone: a day around it, where the library would show the three years after it.
      scales: { x: { range: (_, from, to) => (new Set(points.at).size === 1 ? [from - 43200, from + 43200] : [from, to]) }, y: { range: (_, low, high) => [0, (high || 1) * 1.1] } },
    };
    return new uPlot(options, [points.at, ...columns], target);
  };
  const dots = (label, color, shape) => ({
    label, stroke: paint(color), width: 0, paths: () => null,
    points: { show: true, size: shape === 'large' ? 8 : 5, fill: shape === 'large' ? 'transparent' : paint(color), stroke: paint(color), width: 1.5 },
  });
  const minutes = tick => `${tick} min`;
  const dollars = tick => `$${tick}`;
  chart('chart-time', minutes, [dots('incremental', '--away'), dots('from scratch', '--transit', 'large')], [points.incremental, points.clean]);
  const edge = label => ({ label, stroke: paint('--soft'), width: 1, dash: [2, 3], points: { show: false }, spanGaps: true });
  chart('chart-cost', dollars, [edge('estimate, upper end'), edge('lower end'), dots('cost', '--home')],
    [points.high, points.low, points.cost], [{ series: [1, 2], fill: paint('--transit-wash') }]);
};

if (box) {
  fetch(box.dataset.url).then(answer => answer.json()).then(points => {
    if (points.at.length === 0) { box.hidden = true; return; }
    draw(points);
    let later;
    addEventListener('resize', () => { clearTimeout(later); later = setTimeout(() => draw(points), 150); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(points));
  }).catch(() => { box.hidden = true; });
}
