export const about = { measures: 'nested data made, filtered, mapped, sorted', size: 2000, small: 10, ledger: 'B11' };

export const makeOrders = (n) =>
  Array.from({ length: n }, (_, i) => ({
    id: i,
    customer: { name: `customer ${i % 17}`, vip: i % 5 === 0 },
    lines: [0, 1, 2, 3].map((j) => ({ sku: `sku-${(i + j) % 29}`, price: 100 + ((i * j) % 37), quantity: 1 + (j % 3) })),
  }));

const report = (orders) =>
  orders
    .filter((order) => order.customer.vip)
    .map((order) => ({
      order: `#${order.id}`,
      name: order.customer.name.toUpperCase(),
      total: order.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
      skus: order.lines.map((line) => line.sku),
    }))
    .sort((a, b) => a.total - b.total);

export const summary = (rows) =>
  `${rows.length} ${rows[0].name} ${rows.reduce((sum, row) => sum + row.total, 0)} ${rows.at(-1).skus.join(',')}`;

export const run = (n) => summary(report(makeOrders(n)));
