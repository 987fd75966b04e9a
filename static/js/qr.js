// Draws the QR code that Thunderbird on a phone reads, here in the browser: the address is never sent.
//   <figure data-qr-account='[…]' data-qr-stands-for="%EMAILADDRESS%">: the account, with that word where the address goes;
//   [data-qr-name]: the field with the sender's name; [data-qr-state]: what to say meanwhile.
// QR codes after ISO/IEC 18004: bytes, error correction M, versions 1 to 25.

const ECC_PER_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const QUIET = 4;
// Only these can be in the format: "Currently only ASCII-only email addresses are allowed."
const ADDRESS = /^[\x21-\x3f\x41-\x7e]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]{2,}$/;

// -- how much fits

function rawBits(version) {
  const aligned = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const patterns = aligned ? (25 * aligned - 10) * aligned - 55 : 0;
  return (16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36);
}

function dataBytes(version) {
  return Math.floor(rawBits(version) / 8) - ECC_PER_BLOCK[version - 1] * BLOCKS[version - 1];
}

function smallestVersion(length) {
  for (let version = 1; version <= BLOCKS.length; version++) {
    if (length + (version < 10 ? 2 : 3) <= dataBytes(version)) return version;
  }
  return 0;
}

// -- bytes and their error correction (Reed-Solomon over GF(256))

function multiply(x, y) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((y >>> bit) & 1) * x);
  }
  return product;
}

function divisor(degree) {
  const result = new Array(degree).fill(0);
  result[degree - 1] = 1;
  for (let step = 0, root = 1; step < degree; step++, root = multiply(root, 2)) {
    for (let at = 0; at < degree; at++) {
      result[at] = multiply(result[at], root) ^ (result[at + 1] ?? 0);
    }
  }
  return result;
}

function remainder(data, by) {
  const result = by.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ result.shift();
    result.push(0);
    by.forEach((coefficient, at) => (result[at] ^= multiply(coefficient, factor)));
  }
  return result;
}

function padded(bytes, version) {
  const bits = [];
  const push = (value, length) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
  };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => push(byte, 8));
  const capacity = dataBytes(version) * 8;
  push(0, Math.min(4, capacity - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let filler = 0xec; bits.length < capacity; filler ^= 0xec ^ 0x11) push(filler, 8);
  return Array.from({ length: capacity / 8 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2));
}

function interleaved(data, version) {
  const count = BLOCKS[version - 1];
  const length = ECC_PER_BLOCK[version - 1];
  const total = Math.floor(rawBits(version) / 8);
  const shortBlocks = count - (total % count);
  const shortData = Math.floor(total / count) - length;
  const by = divisor(length);
  const blocks = [];
  for (let at = 0, block = 0; block < count; block++) {
    const part = data.slice(at, (at += shortData + (block < shortBlocks ? 0 : 1)));
    blocks.push({ part, check: remainder(part, by) });
  }
  const column = (key, at) => blocks.map((block) => block[key][at]).filter((byte) => byte !== undefined);
  return [
    ...Array.from({ length: shortData + 1 }, (_, at) => column("part", at)).flat(),
    ...Array.from({ length }, (_, at) => column("check", at)).flat(),
  ];
}

// -- the drawing: rows of true (dark) and false; `fixed` marks what is no data

class Grid {
  constructor(version) {
    this.version = version;
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    this.drawPatterns();
  }

  fix(x, y, isDark) {
    this.dark[y][x] = isDark;
    this.fixed[y][x] = true;
  }

