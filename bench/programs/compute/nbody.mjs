export const about = { measures: 'arithmetic of doubles in maps with keyword keys', size: 500, small: 3, ledger: 'M15' };

const body = (x, y, z, vx, vy, vz, mass) => ({ x, y, z, vx, vy, vz, mass });
const START = [
  body(0, 0, 0, 0, 0, 0, 39.47),
  body(4.84, -1.16, -0.1, 0.606, 2.811, -0.025, 0.0377),
  body(8.34, 4.12, -0.4, -1.01, 1.825, 0.008, 0.0113),
  body(12.89, -15.11, -0.22, 1.082, 0.868, -0.01, 0.0017),
  body(15.37, -25.91, 0.17, 0.979, 0.594, -0.034, 0.002),
];

function pull(b, other, dt) {
  const dx = b.x - other.x;
  const dy = b.y - other.y;
  const dz = b.z - other.z;
  const square = dx * dx + dy * dy + dz * dz;
  const force = (dt * other.mass) / (square * Math.sqrt(square));
  b.vx -= dx * force;
  b.vy -= dy * force;
  b.vz -= dz * force;
}

function advance(bodies, dt) {
  return bodies.map((from) => {
    const b = { ...from };
    for (const other of bodies) if (other !== from) pull(b, other, dt);
    b.x += dt * b.vx;
    b.y += dt * b.vy;
    b.z += dt * b.vz;
    return b;
  });
}

export function run(n) {
  let bodies = START;
  for (let i = 0; i < n; i++) bodies = advance(bodies, 0.01);
  return Math.trunc(1000000 * bodies.reduce((sum, b) => sum + (b.x + b.y + b.z), 0));
}
