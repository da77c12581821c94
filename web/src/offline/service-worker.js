// Keeps the page's own files, and nothing else: no data ever come by here, for the page sends none. An update fills a
// cache of its own, waits until the reader takes it, and then throws the old ones away.
const cache = "__CACHE__";
const files = "__FILES__".split(" ");

self.addEventListener("install", (event) => {
  // Past the browser's own cache, but for names made of their content: all files are of one version.
  event.waitUntil(caches.open(cache).then((kept) => kept.addAll(files.map((name) => (/-[0-9a-f]{16}\./.test(name) ? name : new Request(name, { cache: "reload" }))))));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("mittari-") && name !== cache).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});
self.addEventListener("message", (event) => {
  if (event.data === "use") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const name = url.pathname.slice(scope.pathname.length) || "index.html";
  if (!files.includes(name)) return;
  event.respondWith(caches.open(cache).then((kept) => kept.match(new URL(name, scope).href)).then((found) => found ?? fetch(request)));
});
