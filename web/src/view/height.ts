// Inside of a frame: tells the page around how high the content is, whenever that changes and when asked. Only the height
// goes out, so whoever the host is may hear it; what comes in counts only from the parent, and only as the question.
export const tellHeight = (id: string, content: Element): void => {
  if (id === "" || parent === window) return;
  const tell = (): void => {
    const { bottom } = content.getBoundingClientRect();
    parent.postMessage({ mittari: id, height: Math.ceil(bottom + scrollY) }, "*");
  };
  new ResizeObserver(tell).observe(content);
  addEventListener("message", (event) => {
    if (event.source === parent && (event.data as { mittari?: unknown } | null)?.mittari === id) tell();
  });
};
