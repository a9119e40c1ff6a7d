"use strict";
// The diagram of the schema. The databases that most others refer to, employees and accounts, stand
// in the middle, so that references between databases run in short curves from both sides.

const schemaColumns = [["customer_db", "insurance_db"], ["employees_db", "accounts_db"],
  ["compliance_db", "loans_db"]];
const boxWidth = 208;
const boxHeight = 27;
const boxGap = 8;
const gutter = 150;   // Between two columns of databases.
const outside = 46;   // For foreign keys, beside the outer columns.
const panelHead = 34;
const panelGap = 30;

function svgElement(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/// Where each table's box stands, and each database's panel.
function layOut(tables) {
  const boxes = new Map();
  const panels = [];
  const heightOf = (database) => panelHead + 12 - boxGap +
    tables.filter((table) => table.database === database).length * (boxHeight + boxGap);
  const heights = schemaColumns.map((names) =>
    names.reduce((total, name) => total + heightOf(name), panelGap * (names.length - 1)));
  const height = Math.max(...heights);
  schemaColumns.forEach((names, column) => {
    const x = outside + column * (boxWidth + gutter);
    const gap = (height - heights[column]) / (names.length + 1);
    let y = 10 + gap;
    for (const name of names) {
      panels.push({ name, x: x - 12, y, width: boxWidth + 24, height: heightOf(name) });
      tables.filter((table) => table.database === name).forEach((table, index) => {
        boxes.set(`${name}.${table.name}`, { table, column, x,
          y: y + panelHead + index * (boxHeight + boxGap) });
      });
      y += heightOf(name) + panelGap + gap;
    }
  });
  return { boxes, panels, height: height + 20,
    width: 2 * outside + schemaColumns.length * boxWidth + (schemaColumns.length - 1) * gutter };
}

/// A curve between two boxes: between columns from side to side, within one along its side.
function pathOf(from, to, lane) {
  const y1 = from.y + boxHeight / 2;
  const y2 = to.y + boxHeight / 2;
  if (from === to) return null;
  if (from.column === to.column) {
    const right = from.column === schemaColumns.length - 1;
    const x = right ? from.x + boxWidth : from.x;
    const bend = (right ? 1 : -1) * (14 + 7 * lane);
    return `M${x},${y1} C${x + bend},${y1} ${x + bend},${y2} ${x},${y2}`;
  }
  const rightward = from.column < to.column;
  const x1 = rightward ? from.x + boxWidth : from.x;
  const x2 = rightward ? to.x : to.x + boxWidth;
  const bend = (x2 - x1) * (Math.abs(from.column - to.column) > 1 ? 0.3 : 0.5);
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

/// References from table to table, those of several columns together.
function edgesOf(references) {
  const edges = new Map();
  for (const reference of references) {
    const from = `${reference.database}.${reference.table}`;
    const to = `${reference.to_database}.${reference.to_table}`;
    const key = `${from} ${to} ${reference.key}`;
    if (!edges.has(key)) edges.set(key, { from, to, key: reference.key, columns: [] });
    edges.get(key).columns.push(`${reference.column} → ${reference.to_table}.${reference.to_column}`);
  }
  return [...edges.values()].filter((edge) => edge.from !== edge.to);
}

/// Lights up a table, what it refers to, and what refers to it; nothing for null.
function choose(container, key) {
  container.classList.toggle("chosen", key !== null);
  const lit = new Set([key]);
  for (const edge of container.querySelectorAll(".edge")) {
    const isLit = edge.dataset.from === key || edge.dataset.to === key;
    edge.classList.toggle("lit", isLit);
    if (isLit) lit.add(edge.dataset.from).add(edge.dataset.to);
  }
  for (const node of container.querySelectorAll(".node"))
    node.classList.toggle("lit", lit.has(node.dataset.key));
}

function drawEdges(svg, boxes, edges) {
  // Each table that is referred to across databases has a colour of its own.
  const colors = new Map();
  for (const edge of edges.filter((candidate) => !candidate.key)) {
    if (!colors.has(edge.to)) colors.set(edge.to, `var(--c${colors.size % 6 + 1})`);
  }
  const lanes = new Map();
  for (const edge of edges) {
    const from = boxes.get(edge.from);
    const to = boxes.get(edge.to);
    const lane = lanes.get(to) ?? lanes.size % 4;
    lanes.set(to, lane);
    const path = svgElement("path", { d: pathOf(from, to, lane), class: edge.key ? "edge key" : "edge" });
    if (!edge.key) path.style.stroke = colors.get(edge.to);
    path.dataset.from = edge.from;
    path.dataset.to = edge.to;
    path.append(svgElement("title", {}, edge.columns.join("\n")));
    svg.append(path);
  }
  return colors;
}

/// What a table refers to, and what refers to it, in words.
function neighboursOf(key, edges) {
  const names = (wanted, side) => unique(edges.filter(wanted).map((edge) => edge[side]));
  const parts = [["refers to", names((edge) => edge.from === key, "to")],
    ["referred to by", names((edge) => edge.to === key, "from")]];
  return parts.filter(([, found]) => found.length > 0)
    .map(([what, found]) => ` ${what} ${found.join(", ")}`).join(";");
}

function drawBox(svg, key, box, color, neighbours) {
  const rows = box.table.rows === null ? "" : `, ${whole.format(box.table.rows)} rows`;
  const node = svgElement("g", { class: "node", tabindex: "-1", role: "img",
    "aria-label": `${key}${rows}: ${box.table.about}${neighbours}` });
  node.dataset.key = key;
  node.append(svgElement("rect", { class: "box", x: box.x, y: box.y, width: boxWidth,
    height: boxHeight, rx: 6 }));
  if (color) {
    const mark = svgElement("rect", { x: box.x + 8, y: box.y + 9, width: 9, height: 9, rx: 2 });
    mark.style.fill = color;
    node.append(mark);
  }
  node.append(svgElement("text", { x: box.x + (color ? 24 : 10), y: box.y + 18 }, box.table.name));
  if (box.table.rows !== null) {
    node.append(svgElement("text", { class: "count", x: box.x + boxWidth - 10, y: box.y + 18 },
      compact.format(box.table.rows)));
  }
  node.append(svgElement("title", {}, `${box.table.about}\n${box.table.columns} columns`));
  svg.append(node);
  return node;
}

/// One stop of the tab key for all tables: arrow keys go on from there.
function enableArrowKeys(nodes) {
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  nodes[0].setAttribute("tabindex", "0");
  nodes.forEach((node, index) => node.addEventListener("keydown", (event) => {
    const next = nodes[index + (steps[event.key] ?? 0)];
    if (!next || next === node) return;
    event.preventDefault();
    node.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }));
}

function drawSchema(container, tables, references) {
  const { boxes, panels, width, height } = layOut(tables);
  const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, role: "group",
    "aria-label": "Diagram of the schema" });
  for (const panel of panels) {
    svg.append(svgElement("rect", { class: "panel", x: panel.x, y: panel.y, width: panel.width,
      height: panel.height, rx: 10 }));
    svg.append(svgElement("text", { class: "database", x: panel.x + 12, y: panel.y + 22 }, panel.name));
  }
  const edges = edgesOf(references);
  const colors = drawEdges(svg, boxes, edges);
  const nodes = [...boxes].map(([key, box]) => {
    const node = drawBox(svg, key, box, colors.get(key), neighboursOf(key, edges));
    node.addEventListener("pointerenter", () => choose(container, key));
    node.addEventListener("pointerleave", () => choose(container, null));
    node.addEventListener("focus", () => choose(container, key));
    node.addEventListener("blur", () => choose(container, null));
    return node;
  });
  enableArrowKeys(nodes);
  container.append(svg);
}
