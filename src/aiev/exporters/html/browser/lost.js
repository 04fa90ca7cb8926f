// What is said where data of a folder cannot be loaded, with a way to try again.

const lost = make("div", { class: "nothing" });

// Says it in the place of what cannot be shown; `again` answers when it has been tried again.
function lose(error, again) {
  isEntering = false;
  list.removeAttribute("aria-busy");
  // Coming into sight would load it again and again.
  end.remove();
  sayLost(error);
  const retry = make("button", { type: "button" }, "Try again");
  retry.addEventListener("click", async () => {
    await again();
    if (shown < waiting.length && !lost.isConnected) list.after(end);
  });
  const had = lost.contains(document.activeElement);
  lost.replaceChildren(
    make("p", {}, `${shown ? "Further papers are" : "The papers are"} not here: ${error.message}.`),
    make("p", { class: "ways" }, retry),
  );
  list.append(lost);
  if (had) retry.focus({ preventScroll: true });
}

// What was found before is no answer to what is asked for now.
function loseAll(error, again) {
  const had = list.contains(document.activeElement);
  [waiting, shown, counts] = [[], 0, null];
  list.replaceChildren();
  tellChosen();
  lose(error, again);
  if (had) lost.querySelector("button").focus({ preventScroll: true });
}

// Takes back what was said, now that further papers have come; answers whether the focus was there.
function regain() {
  if (!lost.isConnected) return false;
  const had = lost.contains(document.activeElement);
  lost.remove();
  tellCount();
  return had;
}

// In the line that assistive technology reads out.
function sayLost(error) {
  counted.textContent = error.message;
}
