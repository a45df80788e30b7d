const NEAR_PX = 80;

/** Keeps a list at its end while its reader is there, also when the list changes size. */
export function pinned(list) {
  let held = true;
  const toEnd = () => {
    held = true;
    list.scrollTop = list.scrollHeight;
  };
  list.addEventListener('scroll', () => {
    held = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
  });
  new ResizeObserver(() => {
    if (held) {
      toEnd();
    }
  }).observe(list);
  return { toEnd, holds: () => held };
}
