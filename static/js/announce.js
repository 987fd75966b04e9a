// Says a sentence to screen readers. Its beginning stands in the page, in a data attribute of the live region:
// document.dispatchEvent(new CustomEvent("announce", { detail: { sentence: "copied", value: "993" } }));

const PAUSE_MS = 50;

const region = document.querySelector("[data-announcements]");

document.addEventListener("announce", (event) => {
  const { sentence, value } = event.detail;
  // An empty region first, so that the same sentence is read a second time, too.
  region.textContent = "";
  setTimeout(() => {
    region.textContent = `${region.dataset[sentence]} ${value}`;
  }, PAUSE_MS);
});
