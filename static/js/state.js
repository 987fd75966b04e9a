// How old a check is: "Antwortet, geprüft vor 4 Minuten", for an hour. Later the page's own words with the time stay.

const MINUTE_MS = 60_000;
const FRESH_MINUTES = 60;
const words = new Intl.RelativeTimeFormat("de");

for (const place of document.querySelectorAll("[data-checked]")) {
  const minutes = Math.floor((Date.now() - Date.parse(place.dataset.checked)) / MINUTE_MS);
  if (minutes >= 0 && minutes < FRESH_MINUTES) {
    place.textContent = `${place.dataset.fresh} ${minutes ? words.format(-minutes, "minute") : "eben"}.`;
  }
}
