import jsonata from '../../peers/node_modules/jsonata/jsonata.js';
import { makeOrders, summary } from './json-transform.mjs';

const query = jsonata(`
  $[customer.vip].{
    "order": "#" & $string(id),
    "name": $uppercase(customer.name),
    "total": $sum(lines.(price * quantity)),
    "skus": lines.sku
  }^(total)
`);

export async function run(n) {
  return summary(await query.evaluate(makeOrders(n)));
}
