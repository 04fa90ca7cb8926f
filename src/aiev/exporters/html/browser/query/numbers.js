// The numbers of a query to the least and the largest, as query/filters.py reads them; null is open.

// Throws the reason for what is no number, also for a range that holds none.
function numbersFrom(text) {
  const compared = /^([<>])(=?)/.exec(text);
  if (compared) {
    const bound = numberFrom(text.slice(compared[0].length));
    const [isAbove, isEqual] = [compared[1] === ">", compared[2] === "="];
    if (isAbove) return { low: isEqual ? bound : bound + 1, high: null };
    if (!bound && !isEqual) throw new Error("no number is below 0");
    return { low: null, high: isEqual ? bound : bound - 1 };
  }
  const [first, ...others] = text.replace(/^=/, "").split("..");
  if (!others.length) return { low: numberFrom(first), high: numberFrom(first) };
  const last = others.join("..");
  if (!first && !last) throw new Error("no number");
  const low = first ? numberFrom(first) : null;
  const high = last ? numberFrom(last) : null;
  if (low !== null && high !== null && high < low) {
    throw new Error("the range ends before it starts");
  }
  return { low, high };
}

function numberFrom(text) {
  if (!/^\d{1,18}$/.test(text)) throw new Error("no number");
  return Number(text);
}
