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
    wanted = {};
    wanted.values = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      wanted.arrive = resolve;
      script.onerror = () => {
        arriving.delete(key);
        reject(new Error(`data/${key}.js cannot be loaded`));
      };
      script.onload = () => script.remove();
      script.src = addresses.createScriptURL(
        name === "facts" ? `data/facts.js?${stamp}` : `data/${key}.js?${stamp}`,
      );
      document.head.append(script);
    });
    arriving.set(key, wanted);
  }
  return wanted.values;
}
