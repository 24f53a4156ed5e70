/**
 * What is wrong with text that is no JSON, in the words and with the position of the real server's parser. Runs only after
 * a parse has failed. Lines and columns count from 1; columns count UTF-8 bytes.
 */
export function describeSyntaxError(source: string): string {
  const scanner = new Scanner(source);
  const problem = scanner.value() ?? scanner.trailing();
  if (problem === undefined) return 'recursion limit exceeded at line 1 column 128';
  const { line, column } = positionOf(source, problem.at);
  return `${problem.message} at line ${line} column ${column}`;
}

/** Line and column of the character before offset `end`: the last one the parser had read. */
export function positionOf(source: string, end: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = source.indexOf('\n'); at >= 0 && at < end; at = source.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: Buffer.byteLength(source.slice(start, end)) };
}

interface Problem {
  readonly message: string;
  /** Characters read when the problem was seen. */
  readonly at: number;
}

const maxDepth = 127;

class Scanner {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  trailing(): Problem | undefined {
    this.#skipSpace();
    return this.#at < this.#source.length ? this.#problem('trailing characters', 1) : undefined;
  }

  value(): Problem | undefined {
    this.#skipSpace();
    const c = this.#source[this.#at];
    if (c === undefined) return this.#problem('EOF while parsing a value');
    if (c === '{') return this.#container(() => this.#object());
    if (c === '[') return this.#container(() => this.#array());
    if (c === '"') return this.#string();
    if (c === '-' || (c >= '0' && c <= '9')) return this.#number();
    for (const word of ['true', 'false', 'null']) if (c === word[0]) return this.#word(word);
    return this.#problem('expected value', 1);
  }

  #container(scan: () => Problem | undefined): Problem | undefined {
    this.#depth += 1;
    if (this.#depth > maxDepth) return this.#problem('recursion limit exceeded', 1);
    this.#at += 1;
    const problem = scan();
    this.#depth -= 1;
    return problem;
  }

  #array(): Problem | undefined {
    this.#skipSpace();
    if (this.#take(']')) return undefined;
    for (;;) {
      if (this.#at >= this.#source.length) return this.#problem('EOF while parsing a list');
      const problem = this.value();
      if (problem !== undefined) return problem;
      this.#skipSpace();
      if (this.#take(']')) return undefined;
      if (this.#at >= this.#source.length) return this.#problem('EOF while parsing a list');
      if (!this.#take(',')) return this.#problem('expected `,` or `]`', 1);
      this.#skipSpace();
      if (this.#source[this.#at] === ']') return this.#problem('trailing comma', 1);
      if (this.#at >= this.#source.length) return this.#problem('EOF while parsing a value');
    }
  }

  #object(): Problem | undefined {
    this.#skipSpace();
    if (this.#take('}')) return undefined;
    for (;;) {
      if (this.#at >= this.#source.length) return this.#problem('EOF while parsing an object');
      if (this.#source[this.#at] !== '"') return this.#problem('key must be a string', 1);
      const key = this.#string();
      if (key !== undefined) return key;
      this.#skipSpace();
      if (this.#at >= this.#source.length) return this.#problem('EOF while parsing an object');
      if (!this.#take(':')) return this.#problem('expected `:`', 1);
      const problem = this.value();
      if (problem !== undefined) return problem;
      this.#skipSpace();
      if (this.#take('}')) return undefined;
      if (this.#at >= this.#source.length) return this.#problem('EOF while parsing an object');
      if (!this.#take(',')) return this.#problem('expected `,` or `}`', 1);
      this.#skipSpace();
      if (this.#source[this.#at] === '}') return this.#problem('trailing comma', 1);
    }
  }

  #string(): Problem | undefined {
    this.#at += 1;
    for (;;) {
      const c = this.#source[this.#at];
      if (c === undefined) return this.#problem('EOF while parsing a string');
      this.#at += 1;
      if (c === '"') return undefined;
      if (c < ' ') return this.#problem('control character (\\u0000-\\u001F) found while parsing a string');
      if (c === '\\') {
        const escape = this.#source[this.#at];
        if (escape === undefined) return this.#problem('EOF while parsing a string');
        this.#at += 1;
        if (escape === 'u') {
          if (!/^[0-9a-fA-F]{4}/.test(this.#source.slice(this.#at, this.#at + 4))) return this.#problem('invalid escape');
          this.#at += 4;
        } else if (!'"\\/bfnrt'.includes(escape)) {
          return this.#problem('invalid escape');
        }
      }
    }
  }

  #number(): Problem | undefined {
    const match = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    match.lastIndex = this.#at;
    if (!match.test(this.#source)) return this.#problem('invalid number', 2);
    this.#at = match.lastIndex;
    const next = this.#source[this.#at];
    if (next !== undefined && /[0-9.eE+-]/.test(next)) return this.#problem('invalid number', 1);
    return undefined;
  }

  #word(word: string): Problem | undefined {
    for (const expected of word) {
      const c = this.#source[this.#at];
      if (c === undefined) return this.#problem('EOF while parsing a value');
      this.#at += 1;
      if (c !== expected) return this.#problem('expected ident');
    }
    return undefined;
  }

  #skipSpace(): void {
    while (/[ \t\r\n]/.test(this.#source[this.#at] ?? '')) this.#at += 1;
  }

  #take(c: string): boolean {
    if (this.#source[this.#at] !== c) return false;
    this.#at += 1;
    return true;
  }

  #problem(message: string, ahead = 0): Problem {
    return { message, at: Math.min(this.#at + ahead, this.#source.length) };
  }
}
