// Turns the body of an instruction into text for another place: its parameters, its results and the state of the
// machine become what they are called there.
import MagicString from 'magic-string';

/** Visits every node below `node`, parents first; `visit` answers false to leave out what is below. */
export function walk(node, visit, parent = null) {
  if (node === null || typeof node.type !== 'string') return;
  if (visit(node, parent) === false) return;
  for (const key of Object.keys(node)) {
    const child = node[key];
    if (Array.isArray(child)) for (const c of child) walk(c, visit, node);
    else if (child !== null && typeof child === 'object' && typeof child.type === 'string') walk(child, visit, node);
  }
}

/** Whether an identifier is a use of a variable, and not the name of a property. */
function isReference(node, parent) {
  if (parent === null) return true;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent.type === 'Property') return parent.value === node;
  return true;
}

/** The names of parameters and of variables that a body declares. */
export function localNames(fn) {
  const names = new Set(fn.params.map((p) => p.name));
  walk(fn.body, (node) => {
    if (node.type !== 'VariableDeclarator') return;
    if (node.id.type === 'Identifier') names.add(node.id.name);
    else for (const p of node.id.properties) names.add(p.value.name);
  });
  return names;
}

/** The names from outside that a body uses. */
export function freeNames(fn) {
  const own = localNames(fn);
  const free = new Set();
  walk(fn.body, (node, parent) => {
    if (node.type === 'Identifier' && isReference(node, parent) && !own.has(node.name)) free.add(node.name);
  });
  return free;
}

/**
 * The text of a body. `onReturn(expression, node)` gives the text of a `return`; `replace(node, text)` the text of a node, or
 * undefined to leave it as it is, where `text(n)` is the rewritten text of a node below.
 */
export function rewriteBody(instruction, { onReturn, replace }) {
  const { parsed: fn, text: source } = instruction;
  const magic = new MagicString(source);
  const textOf = (node) => magic.slice(node.start, node.end);
  /** Innermost first, so that the text of a node has its inner changes already. */
  const visit = (node, parent) => {
    for (const key of Object.keys(node)) {
      const child = node[key];
      if (Array.isArray(child)) for (const c of child) if (c !== null && typeof c?.type === 'string') visit(c, node);
      if (child !== null && typeof child === 'object' && typeof child.type === 'string') visit(child, node);
    }
    if (node.type === 'ReturnStatement')
      magic.overwrite(node.start, node.end, onReturn(node.argument === null ? null : textOf(node.argument), node.argument));
    else if (node.type !== 'Identifier' || isReference(node, parent)) {
      const text = replace?.(node, textOf, parent);
      if (text !== undefined) magic.overwrite(node.start, node.end, text);
    }
  };
  visit(fn.body, fn);
  if (fn.body.type === 'BlockStatement') return magic.slice(fn.body.start + 1, fn.body.end - 1).trim();
  return onReturn(textOf(fn.body), fn.body);
}
