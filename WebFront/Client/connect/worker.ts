/**
 * The service worker of the consumer's pages: keeps the shell, so that a visit without a network says what is wrong in our words.
 * It never keeps anything of the API, and everything works the same without it.
 */

/** What the page is made of, by the versions it was built with; put in by the build. */
declare const SHELL: readonly string[];

interface ExtendableEvent extends Event { waitUntil(work: Promise<unknown>): void }
interface NotificationEvent extends ExtendableEvent { notification: Notification }
interface FetchEvent extends ExtendableEvent { request: Request; respondWith(answer: Promise<Response>): void }

const worker = self as unknown as {
  addEventListener(type: "install" | "activate", handle: (event: ExtendableEvent) => void): void;
  addEventListener(type: "fetch", handle: (event: FetchEvent) => void): void;
  addEventListener(type: "notificationclick", handle: (event: NotificationEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(options: { type: "window" }): Promise<{ focus(): Promise<unknown> }[]> };
};

const cacheName = `connect ${SHELL.join(" ")}`;
const page = "/connect";

/** Small things that are better old than missing. */
const besides = ["/look/brand.css", "/icon.svg", "/connect.webmanifest"];

/** A network that has not answered by then is no network for whoever waits, in milliseconds. */
const patience = 4_000;

worker.addEventListener("install", event => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll([page, ...SHELL]);
    // The page says which language it is in.
    const words = /\/app\/words\/[^"]+/.exec(await (await cache.match(page))!.text())?.[0];
    if (words) await cache.add(words);
    await Promise.all(besides.map(path => cache.add(path).catch(() => {})));
    await worker.skipWaiting();
  })());
});

worker.addEventListener("activate", event => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("connect ") && name !== cacheName) await caches.delete(name);
    await worker.clients.claim();
  })());
});

worker.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(worker.clients.matchAll({ type: "window" }).then(pages => pages[0]?.focus()));
});

worker.addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && (pathname === page || pathname === "/j")) event.respondWith(fromNetwork(request, page));
  else if (SHELL.includes(pathname + search) || pathname.startsWith("/app/words/")) event.respondWith(fromCache(request));
  else if (besides.includes(pathname)) event.respondWith(fromNetwork(request, pathname));
});

async function fromCache(request: Request): Promise<Response> {
  return await (await caches.open(cacheName)).match(request) ?? fetch(request);
}

async function fromNetwork(request: Request, kept: string): Promise<Response> {
  const network = fetch(request);
  const late = new Promise<undefined>(resolve => setTimeout(resolve, patience));
  const answer = await Promise.race([network.catch(() => undefined), late]);
  return answer ?? await (await caches.open(cacheName)).match(kept) ?? network;
}
