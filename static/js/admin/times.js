// Django warns beside each time of a browser elsewhere how far it is "behind the server". What it means is whose time counts.

addEventListener("load", () => {
  for (const warning of document.querySelectorAll(".timezonewarning")) {
    const isTime = warning.closest(".datetime, .form-row")?.querySelector(".vTimeField");
    if (isTime) warning.textContent = "Es gilt die Zeit in Deutschland.";
    else warning.remove();
  }
});
