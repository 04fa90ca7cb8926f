// Data comes as scripts that call `aiev` with what they hold: a page from disk may load no other.

const stamp = document.querySelector("script[data-stamp]").dataset.stamp;
const arriving = new Map();
const addresses = self.trustedTypes
  ? trustedTypes.createPolicy("aiev", { createScriptURL: (address) => address })
  : { createScriptURL: (address) => address };

self.aiev = (name, place, values) => arriving.get(`${name}-${place}`).arrive(values);

// Answers what a file holds, loaded once. The name is one of our own, the place a number.
function load(name, place) {
  const key = `${name}-${place}`;
  let wanted = arriving.get(key);
  if (wanted === undefined) {
    wanted = { isThere: false };
    const file = name === "facts" ? "data/facts.js" : `data/${key}.js`;
    wanted.values = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      wanted.arrive = (values) => {
        wanted.isThere = true;
        resolve(values);
      };
      // A host may answer with a page of its own that holds no data.
      script.onload = script.onerror = () => {
        script.remove();
        if (wanted.isThere) return;
        arriving.delete(key);
        reject(new Error(`${file} cannot be loaded`));
      };
      script.src = addresses.createScriptURL(`${file}?${stamp}`);
      document.head.append(script);
    });
    arriving.set(key, wanted);
  }
  return wanted.values;
}
