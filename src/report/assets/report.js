"use strict";
// Fills the page with its data. Text goes in as text, never as HTML.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

/// An element with attributes, and with text or elements in it.
function element(name, attributes = {}, ...contents) {
  const result = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) result.setAttribute(key, value);
  result.append(...contents);
  return result;
}

const verdictNames = { holds: "holds", fails: "fails", unchecked: "not checked", skipped: "skipped" };
const standingNames = { inside: "inside", outside: "outside", unjudged: "not judged" };
const countOf = (verdict) => data.rules.filter((rule) => rule.verdict === verdict).length;
const isBroken = (rule) => rule.verdict === "fails" || rule.verdict === "unchecked";

function fillHeadline() {
  const facts = data.facts;
  byId("title").textContent = `A bank of ${whole.format(facts.customers)} customers`;
  const verdict = byId("verdict");
  const all = `${whole.format(data.rules.length)} checks`;
  if (countOf("fails") > 0) {
    verdict.textContent = `${whole.format(countOf("fails"))} of ${all} ${countOf("fails") === 1 ? "fails" : "fail"}`;
    verdict.classList.add("bad");
  } else if (countOf("unchecked") > 0 || countOf("skipped") > 0 || data.rules.length === 0) {
    verdict.textContent = `${whole.format(countOf("holds"))} of ${all} hold, the others were not made`;
    verdict.classList.add("open");
  } else {
    verdict.textContent = `All ${all} hold`;
  }
  const rows = [["Seed", facts.seed], ["As of", facts.as_of],
    ["Customers", whole.format(facts.customers)], ["Rows", whole.format(facts.rows)],
    ["Tables", String(data.tables.filter((table) => table.rows !== null).length)],
    ["Verified in", facts.seconds < 10 ? `${facts.seconds.toFixed(1)} s` : `${Math.round(facts.seconds)} s`]];
  for (const [name, value] of rows.filter(([, value]) => value))
    byId("facts").append(element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  const texts = [["Loaded", facts.loaded], ["Where", facts.databases]];
  for (const [name, value] of texts.filter(([, value]) => value)) {
    byId("facts").append(element("div", { class: "long" },
      element("dt", {}, name), element("dd", { class: "text" }, value)));
  }
  if (facts.repeat) {
    const command = byId("repeat");
    command.hidden = false;
    command.querySelector("code").textContent = facts.repeat;
    const button = command.querySelector("button");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => navigator.clipboard.writeText(facts.repeat).then(
      () => { button.textContent = "Copied"; }, () => { button.textContent = "Not allowed"; }));
  }
  for (const note of facts.notes) byId("notes").append(element("li", {}, note));
  byId("notes").hidden = facts.notes.length === 0;
  byId("made").textContent = `Made by ${facts.program || "bankseed"}. All customers, accounts and ` +
    "amounts are invented; none belongs to a real person.";
}

/// The first things that are wrong, at the top.
function fillBroken() {
  const limit = 6;
  const broken = data.rules.filter(isBroken);
  for (const rule of broken.slice(0, limit)) {
    byId("broken").append(element("p", {},
      element("a", { href: `#${rule.anchor}` }, rule.id), `${rule.text}${rule.found ? ` Found: ${rule.found}` : ""}`));
  }
  if (broken.length > limit) {
    byId("broken").append(element("p", {}, element("a", { href: "#rules" },
      `and ${broken.length - limit} more`)));
  }
  byId("broken").hidden = broken.length === 0;
}

function ruleElement(rule) {
  const details = element("details", { class: "rule", id: rule.anchor });
  details.append(element("summary", {},
    element("span", { class: `mark ${rule.verdict}` }, verdictNames[rule.verdict]),
    element("span", { class: "id" }, rule.id),
    element("span", { class: "says" }, rule.text),
    element("span", { class: "found" }, rule.verdict === "holds" ? rule.name : rule.found)));
  // What is folded away is made when somebody looks: a page of many rules opens faster.
  const unfold = () => {
    if (details.querySelector(".more")) return;
    const more = element("div", { class: "more" });
    more.append(element("dl", {},
      element("dt", {}, "Expected"), element("dd", {}, rule.expected || "–"),
      element("dt", {}, "Found"), element("dd", {}, rule.found || "–"),
      element("dt", {}, "Took"), element("dd", {}, `${whole.format(rule.milliseconds)} ms`)));
    if (rule.violations.length > 0) {
      const rows = rule.violations.map(([key, what]) =>
        element("tr", {}, element("td", {}, key), element("td", {}, what)));
      more.append(element("table", { class: "violations" }, element("tbody", {}, ...rows)));
    }
    if (rule.sql) more.append(element("pre", {}, rule.sql));
    details.append(more);
  };
  details.addEventListener("toggle", unfold);
  if (isBroken(rule)) {
    unfold();
    details.open = true;
  }
  return details;
}

/// The rules of one group, folded away while all of them hold and nobody looks for any.
function groupElement(group) {
  const rules = data.rules.filter((rule) => rule.group === group)
    .map((rule) => ({ rule, element: ruleElement(rule),
      text: `${rule.id} ${rule.name} ${rule.text} ${rule.found}`.toLowerCase() }));
  const verdict = ["fails", "unchecked", "skipped"]
    .find((name) => rules.some(({ rule }) => rule.verdict === name)) ?? "holds";
  const count = rules.filter(({ rule }) => rule.verdict === verdict).length;
  const section = element("details", { class: "group" },
    element("summary", {},
      element("span", { class: `mark ${verdict}` }, verdictNames[verdict]),
      element("b", {}, group[0].toUpperCase() + group.slice(1)),
      element("span", { class: "found" }, verdict === "holds" ? `${whole.format(count)} checks`
        : `${whole.format(count)} of ${whole.format(rules.length)} checks`)),
    ...rules.map((entry) => entry.element));
  section.open = rules.some(({ rule }) => isBroken(rule));
  return { section, rules, isOpen: section.open };
}

