(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("aiev-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch {
    // Some browsers keep nothing for a page from disk.
  }
})();
