/** The value of a constant expression of C as headers write them: integers of 32 and 64 bits, LP64. */

export interface Constant {
  value: bigint;
  bits: 32 | 64;
  unsigned: boolean;
}

/** What a name stands for, as text to be read in its place; undefined where it has no one value. */
export type Meaning = (name: string) => Constant | undefined;

const TOKEN =
  /\s*(?:(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)([uUlL]*)(?![\w.])|('(?:[^'\\]|\\.)')|([A-Za-z_]\w*)|(<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^~!<>?:(),]))/y;

/** Integer types a value may be cast to or measured by: bits and whether unsigned. */
const TYPES: Readonly<Record<string, readonly [number, boolean]>> = {
  char: [8, false],
  'signed char': [8, false],
  'unsigned char': [8, true],
  short: [16, false],
  'unsigned short': [16, true],
  int: [32, false],
  signed: [32, false],
  unsigned: [32, true],
  'unsigned int': [32, true],
  long: [64, false],
  'unsigned long': [64, true],
  'long int': [64, false],
  'unsigned long int': [64, true],
  'long long': [64, false],
  'unsigned long long': [64, true],
  __s8: [8, false],
  __u8: [8, true],
  __s16: [16, false],
  __u16: [16, true],
  __be16: [16, true],
  __le16: [16, true],
  __s32: [32, false],
  __u32: [32, true],
  __be32: [32, true],
  __le32: [32, true],
  __s64: [64, false],
  __u64: [64, true],
  __be64: [64, true],
  __le64: [64, true],
  int8_t: [8, false],
  uint8_t: [8, true],
  int16_t: [16, false],
  uint16_t: [16, true],
  int32_t: [32, false],
  uint32_t: [32, true],
  int64_t: [64, false],
  uint64_t: [64, true],
  size_t: [64, true],
  ssize_t: [64, false],
  off_t: [64, false],
  __kernel_size_t: [64, true],
};

const BINARY: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** How deep parentheses and names may nest: headers stay far below, hostile text does not. */
const DEEPEST = 60;

class NotConstant extends Error {}

function wrapped(value: bigint, bits: 32 | 64, unsigned: boolean): Constant {
  return { value: unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value), bits, unsigned };
}

function int(value: boolean | bigint): Constant {
  return wrapped(BigInt(value), 32, false);
}

/** The type a literal without or with suffixes has. */
function literal(digits: string, suffix: string): Constant {
  const octal = /^0\d+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const value = BigInt(octal);
  const unsigned = /u/i.test(suffix);
  const long = /l/i.test(suffix);
  const decimal = /^[1-9]/.test(digits);
  if (!long && value < 1n << 31n) return wrapped(value, 32, unsigned);
  if (!long && value < 1n << 32n && (unsigned || !decimal)) return wrapped(value, 32, true);
  return wrapped(value, 64, unsigned || value >= 1n << 63n);
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, '0': 0, a: 7, b: 8, f: 12, v: 11 };

class Expression {
  readonly #tokens: { text: string; constant?: Constant }[] = [];
  #at = 0;
  #depth = 0;

  constructor(
    text: string,
    readonly meaning: Meaning,
  ) {
    const plain = text
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ')
      .replace(/\\\r?\n/g, ' ')
      .trim();
    const token = new RegExp(TOKEN);
    while (token.lastIndex < plain.length) {
      const match = token.exec(plain);
      if (!match) throw new NotConstant();
      const [, digits, suffix, character, name, operator] = match;
      if (digits !== undefined) this.#tokens.push({ text: digits, constant: literal(digits, suffix!) });
      else if (character !== undefined) {
        const inner = character.slice(1, -1);
        const code = inner.startsWith('\\')
          ? (ESCAPES[inner[1]!] ?? inner.charCodeAt(1))
          : inner.charCodeAt(0);
        this.#tokens.push({ text: character, constant: int(BigInt(code)) });
      } else this.#tokens.push({ text: (name ?? operator)! });
    }
  }