function fillRules() {
  const shown = unique(data.rules.map((rule) => rule.group)).map(groupElement);
  byId("rule-list").append(...shown.map(({ section }) => section));
  const nothing = element("p", { class: "nothing" }, "No rule is like that.");
  byId("rule-list").append(nothing);
  const filter = () => {
    const parts = byId("filter-text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const onlyBroken = byId("filter-broken").checked;
    let count = 0;
    for (const { section, rules, isOpen } of shown) {
      let here = 0;
      for (const { rule, element: node, text } of rules) {
        const wanted = (!onlyBroken || isBroken(rule)) && parts.every((part) => text.includes(part));
        node.hidden = !wanted;
        if (wanted) ++here;
      }
      section.hidden = here === 0;
      section.open = isOpen || parts.length > 0 || onlyBroken;
      count += here;
    }
    nothing.hidden = count > 0;
    byId("filter-count").textContent = count === data.rules.length
      ? `${whole.format(count)} checks` : `${whole.format(count)} of ${whole.format(data.rules.length)} checks`;
  };
  byId("filter").addEventListener("input", filter);
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => shown.forEach(({ section }) => { section.open = true; }));
  addEventListener("afterprint", filter);
  filter();
}

function fillMeasures() {
  const head = ["", "Here", "Band", "", "Published by"].map((title, index) =>
    element("th", index === 1 || index === 2 ? { class: "number" } : {}, title));
  const rows = data.figures.flatMap((figure) => figure.measures).map((measure) => {
    const name = element("td", {}, measure.name);
    if (measure.note) name.append(element("span", { class: "note" }, measure.note));
    return element("tr", {}, name,
      element("td", { class: "number" }, measure.value || "–"),
      element("td", { class: "band quiet number" }, measure.band || "–"),
      element("td", {}, element("span", { class: `mark ${measure.standing}` },
        standingNames[measure.standing])),
      element("td", { class: "quiet" }, measure.source));
  });
  byId("measures").append(element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows));
}

const drawn = [];

/// A card with a chart, or with the reason why there is none.
function chartCard(card, title, points, make, error) {
  const caption = element("figcaption", {}, element("b", {}, title));
  card.append(caption);
  if (error || points.length === 0) {
    card.append(element("p", { class: "missing" }, error || "There is nothing to draw."));
    return;
  }
  const note = element("span", {}, make(points, readPalette(false)).note);
  caption.append(note);
  const canvas = element("canvas", { role: "img", "aria-label": `${title}. ${note.textContent}` });
  const plot = element("div", { class: "plot" }, canvas);
  for (const size of ["tall", "short", "very-tall"]) plot.classList.toggle(size, card.classList.contains(size));
  card.append(plot);
  drawn.push({ canvas, points, make, chart: null });
}

function fillCards() {
  const figures = new Map(data.figures.map((figure) => [figure.id, figure]));
  for (const [container, list] of [["picture-cards", pictures], ["quality-cards", qualityPictures]]) {
    for (const [id, shape] of list) {
      const figure = figures.get(id);
      if (!figure) continue;
      const points = figure.points.map(([series, label, value, out_of]) =>
        ({ series, label, value, out_of }));
      const card = element("figure", { class: `card ${shape}`, id: `figure-${id}` });
      byId(container).append(card);
      chartCard(card, figure.title, points, charts[id], figure.error);
    }
  }
  byId("rows-card").classList.add("very-tall");
  chartCard(byId("rows-card"), "Rows of each table", data.tables, charts.rows, "");
}

function drawCharts(onPaper = false) {
  const palette = readPalette(onPaper);
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = onPaper ? 10 : 12;
  for (const entry of drawn) {
    entry.chart?.destroy();
    entry.chart = new Chart(entry.canvas, entry.make(entry.points, palette).config);
  }
}

function fillReferences() {
  const rows = data.references.map((reference) => element("tr", {},
    element("td", {}, `${reference.database}.${reference.table}.${reference.column}`),
    element("td", {}, `${reference.to_database}.${reference.to_table}.${reference.to_column}`),
    element("td", { class: "quiet" }, reference.key ? "foreign key"
      : reference.database === reference.to_database ? "within the database" : "across databases")));
  byId("references").append(element("thead", {}, element("tr", {}, element("th", {}, "Column"),
    element("th", {}, "refers to"), element("th", {}, "as"))), element("tbody", {}, ...rows));
}

data.rules.forEach((rule, index) => { rule.anchor = `rule-${index + 1}`; });
fillHeadline();
fillBroken();
fillMeasures();
fillRules();
fillCards();
drawSchema(byId("diagram"), data.tables, data.references);
fillReferences();
drawCharts();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawCharts());
for (const [event, onPaper] of [["beforeprint", true], ["afterprint", false]]) {
  addEventListener(event, () => {
    document.documentElement.classList.toggle("paper", onPaper);
    drawCharts(onPaper);
  });
}
