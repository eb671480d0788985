interface PictureWindows { requestWindow(size: { width: number; height: number }): Promise<Window> }

/**
 * The picture's own window. What is shown lives in one element, `host`, that moves between the page and the window, so that nothing of
 * it begins anew: not the video, not a mark being drawn. The window stays on top where the browser can do that (Document
 * Picture-in-Picture), and is a plain one otherwise.
 */
export class PopOut {
  readonly host = document.createElement("div");
  /** The window; null while the picture is in the page. */
  window: Window | null = null;

  #home: HTMLElement | null = null;
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.host.className = "picture-host";
  }

  /** The place in the page. */
  settle(home: HTMLElement): void {
    this.#home = home;
    if (!this.window) this.#move(home);
  }

  /** Opens the window; false when the browser keeps it from opening. Has to be called from a click or a key. */
  async open(title: string): Promise<boolean> {
    if (this.window) return true;
    const size = { width: 960, height: 600 };
    const windows = (globalThis as { documentPictureInPicture?: PictureWindows }).documentPictureInPicture;
    const opened = await windows?.requestWindow(size).catch(() => null) ?? window.open("", "", `popup,width=${size.width},height=${size.height}`);
    if (!opened) return false;
    // What is put into the first empty page of a window is lost in some browsers once the second one has loaded.
    if (opened.document.readyState !== "complete") await new Promise(resolve => opened.addEventListener("load", resolve, { once: true }));
    const { document: page } = opened;
    const { documentElement: root } = document;
    for (const { name, value } of root.attributes) page.documentElement.setAttribute(name, value);
    for (const sheet of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
      const link = page.createElement("link");
      link.rel = "stylesheet";
      link.href = sheet.href;
      page.head.append(link);
    }
    page.title = title;
    page.body.className = "pop-out";
    opened.addEventListener("pagehide", () => {
      if (this.window === opened) this.#bringBack();
    });
    this.window = opened;
    this.#move(page.body);
    this.#changed();
    return true;
  }

  /** Back into the page. */
  close(): void {
    const { window } = this;
    if (!window) return;
    this.#bringBack();
    window.close();
  }

  #bringBack(): void {
    this.window = null;
    if (this.#home) this.#move(this.#home);
    this.#changed();
  }

  #move(to: HTMLElement): void {
    to.append(this.host);
    // A video that changes its document stands still until it is told to go on.
    for (const video of this.host.querySelectorAll("video")) video.play().catch(() => {});
  }
}
