// build/elements/mittari-frame.js, for the page around: <iframe data-mittari="a1" src="…#…&frame=a1"> grows with its content.
(() => {
  const frames = () => document.querySelectorAll("iframe[data-mittari]");
  addEventListener("message", ({ source, origin, data }) => {
    for (const frame of frames()) {
      if (source !== frame.contentWindow || !data || data.mittari !== frame.dataset.mittari) continue;
      const { sandbox } = frame;
      const opaque = sandbox.length && !sandbox.contains("allow-same-origin");
      const { origin: own } = new URL(frame.src, document.baseURI);
      if (origin !== (opaque ? "null" : own)) continue;
      const height = Math.ceil(data.height);
      if (height > 0 && height < 5e4) frame.style.height = `${height}px`;
    }
  });
  const ask = (frame) => frame.contentWindow.postMessage({ mittari: frame.dataset.mittari }, "*");
  for (const frame of frames()) {
    ask(frame);
    frame.addEventListener("load", () => ask(frame));
  }
})();
