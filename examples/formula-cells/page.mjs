// The page: a table of inputs, each of which shows its value, and its text while it is edited.
import { createSheet } from './sheet.mjs';

const COLUMNS = ['a', 'b', 'c'];
const ROWS = [1, 2, 3, 4, 5];
const START = { a1: '3', a2: '4', a3: '(+ (cell :a1) (cell :a2))', b3: '(str "sum: " (cell :a3))', c3: '(mapv inc (range (cell :a1)))' };

const inputs = new Map();

function show(name, value, error) {
  const input = inputs.get(name);
  if (input === undefined) return;
  input.value = error ?? (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''));
  input.title = sheet.text(name);
  input.parentElement.className = error === null ? '' : 'error';
}

const sheet = createSheet(show);
const table = document.getElementById('sheet');
const head = table.insertRow();
for (const label of ['', ...COLUMNS]) head.append(Object.assign(document.createElement('th'), { textContent: label }));
for (const row of ROWS) {
  const line = table.insertRow();
  line.append(Object.assign(document.createElement('th'), { textContent: row }));
  for (const column of COLUMNS) {
    const name = column + row;
    const input = Object.assign(document.createElement('input'), { id: name });
    inputs.set(name, input);
    line.insertCell().append(input);
    input.addEventListener('focus', () => {
      input.value = sheet.text(name);
    });
    input.addEventListener('change', () => sheet.set(name, input.value));
    input.addEventListener('blur', () => show(name, sheet.value(name), sheet.error(name)));
  }
}
for (const [name, text] of Object.entries(START)) sheet.set(name, text);
