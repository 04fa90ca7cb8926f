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

const ADDRESS = /^(?:(?:[a-z][a-z0-9+.-]*:)?\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const TRACKING = /^(?:utm_[^=]*|fbclid|gclid|mc_cid|mc_eid)(?:=|$)/i;

// The form that two spellings of one address share.
function addressKey(text) {
  const [, authority, path, query = ""] = ADDRESS.exec(text.trim());
  const host = authority
    .replace(/^.*@/, "")
    .toLowerCase()
    .replace(/^(?:www\.)+/, "")
    .replace(/:(?:80|443)?$/, "");
  if (!host) return text.trim();
  let place = unquoted(path).replace(/\/+$/, "");
  if (TABLES.code_hosts.includes(host)) place = place.replace(/\.git$/, "");
  const parameters = query.split("&").filter((one) => one && !TRACKING.test(one));
  return [host + place, ...parameters.map((one) => unquoted(one.replace(/\+/g, " "))).sort()].join("&");
}

// An id or address that was pasted alone asks for its paper, as in services/search/find_papers.py.
function pasted(text) {
  if (!/^\s*\S*[./]\S*\s*$/.test(text)) return text;
  const id = arxivId(text);
  return id === null ? text : `id:${id}`;
}
