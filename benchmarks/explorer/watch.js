// Runs before any script of the page: the time of every frame, of the first with what SELECTOR finds, and of long tasks.
(() => {
  const told = { frames: [], picture: null, tasks: [] };
  Object.defineProperty(window, "kgWatch", { value: told });
  new PerformanceObserver((list) => told.tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: "longtask", buffered: true });
  let isThere = false;
  const tick = (now) => {
    told.frames.push(now);
    // What is there in one frame has been drawn by the next.
    if (isThere) told.picture ??= now;
    else isThere = document.querySelector(SELECTOR) !== null;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})();
