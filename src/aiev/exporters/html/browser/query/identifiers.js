// What names one paper: arXiv identifiers in every spelling that lists use, by the patterns of
// domain/arxiv_id.py, and addresses as domain/web_address.py compares them.

let forms = null;

// Answers the identifier that the text is or links to, without its version; null for others.
function arxivId(text) {
  forms ??= TABLES.syntax.arxiv.map((form) => new RegExp(form, "i"));
  const parts = forms.map((form) => form.exec(unquoted(text))).find(Boolean)?.groups;
  if (!parts) return null;
  const value = parts.value ?? `${parts.archive}/${parts.number}`;
  const [archive, number] = value.split("/");
  // Subject classes are no part of an old identifier: math.GT/0309136 is math/0309136.
  return number === undefined ? value : `${archive.split(".")[0].toLowerCase()}/${number}`;
}

function unquoted(text) {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}

const ADDRESS = /^(?:(?:[a-z][a-z0-9+.-]*:)?\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?/is;
// A fragment that the page's own script reads as a path: `/#/paper/1`, `/#A#1`.
const ROUTE = /^(?:[/!].|[^#]+#.)/s;
const TRACKING = /^(?:utm_[^=]*|fbclid|gclid|mc_cid|mc_eid)(?:=|$)/i;

// The form that two spellings of one address share.
function addressKey(text) {
  if (/^[a-z][a-z0-9+.-]*:(?![/0-9])/i.test(text.trim())) return text.trim();
  const [, authority, path, query = "", fragment = ""] = ADDRESS.exec(text.trim());
  const host = authority
    .replace(/^.*@/, "")
    .toLowerCase()
    .replace(/^(?:www\.)+/, "")
    .replace(/:(?:80|443)?$/, "");
  if (!host) return text.trim();
  let place = unquoted(path).replace(/\/+$/, "");
  if (TABLES.code_hosts.includes(host)) place = place.replace(/\.git$/, "");
  const parameters = query.split("&").filter((one) => one && !TRACKING.test(one));
  const kept = parameters.map((one) => unquoted(one.replace(/\+/g, " "))).sort().join("&");
  const address = host + place + (kept && `?${kept}`);
  return ROUTE.test(fragment) ? `${address}#${unquoted(fragment)}` : canonical(address);
}

let works = null;

// The form that stands for all addresses of one work at its publisher; DOIs have no case.
function canonical(address) {
  works ??= TABLES.address_forms.map(([form, work]) => [new RegExp(`^(?:${form})$`), work]);
  const known = works.find(([form]) => form.test(address));
  if (!known) return address;
  const found = address.replace(...known);
  return found.startsWith("doi.org/") ? found.toLowerCase() : found;
}

// An id or address that was pasted alone asks for its paper, as in services/search/run_query.py.
function pasted(text) {
  if (!/^\s*\S*[./]\S*\s*$/.test(text)) return text;
  const id = arxivId(text);
  return id === null ? text : `id:${id}`;
}

// What is between dollars as papers are indexed, as in services/search/question.py.
function withoutFormulas(text) {
  return text.replace(/\$([^$\s]+)\$/g, (_, formula) =>
    formula.replace(/\\[A-Za-z]+(?=\{)/g, "").replace(/[\\_^{}]/g, ""),
  );
}
