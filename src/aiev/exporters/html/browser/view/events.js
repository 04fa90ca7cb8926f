// What the reader does: typing, clicking, keys, and the way back.

const PRINTED = 500;

const watch = new IntersectionObserver(
  async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    await append(NEXT);
    // Looked at anew, as it may still be in sight.
    watch.unobserve(end);
    watch.observe(end);
  },
  { rootMargin: "800px" },
);
watch.observe(end);

field.addEventListener("input", () => {
  isEntering = false;
  isTyping = true;
  update();
  // The best hits are the first, and the field stays in sight when the reader has scrolled. To ask
  // first would lay out the page twice.
  if (scrollY > 0) scrollTo({ top: 0 });
});

field.addEventListener("blur", finishTyping);

// The address of a place in the page would take the place of what is asked for.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  list.tabIndex = -1;
  list.focus();
});

sorting.addEventListener("change", () => {
  sort = sorting.value;
  update({ isStep: true });
});

list.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-facet]");
  if (link && !isElsewhere(event)) {
    event.preventDefault();
    // The paper of the link is now anywhere or nowhere in the list: its first is where to go on.
    isEntering = true;
    scrollTo({ top: 0 });
    choose(link.dataset.facet, link.dataset.name);
    return;
  }
  const item = event.target.closest("li");
  const author = event.target.closest("a[data-words]");
  if (author && !isElsewhere(event)) {
    event.preventDefault();
    isEntering = true;
    scrollTo({ top: 0 });
    field.value = withWords(field.value, author.dataset.words);
    update({ isStep: true });
    return;
  }
  if (item) act(event, byNode.get(item));
});

const isElsewhere = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

// What is asked for, with what was clicked.
function withWords(asked, words) {
  const before = asked.trim();
  return before.includes(words) ? before : `${before} ${words}`.trim();
}

list.addEventListener(
  "toggle",
  async (event) => {
    const item = event.target.closest("li");
    item.classList.toggle("open", event.target.open);
    if (!event.target.open) return;
    const abstract = event.target.lastElementChild;
    try {
      await source.fill(byNode.get(item));
    } catch (error) {
      abstract.textContent = `Not here: ${error.message}. Close and open this to try again.`;
      announceFailure(error);
      return;
    }
    refreshCount();
    highlighter.mark(abstract);
    highlighter.show();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  // A key that picks or drops what an input method offers is not for the page.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  const isWriting = target.matches("input[type=search], select, textarea");
  // What lies over the page has its own ways.
  if (document.querySelector("dialog[open]") || target.closest("[popover]")) return;
  const isNowhere = target === document.body || target === counted;
  const item = target.closest("#list li");
  if (event.key === "/" && !isWriting) field.focus();
  else if (event.key === "?" && !isWriting) find("help").togglePopover();
  else if (event.key === "Escape") {
    if (find("help").matches(":popover-open")) return;
    leave(target);
  }
  else if (target === field && (event.key === "ArrowDown" || event.key === "Enter")) {
    finishTyping();
    go(null, 1);
  } else if (item && event.key === "ArrowDown") go(item, 1);
  else if (item && event.key === "ArrowUp") go(item, -1);
  else if (item && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    const abstract = item.querySelector("details");
    if (abstract) abstract.open = event.key === "ArrowRight";
  } else if (isNowhere && event.key === "ArrowDown") go(null, 1);
  else return;
  event.preventDefault();
});

// Esc first leaves the list, then empties the search, then leaves it.
function leave(target) {
  isEntering = false;
  if (target !== field) field.focus();
  else if (field.value) {
    field.value = "";
    update();
  } else field.blur();
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = find("theme");
const isDark = () =>
  (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";

theme.addEventListener("click", () => {
  const wanted = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = wanted;
  theme.setAttribute("aria-pressed", String(isDark()));
  try {
    localStorage.setItem("aiev-theme", wanted);
  } catch {
    // Then the choice holds until the page is left.
  }
});
theme.setAttribute("aria-pressed", String(isDark()));
dark.addEventListener("change", () => theme.setAttribute("aria-pressed", String(isDark())));

document.documentElement.classList.add("begun");
placePanels();
isWide.addEventListener("change", placePanels);
overview.addEventListener("toggle", () => later({ keepsHash: true }));

// The whole answer goes to the printer, not only what was scrolled to; a folder prints what it has.
addEventListener("beforeprint", () => {
  append(Math.max(PRINTED - shown, 0));
  const asked = field.value.trim();
  const cut = shown < waiting.length ? `, the first ${digits.format(shown)} printed` : "";
  counted.dataset.printed = cut + (asked && `: ${asked}`);
});

let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  clearTimeout(pending);
  pending = setTimeout(later, IDLE_MS, { keepsHash: true });
});
addEventListener("hashchange", followHash);
followHash();
source.begin(() => {
  isReady = true;
  document.documentElement.dataset.ready = "";
  if (source.common !== null) spelling = new Spelling(index, source.common);
  if (field.value.trim()) update({ keepsHash: isLinked });
});
