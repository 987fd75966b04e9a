// Says ten minutes before its end that the log-in ends, with a button that prolongs it; nothing is lost either way.
// "session:seconds" tells from other scripts how long it lasts now.

const note = document.querySelector("[data-session]");
const WARN_SECONDS = 600;
const CHECK_MS = 15_000;
let end;

const lasts = (seconds) => (end = Date.now() + seconds * 1000);

function check() {
  const seconds = (end - Date.now()) / 1000;
  note.hidden = seconds > WARN_SECONDS;
  if (note.hidden) return;
  const minutes = Math.ceil(seconds / 60);
  const sentence =
    seconds <= 0
      ? "Ihre Anmeldung ist abgelaufen. Ihr Text bleibt erhalten: Speichern Sie ihn und melden Sie sich dann wieder an."
      : `Ihre Anmeldung endet ${minutes === 1 ? "in einer Minute" : `in ${minutes} Minuten`}.`;
  const words = note.querySelector("[data-session-words]");
  if (words.textContent !== sentence) words.textContent = sentence;
  note.querySelector("button").hidden = seconds <= 0;
}

async function prolong() {
  const response = await fetch(note.dataset.session);
  if (response.ok && !response.redirected) lasts((await response.json()).seconds_left);
  check();
}

if (note && Number(note.dataset.secondsLeft)) {
  lasts(Number(note.dataset.secondsLeft));
  document.addEventListener("session:seconds", ({ detail }) => {
    lasts(detail);
    check();
  });
  note.querySelector("button").addEventListener("click", prolong);
  setInterval(check, CHECK_MS);
  check();
}
