// Query text to a tree, as query/syntax.py reads it; whatever is no operator is a word. As it is
// read at every key, what is still open counts as closed at the end, and a date that cannot be read
// asks for nothing and is told.

const FIELD_OF = new Map(Object.entries(TABLES.syntax.fields));
const TEXT_FIELDS = TABLES.syntax.columns;
// Fields of what is not published, with what is told of them.
const NOT_HELD = TABLES.syntax.not_held;
// Fields of what can be compared, which need no colon.
const TAKES_SIGN = ["date", "citations"];
const DEEPEST = TABLES.syntax.deepest;
// A comparison by itself is about the date where one follows that papers can have.
const COMPARISON = new RegExp(TABLES.syntax.comparison);

class Syntax {
  constructor(text, today) {
    // `depth` counts open parentheses, `level` all that one part is inside of.
    Object.assign(this, { text, today, at: 0, depth: 0, level: 0, field: null, problem: null });
    // The word that is being typed: there is nothing after it.
    this.isTyping = /[^\s")]$/.test(text);
  }

  read() {
    return this.sequence();
  }

  // What stands side by side, up to the closing parenthesis or the end.
  sequence() {
    const parts = [];
    while (this.isMore()) parts.push(this.joined("OR", () => this.joined("AND", () => this.one())));
    return both(parts);
  }

  joined(operator, read) {
    const parts = [read()];
    while (this.takes(operator)) parts.push(read());
    return operator === "OR" ? either(parts) : both(parts);
  }

  // An operator with nothing after it is a word.
  takes(operator) {
    const start = this.at;
    this.skip();
    if (this.isWord(operator)) {
      this.at += operator.length;
      if (this.isMore() && !this.isWord("OR") && !this.isWord("AND")) return true;
    }
    this.at = start;
    return false;
  }

  one() {
    this.skip();
    const start = this.at;
    if (this.level === DEEPEST) return this.term();
    if (this.isWord("NOT")) {
      this.at += 3;
      if (this.isMore()) return this.negated();
      this.at = start;
    } else if (/^-[^\s-]/.test(this.text.slice(start, start + 3))) {
      this.at += 1;
      return this.negated();
    }
    return this.peek() === "(" ? this.group(this.field) : this.term();
  }

  negated() {
    this.level += 1;
    const part = this.one();
    this.level -= 1;
    return part && { is: "not", part };
  }

  // A field before the parenthesis is the field of each word within that names no other.
  group(field) {
    const outer = this.field;
    this.at += 1;
    this.depth += 1;
    this.level += 1;
    this.field = field;
    const tree = this.sequence();
    this.field = outer;
    this.level -= 1;
    this.depth -= 1;
    this.at += 1;
    return tree;
  }

  term() {
    const start = this.at;
    // `date>=2024-05` says as much as `date:>=2024-05`.
    const [, name, sign] = /^(\p{L}+)([:<>])/u.exec(this.text.slice(start, start + 20)) || [];
    const field = FIELD_OF.get(name?.toLowerCase());
    if (field && (sign === ":" || TAKES_SIGN.includes(field) || field in NOT_HELD)) {
      this.at += name.length + (sign === ":");
      if (this.peek() === "(" && this.level < DEEPEST) return this.group(field);
      const value = this.value(field);
      if (value.text) return this.named(field, value);
      this.at = start;
    }
    const value = this.value(this.field);
    if (value.form === "word" && COMPARISON.test(value.text)) return this.named("date", value);
    if (this.field !== null) return value.text ? this.named(this.field, value) : null;
    return textOf(value, null);
  }

  value(field) {
    const start = this.at;
    if (this.peek() === '"') {
      const end = this.text.indexOf('"', start + 1);
      this.at = end < 0 ? this.text.length : end + 1;
      return { text: this.text.slice(start + 1, end < 0 ? undefined : end).trim(), form: "phrase" };
    }
    let open = 0;
    for (; this.at < this.text.length; this.at++) {
      const letter = this.peek();
      // Parentheses within a word, as in O(n), are its own.
      if (/\s/.test(letter) || (letter === ")" && !open && this.depth)) break;
      open += (letter === "(") - (letter === ")" && open > 0);
    }
    const text = this.text.slice(start, this.at);
    // A letter with a star is a word of a text, as in A* search.
    const isWord = (field === null || field in TEXT_FIELDS) && IS_SIGNED.test(text);
    if (text.endsWith("*") && !isWord && tokens(text).length) {
      return { text: text.slice(0, -1), form: "prefix" };
    }
    return { text, form: "word", isTyped: this.isTyping && this.at === this.text.length };
  }

  named(field, value) {
    if (field in TEXT_FIELDS) return textOf(value, field);
    if (field === "id") return { is: "id", id: value.text };
    try {
      if (["date", "since", "until"].includes(field)) {
        return { is: "dates", ...spanOf(field, value.text, this.today) };
      }
      if (field === "citations") return { is: "numbers", ...numbersFrom(value.text.trim()) };
      const isBegun = value.form === "prefix" || value.isTyped;
      if (field === "kind" && !named(value.text, TABLES.kinds, isBegun).length) {
        throw new Error("no such kind");
      }
      const asked = field === "has" ? `has:${value.text.toLowerCase()}` : field;
      if (asked in NOT_HELD) throw new Error(NOT_HELD[asked]);
      if (field === "has" && !named(value.text, TABLES.has, isBegun).length) {
        throw new Error("nothing that papers have is called so");
      }
      return { is: "name", field, ...value };
    } catch (reason) {
      if (!value.isTyped) this.problem ??= `${reason.message}: ${value.text}`;
      return null;
    }
  }

  isMore() {
    this.skip();
    return this.at < this.text.length && !(this.peek() === ")" && this.depth);
  }

  skip() {
    while (/\s/.test(this.peek())) this.at++;
  }

  peek() {
    return this.text.charAt(this.at);
  }

  isWord(word) {
    const after = this.text.charAt(this.at + word.length);
    return this.text.startsWith(word, this.at) && /^[\s(]?$/.test(after);
  }
}

function textOf({ text, form, isTyped }, field) {
  const words = tokens(text);
  return words.length ? { is: "text", text, words, form, field, isTyped } : null;
}

// Trees for all, and for any, of the parts that are there; null asks for nothing.
function both(parts) {
  return joint("and", parts);
}

function either(parts) {
  return joint("or", parts);
}

function joint(is, parts) {
  const there = parts
    .filter((part) => part)
    .flatMap((part) => (is === "and" && part.is === "and" ? part.parts : [part]));
  return there.length > 1 ? { is, parts: there } : there[0] || null;
}
