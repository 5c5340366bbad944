export const about = { measures: 'calls of a protocol with three types', size: 200_000, small: 50, ledger: 'M17' };

class Square {
  constructor(side) {
    this.side = side;
  }
  area() {
    return this.side * this.side;
  }
}

class Rectangle {
  constructor(width, height) {
    this.width = width;
    this.height = height;
  }
  area() {
    return this.width * this.height;
  }
  grow(by) {
    return new Rectangle(this.width + by, this.height);
  }
}

class Dot {
  area() {
    return 1;
  }
}

export function run(n) {
  const shapes = [new Square(2), new Rectangle(3, 4), new Dot(), new Square(5)];
  let sum = 0;
  for (let i = 0; i < n; i++) sum += shapes[i & 3].area();
  return sum + shapes[1].grow(2).area();
}
