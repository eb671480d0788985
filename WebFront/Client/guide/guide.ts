/** What a guide's page can do beyond being read: its buttons are hidden where this script does not run. */
const said = document.querySelector<HTMLElement>("[data-said]")!;

function onClick(selector: string, act: () => void): void {
  const button = document.querySelector<HTMLButtonElement>(selector)!;
  button.hidden = false;
  button.addEventListener("click", act);
}

onClick("[data-copy]", async () => {
  const address = location.origin + location.pathname;
  try {
    await navigator.clipboard.writeText(address);
    said.textContent = said.dataset["copied"]!;
  } catch {
    said.textContent = `${said.dataset["byHand"]} ${address}`;
  }
});

onClick("[data-print]", () => print());

if (new URLSearchParams(location.search).has("print")) addEventListener("load", () => print());