  square(cx, cy, radius, isDarkAt) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const [x, y] = [cx + dx, cy + dy];
        if (x >= 0 && y >= 0 && x < this.size && y < this.size) {
          this.fix(x, y, isDarkAt(Math.max(Math.abs(dx), Math.abs(dy))));
        }
      }
    }
  }

  drawPatterns() {
    const last = this.size - 1;
    for (let at = 0; at < this.size; at++) {
      this.fix(6, at, at % 2 === 0);
      this.fix(at, 6, at % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [last - 3, 3], [3, last - 3]]) {
      this.square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
    }
    const places = this.alignment();
    const end = places.length - 1;
    places.forEach((x, i) => {
      places.forEach((y, j) => {
        const isCorner = (i === 0 && j === 0) || (i === 0 && j === end) || (i === end && j === 0);
        if (!isCorner) this.square(x, y, 2, (distance) => distance !== 1);
      });
    });
    this.drawFormat(0);
    if (this.version >= 7) this.drawVersion();
  }

  alignment() {
    if (this.version === 1) return [];
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.floor((this.version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    const places = [6];
    for (let at = this.size - 7; places.length < count; at -= step) places.splice(1, 0, at);
    return places;
  }

  drawFormat(mask) {
    let rest = mask; // error correction M is 0
    for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (at) => ((bits >>> at) & 1) === 1;
    const last = this.size - 1;
    for (let at = 0; at <= 5; at++) this.fix(8, at, bit(at));
    this.fix(8, 7, bit(6));
    this.fix(8, 8, bit(7));
    this.fix(7, 8, bit(8));
    for (let at = 9; at < 15; at++) this.fix(14 - at, 8, bit(at));
    for (let at = 0; at < 8; at++) this.fix(last - at, 8, bit(at));
    for (let at = 8; at < 15; at++) this.fix(8, this.size - 15 + at, bit(at));
    this.fix(8, this.size - 8, true);
  }

  drawVersion() {
    let rest = this.version;
    for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let at = 0; at < 18; at++) {
      const [far, near] = [this.size - 11 + (at % 3), Math.floor(at / 3)];
      const isDark = ((bits >>> at) & 1) === 1;
      this.fix(far, near, isDark);
      this.fix(near, far, isDark);
    }
  }

  drawData(bytes) {
    let at = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      const isUpward = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const y = isUpward ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.fixed[y][x] || at >= bytes.length * 8) continue;
          this.dark[y][x] = ((bytes[at >>> 3] >>> (7 - (at & 7))) & 1) === 1;
          at++;
        }
      }
    }
  }

  flip(mask) {
    for (let y = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++) {
        if (!this.fixed[y][x] && MASKS[mask](x, y) === 0) this.dark[y][x] = !this.dark[y][x];
      }
    }
  }

  // Long runs, squares of one colour and too much of one colour make a code hard to read.
  penalty() {
    const columns = this.dark[0].map((_, x) => this.dark.map((row) => row[x]));
    let total = 0;
    for (const line of [...this.dark, ...columns]) {
      for (let at = 0, run = 1; at < line.length; at++, run++) {
        if (line[at] === line[at + 1]) continue;
        if (run >= 5) total += run - 2;
        run = 0;
      }
    }
    for (let y = 1; y < this.size; y++) {
      for (let x = 1; x < this.size; x++) {
        const colour = this.dark[y][x];
        const isSquare = [this.dark[y - 1][x], this.dark[y][x - 1], this.dark[y - 1][x - 1]];
        if (isSquare.every((other) => other === colour)) total += 3;
      }
    }
    const dark = this.dark.flat().filter(Boolean).length;
    return total + Math.floor(Math.abs(dark * 20 - this.size ** 2 * 10) / this.size ** 2) * 10;
  }
}

function code(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = smallestVersion(bytes.length);
  if (!version) return null;
  const grid = new Grid(version);
  grid.drawData(interleaved(padded(bytes, version), version));
  const judged = MASKS.map((_, mask) => {
    grid.drawFormat(mask);
    grid.flip(mask);
    const worth = grid.penalty();
    grid.flip(mask);
    return [worth, mask];
  });
  const [, best] = judged.sort((one, other) => one[0] - other[0])[0];
  grid.drawFormat(best);
  grid.flip(best);
  return grid;
}

// -- on the page

function drawing(grid) {
  const space = "http://www.w3.org/2000/svg";
  const image = document.createElementNS(space, "svg");
  const width = grid.size + 2 * QUIET;
  image.setAttribute("viewBox", `0 0 ${width} ${width}`);
  image.setAttribute("class", "qr__image qr__image--drawn");
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", "QR-Code mit Ihren Einstellungen, ohne Passwort");
  const path = document.createElementNS(space, "path");
  const cells = grid.dark.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [[x, y]] : [])));
  path.setAttribute("d", cells.map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`).join(""));
  image.append(path);
  return image;
}

function filled(value, holder, address) {
  if (Array.isArray(value)) return value.map((item) => filled(item, holder, address));
  return value === holder ? address : value;
}

function account(figure, address, name) {
  const holder = figure.dataset.qrStandsFor;
  const value = filled(JSON.parse(figure.dataset.qrAccount), holder, address);
  value[3][0][1][1] = name || address.split("@")[0];
  // In ASCII: readers guess differently what other bytes mean.
  return JSON.stringify(value).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt().toString(16).padStart(4, "0")}`);
}

const figure = document.querySelector("[data-qr-account]");
const state = document.querySelector("[data-qr-state]");
const input = document.querySelector("[data-address-input]");
const name = document.querySelector("[data-qr-name]");

function show() {
  const address = input.value.trim();
  const grid = ADDRESS.test(address) ? code(account(figure, address, name.value.trim())) : null;
  figure.hidden = !grid;
  figure.querySelector("svg")?.remove();
  if (grid) figure.prepend(drawing(grid));
  state.textContent = grid ? state.dataset.ready : address ? state.dataset.impossible : "";
}

if (figure) {
  input.addEventListener("input", show);
  name.addEventListener("input", show);
  show();
}
