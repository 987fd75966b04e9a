// Has visited pages kept for days without net (templates/faq/service_worker.js). Private windows may refuse.

addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
