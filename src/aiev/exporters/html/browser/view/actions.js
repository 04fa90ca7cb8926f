// What can be done with a paper: see those like it, cite it, share it. What is shown for it stands
// in a panel below the paper, one at a time.

async function act(event, paper) {
  const button = event.target.closest(".similar, .cite");
  const share = event.target.closest(".self");
  if (button) await togglePanel(button, paper);
  else if (share && !isElsewhere(event)) {
    event.preventDefault();
    await shareLink(share);
  }
}

async function togglePanel(button, paper) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  closePanel(paper);
  if (isOpen) return;
  const panel = make("div", { class: "panel" });
  button.setAttribute("aria-expanded", "true");
  paper.node.append(panel);
  try {
    const content = button.classList.contains("cite") ? await quotes(paper) : await near(paper);
    panel.replaceChildren(...content);
  } catch (error) {
    panel.replaceChildren(make("p", {}, `Not here: ${error.message}. Close and open this again.`));
    announceFailure(error);
    return;
  }
  refreshCount();
}

function closePanel({ node }) {
  node.querySelector(".panel")?.remove();
  for (const open of node.querySelectorAll("button[aria-expanded=true]")) {
    open.setAttribute("aria-expanded", "false");
  }
}

async function quotes(paper) {
  const [bibtex, entry] = await source.citation(paper);
  return [quote("BibTeX", bibtex), quote("Entry of a list", entry)];
}

function quote(title, text) {
  const button = make("button", { type: "button", "aria-label": `Copy: ${title}` }, "Copy");
  button.addEventListener("click", async () => {
    button.textContent = (await written(text)) ? "Copied" : "Not copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  const shown = make("pre", { tabindex: "0", "aria-label": title }, text.trim());
  return make("div", { class: "quote" }, make("p", {}, title, button), shown);
}

async function near(paper) {
  await source.papersFor(paper.similar);
  const items = paper.similar.map((number) => {
    const { id, title, day } = papers[number];
    const link = make("a", { href: `#${encodeURIComponent(id)}` }, title);
    return make("li", {}, link, make("small", {}, ` ${day.slice(0, 4)}`));
  });
  return [make("ul", { "aria-label": "Similar papers" }, ...items)];
}

// Phones have a way to share of their own; elsewhere the address is copied.
async function shareLink(link) {
  const isTouch = matchMedia("(pointer: coarse)").matches;
  if (isTouch && navigator.share) {
    try {
      await navigator.share({ title: link.textContent.replace(/^Share /, ""), url: link.href });
    } catch {
      // Whoever changes their mind shares nothing.
    }
    return;
  }
  const told = link.firstChild;
  told.data = (await written(link.href)) ? "Link copied" : "Not copied";
  setTimeout(() => (told.data = "Share"), 1500);
}

async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Some browsers give pages from disk no clipboard but for what is selected.
    const held = document.activeElement;
    const area = make("textarea", { "aria-hidden": "true", class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    held.focus({ preventScroll: true });
    return isCopied;
  }
}