  whole(): Constant {
    const value = this.#conditional();
    if (this.#at !== this.#tokens.length) throw new NotConstant();
    return value;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  #take(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new NotConstant();
  }

  #conditional(): Constant {
    const condition = this.#binary(0);
    if (!this.#take('?')) return condition;
    const yes = this.#conditional();
    this.#expect(':');
    const no = this.#conditional();
    return condition.value !== 0n ? yes : no;
  }

  #binary(level: number): Constant {
    const operators = BINARY[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (let operator = this.#peek(); operator && operators.includes(operator); operator = this.#peek()) {
      this.#at++;
      left = applied(operator, left, this.#binary(level + 1));
    }
    return left;
  }

  #unary(): Constant {
    if (++this.#depth > DEEPEST) throw new NotConstant();
    try {
      for (const [operator, of] of UNARY) if (this.#take(operator)) return of(this.#unary());
      return this.#primary();
    } finally {
      this.#depth--;
    }
  }

  /** A type's name in parentheses, taken; or nothing. */
  #type(): readonly [number, boolean] | undefined {
    const words: string[] = [];
    let at = this.#at;
    for (; /^[A-Za-z_]\w*$/.test(this.#tokens[at]?.text ?? ''); at++) words.push(this.#tokens[at]!.text);
    const type = TYPES[words.join(' ')];
    if (!type || this.#tokens[at]?.text !== ')') return undefined;
    this.#at = at + 1;
    return type;
  }

  #primary(): Constant {
    const token = this.#tokens[this.#at++];
    if (!token) throw new NotConstant();
    if (token.constant) return token.constant;
    if (token.text === 'sizeof') {
      this.#expect('(');
      const type = this.#type();
      if (!type) throw new NotConstant();
      return wrapped(BigInt(type[0] / 8), 64, true);
    }
    if (token.text === '(') {
      const type = this.#type();
      if (type) {
        const [bits, unsigned] = type;
        const { value } = this.#unary();
        const cut = unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value);
        return bits === 64 ? wrapped(cut, 64, unsigned) : wrapped(cut, 32, bits === 32 && unsigned);
      }
      const value = this.#conditional();
      this.#expect(')');
      return value;
    }
    if (this.#peek() === '(') return this.#call(token.text);
    const meant = /^[A-Za-z_]/.test(token.text) ? this.meaning(token.text) : undefined;
    if (!meant) throw new NotConstant();
    return meant;
  }

  /** The kernel's own function-like macros for constants: ioctl numbers and bits. */
  #call(name: string): Constant {
    this.#expect('(');
    const direction = IOCTL[name];
    if (direction !== undefined) {
      const type = this.#conditional();
      this.#expect(',');
      const number = this.#conditional();
      let size = 0n;
      if (name !== '_IO') {
        this.#expect(',');
        const measured = this.#type();
        if (!measured) throw new NotConstant();
        size = BigInt(measured[0] / 8);
      } else this.#expect(')');
      return wrapped((direction << 30n) | (size << 16n) | (type.value << 8n) | number.value, 32, true);
    }
    const value = this.#conditional();
    this.#expect(')');
    switch (name) {
      case '_BITUL':
      case 'BIT':
        return wrapped(1n << value.value, 64, true);
      case '_BITULL':
        return wrapped(1n << value.value, 64, true);
      default:
        throw new NotConstant();
    }
  }
}

const IOCTL: Readonly<Record<string, bigint>> = { _IO: 0n, _IOW: 1n, _IOR: 2n, _IOWR: 3n };

const UNARY: readonly (readonly [string, (of: Constant) => Constant])[] = [
  ['-', ({ value, bits, unsigned }) => wrapped(-value, bits, unsigned)],
  ['+', (of) => of],
  ['~', ({ value, bits, unsigned }) => wrapped(~value, bits, unsigned)],
  ['!', ({ value }) => int(value === 0n)],
];

function applied(operator: string, left: Constant, right: Constant): Constant {
  if (operator === '&&') return int(left.value !== 0n && right.value !== 0n);
  if (operator === '||') return int(left.value !== 0n || right.value !== 0n);
  if (operator === '<<' || operator === '>>') {
    if (right.value < 0n || right.value >= BigInt(left.bits)) throw new NotConstant();
    const shifted = operator === '<<' ? left.value << right.value : left.value >> right.value;
    return wrapped(shifted, left.bits, left.unsigned);
  }
  const bits = left.bits === 64 || right.bits === 64 ? 64 : 32;
  const unsigned = [left, right].some((one) => one.bits === bits && one.unsigned);
  const a = wrapped(left.value, bits, unsigned).value;
  const b = wrapped(right.value, bits, unsigned).value;
  const number = (value: bigint) => wrapped(value, bits, unsigned);
  switch (operator) {
    case '|':
      return number(a | b);
    case '^':
      return number(a ^ b);
    case '&':
      return number(a & b);
    case '==':
      return int(a === b);
    case '!=':
      return int(a !== b);
    case '<':
      return int(a < b);
    case '>':
      return int(a > b);
    case '<=':
      return int(a <= b);
    case '>=':
      return int(a >= b);
    case '+':
      return number(a + b);
    case '-':
      return number(a - b);
    case '*':
      return number(a * b);
    case '/':
    case '%':
      if (b === 0n) throw new NotConstant();
      return number(operator === '/' ? a / b : a % b);
    default:
      throw new NotConstant();
  }
}

/** Longest expression that is tried, in characters. */
const LONGEST = 2_000;

/** @returns nothing for what is no constant of integers, or more than this reads. */
export function constantOf(text: string, meaning: Meaning): Constant | undefined {
  if (text.length === 0 || text.length > LONGEST) return undefined;
  try {
    return new Expression(text, meaning).whole();
  } catch (error) {
    if (error instanceof NotConstant) return undefined;
    throw error;
  }
}
