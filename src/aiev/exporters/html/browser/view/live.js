// A page that is served asks now and then whether the knowledge base has changed, and is loaded anew
// then. What is asked for stands in its address, and stays.
(() => {
  const known = document.documentElement.dataset.served;
  const TYPING_MS = 3000;
  let typedAt = 0;
  addEventListener("input", () => (typedAt = Date.now()));
  const look = async () => {
    if (document.hidden || Date.now() - typedAt < TYPING_MS) return;
    try {
      const answer = await fetch("/changes", { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== known) location.reload();
    } catch {
      // The server has ended: what is shown stays.
    }
  };
  setInterval(look, 2000);
})();
