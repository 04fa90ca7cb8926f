// What is said where data of a folder cannot be loaded, with a way to try again.

const failure = make("div", { class: "notice" });

// Shows what went wrong in the place of what cannot be shown, with a button that calls `again`, which
// answers once it has tried.
function showFailure(error, again) {
  isEntering = false;
  list.removeAttribute("aria-busy");
  // Coming into sight would load it again and again.
  end.remove();
  announceFailure(error);
  const retry = make("button", { type: "button" }, "Try again");
  retry.addEventListener("click", async () => {
    await again();
    if (shown < waiting.length && !failure.isConnected) list.after(end);
  });
  const had = failure.contains(document.activeElement);
  failure.replaceChildren(
    make("p", {}, `${shown ? "Further papers are" : "The papers are"} not here: ${error.message}.`),
    make("p", { class: "ways" }, retry),
  );
  list.append(failure);
  if (had) retry.focus({ preventScroll: true });
}

// Shows the same in the place of the whole list: what was found before is no answer any more.
function replaceWithFailure(error, again) {
  const had = list.contains(document.activeElement);
  [waiting, shown, counts] = [[], 0, null];
  list.replaceChildren();
  showChosen();
  showFailure(error, again);
  if (had) failure.querySelector("button").focus({ preventScroll: true });
}

// Takes the failure away, now that further papers have come; answers whether it had the focus.
function clearFailure() {
  if (!failure.isConnected) return false;
  const had = failure.contains(document.activeElement);
  failure.remove();
  showCount();
  return had;
}

// In the line that assistive technology reads out.
function announceFailure(error) {
  counted.textContent = error.message;
}
