// The dates of a query to closed-open spans of ISO days, as query/filters.py reads them.

const AGO = new RegExp(TABLES.syntax.ago);
// No later year has an end in the calendar that Python has.
const LAST_YEAR = 9998;
const DAY = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

// Answers where a span starts and ends; null is open. Throws the reason for what is no date.
function spanOf(field, text, today) {
  if (field === "since") return { low: firstDay(text, today), high: null };
  if (field === "until") return { low: null, high: dayAfter(text, today) };
  const compared = /^([<>])(=?)/.exec(text);
  if (compared) {
    const rest = text.slice(compared[0].length);
    const [isAbove, isEqual] = [compared[1] === ">", compared[2] === "="];
    const day = isAbove === isEqual ? firstDay(rest, today) : dayAfter(rest, today);
    return isAbove ? { low: day, high: null } : { low: null, high: day };
  }
  const [first, ...others] = text.replace(/^=/, "").split("..");
  if (!others.length) return { low: firstDay(first, today), high: dayAfter(first, today) };
  const last = others.join("..");
  if (!first && !last) throw new Error("no date");
  const low = first ? firstDay(first, today) : null;
  const high = last ? dayAfter(last, today) : null;
  if (low !== null && high !== null && high <= low) {
    throw new Error("the range ends before it starts");
  }
  return { low, high };
}

function firstDay(text, today) {
  const ago = AGO.exec(text);
  return ago ? isoDay(daysAgo(Number(ago[1]), ago[2], today)) : intervalOf(text)[0];
}

function dayAfter(text, today) {
  const ago = AGO.exec(text);
  if (!ago) return intervalOf(text)[1];
  const day = daysAgo(Number(ago[1]), ago[2], today);
  day.setUTCDate(day.getUTCDate() + 1);
  return isoDay(day);
}

// The days that a date of any precision covers.
function intervalOf(text) {
  const found = DAY.exec(text);
  if (!found) throw new Error("no date");
  const [year, month, day] = found.slice(1).map((part) => part && Number(part));
  const start = dayOf(year, month ?? 1, day ?? 1);
  if (!year || year > LAST_YEAR || start.getUTCMonth() + 1 !== (month ?? 1) || start.getUTCDate() !== (day ?? 1)) {
    throw new Error("no such date");
  }
  const end = dayOf(year, month ?? 1, day ?? 1);
  if (day) end.setUTCDate(day + 1);
  else if (month) end.setUTCMonth(month);
  else end.setUTCFullYear(year + 1);
  return [isoDay(start), isoDay(end)];
}

function daysAgo(count, unit, today) {
  if (unit === "d" || unit === "w") {
    const day = new Date(today);
    day.setUTCDate(day.getUTCDate() - count * (unit === "w" ? 7 : 1));
    return day < dayOf(1, 1, 1) ? dayOf(1, 1, 1) : day;
  }
  const all = today.getUTCFullYear() * 12 + today.getUTCMonth() - count * (unit === "y" ? 12 : 1);
  const [year, month] = [Math.floor(Math.max(all, 12) / 12), Math.max(all, 12) % 12];
  const length = dayOf(year, month + 2, 0).getUTCDate();
  return dayOf(year, month + 1, Math.min(today.getUTCDate(), length));
}

function dayOf(year, month, day) {
  const answer = new Date(0);
  answer.setUTCFullYear(year, month - 1, day);
  return answer;
}

function isoDay(day) {
  return day.toISOString().slice(0, 10);
}
