"use strict";
// Fills the page with its data. Text goes in as text, never as HTML.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const hasSection = (id) => byId(id) !== null;

/// An element with attributes, and with text or elements in it.
function element(name, attributes = {}, ...contents) {
  const result = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) result.setAttribute(key, value);
  result.append(...contents);
  return result;
}

function tableHead(titles, numbers = []) {
  return element("thead", {}, element("tr", {}, ...titles.map((title, index) => element("th",
    { scope: "col", ...(numbers.includes(index) ? { class: "number" } : {}) }, title))));
}

const verdictNames = { holds: "holds", fails: "fails", unchecked: "not checked", skipped: "skipped" };
const standingNames = { inside: "inside", outside: "outside", unjudged: "not judged" };
const isBroken = (rule) => rule.verdict === "fails" || rule.verdict === "unchecked";

function enableCopying() {
  const button = document.querySelector("#repeat button");
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  const said = document.querySelector("#repeat [role=status]");
  const command = document.querySelector("#repeat code").textContent;
  button.addEventListener("click", () => navigator.clipboard.writeText(command).then(
    () => "Copied", () => "Not allowed").then((text) => {
    button.firstChild.textContent = text;
    said.textContent = text;
  }));
}

/// What does not hold stands in the page as sentences; here they become rules that can be opened.
/// The first ones are open: of a database that is not there, all rules are broken.
function fillFailures() {
  const openAtMost = 10;
  const items = document.querySelectorAll("#failures .failing");
  if (items.length === 0) return;
  const rules = data.rules.filter(isBroken).map(ruleElement);
  rules.slice(0, openAtMost).forEach((rule) => {
    rule.unfold();
    rule.element.open = true;
  });
  const list = items[0].parentElement;
  list.after(element("div", {}, ...rules.map((rule) => rule.element)));
  items.forEach((item) => item.remove());
  if (list.children.length === 0) list.remove();
}

/// A rule that can be opened, and what fills it. What is folded away is made when somebody looks: a
/// page of many rules opens faster.
function ruleElement(rule) {
  const details = element("details", { class: "rule" });
  details.append(element("summary", {},
    element("span", { class: `mark ${rule.verdict}` }, verdictNames[rule.verdict]),
    element("span", { class: "id" }, rule.id),
    element("span", { class: "says" }, rule.text),
    element("span", { class: "found" }, rule.verdict === "holds" ? rule.name : rule.found)));
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
      more.append(element("table", { class: "violations" }, tableHead(["Row", "What it holds"]),
        element("tbody", {}, ...rows)));
    }
    if (rule.sql) {
      more.append(element("pre", { tabindex: "0", role: "group",
        "aria-label": `SQL of ${rule.id}, ${rule.name}` }, rule.sql));
    }
    details.append(more);
  };
  details.addEventListener("toggle", unfold);
  return { element: details, unfold };
}

/// The rules of one group, folded away while nobody looks for any.
function groupElement(group) {
  const rules = data.rules.filter((rule) => rule.group === group)
    .map((rule) => ({ rule, ...ruleElement(rule),
      text: `${rule.id} ${rule.name} ${rule.text} ${rule.found}`.toLowerCase() }));
  const verdict = ["fails", "unchecked", "skipped"]
    .find((name) => rules.some(({ rule }) => rule.verdict === name)) ?? "holds";
  const count = rules.filter(({ rule }) => rule.verdict === verdict).length;
  const section = element("details", { class: "group" },
    element("summary", {},
      element("span", { class: `mark ${verdict}` }, verdictNames[verdict]),
      element("b", {}, words(group[0].toUpperCase() + group.slice(1))),
      element("span", { class: "found" }, verdict === "holds" ? `${whole.format(count)} checks`
        : `${whole.format(count)} of ${whole.format(rules.length)} checks`)),
    ...rules.map((entry) => entry.element));
  return { section, rules };
}

/// What a word of the filter means: ids, as in LOA3, TXN* or REF, or null where it is one of a text.
function idsMeantBy(word) {
  const [, letters, rest] = word.match(/^([a-z]*)([\d*?]?[a-z\d*?]*)$/) ?? [];
  if (letters === undefined) return null;
  const isPattern = /[*?]/.test(rest);
  const isKnown = data.rules.some(({ id }) => {
    const known = id.toLowerCase();
    const family = known.match(/^[a-z]*/)[0];
    return known === word || (isPattern ? family.startsWith(letters) : rest && family === letters);
  });
  return isKnown ? new RegExp(`^${word.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i") : null;
}

/// Of several ids any will do; of other words all have to occur.
function matcherOf(text) {
  const parts = text.toLowerCase().split(/[\s,]+/).filter(Boolean);
  const ids = parts.map(idsMeantBy).filter(Boolean);
  const others = parts.filter((part) => !idsMeantBy(part));
  return (rule, ruleText) => (ids.length === 0 || ids.some((id) => id.test(rule.id))) &&
    others.every((part) => ruleText.includes(part));
}

/// The filter stands in the page's address, so that it can be sent: #filter=LOA3,TXN5
function writeFilterToAddress(text, onlyBroken) {
  const state = new URLSearchParams();
  if (text) state.set("filter", text);
  if (onlyBroken) state.set("broken", "1");
  const [page] = location.href.split("#");
  history.replaceState(null, "", text || onlyBroken ? `${page}#${state}` : page);
}

/// Whether the address has a filter, which is put into the form.
function readFilterFromAddress() {
  const state = new URLSearchParams(location.hash.slice(1));
  if (!state.has("filter") && !state.has("broken")) return false;
  byId("filter-text").value = state.get("filter") ?? "";
  byId("filter-broken").checked = state.has("broken");
  return true;
}

function fillRules() {
  const shown = unique(data.rules.map((rule) => rule.group)).map(groupElement);
  byId("rule-list").append(...shown.map(({ section }) => section));
  const nothing = element("p", { class: "nothing" }, "No rule is like that.");
  byId("rule-list").append(nothing);
  const filter = () => {
    const text = byId("filter-text").value.trim();
    const matches = matcherOf(text);
    const onlyBroken = byId("filter-broken").checked;
    let count = 0;
    for (const { section, rules } of shown) {
      let here = 0;
      for (const { rule, element: node, text: ruleText } of rules) {
        const wanted = (!onlyBroken || isBroken(rule)) && matches(rule, ruleText);
        node.hidden = !wanted;
        if (wanted) ++here;
      }
      section.hidden = here === 0;
      section.open = text !== "" || onlyBroken;
      count += here;
    }
    nothing.hidden = count > 0;
    byId("filter-count").textContent = count === data.rules.length
      ? `${whole.format(count)} checks` : `${whole.format(count)} of ${whole.format(data.rules.length)} checks`;
  };
  const readAddress = () => {
    if (!readFilterFromAddress()) return;
    filter();
    byId("rules").scrollIntoView({ behavior: "instant" });
  };
  byId("filter").addEventListener("input", () => {
    filter();
    writeFilterToAddress(byId("filter-text").value.trim(), byId("filter-broken").checked);
  });
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", readAddress);
  addEventListener("beforeprint", () => shown.forEach(({ section }) => { section.open = true; }));
  addEventListener("afterprint", filter);
  filter();
  return readAddress;
}

function fillMeasures() {
  const head = tableHead(["Figure", "Here", "Band", "Standing", "Published by"], [1, 2]);
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
  byId("measures").append(head, element("tbody", {}, ...rows));
}

const drawn = [];

/// What stands at the axes, as a sentence.
function unitsOf({ options }) {
  const titleOf = (scale) => scale.title?.text;
  return [["Across", titleOf(options.scales.x)], ["Upwards", titleOf(options.scales.y)]]
    .filter(([, title]) => title).map(([where, title]) => `${where}: ${title}.`).join(" ");
}

/// A card with a chart, or with the reason why there is none.
function chartCard(card, title, points, make, error) {
  const caption = element("figcaption", {}, element("b", {}, title));
  card.append(caption);
  if (error || points.length === 0) {
    card.append(element("p", { class: "missing" }, error || "There is nothing to draw."));
    return;
  }
  const { note, config } = make(points, readPalette());
  caption.append(element("span", {}, note));
  const canvas = element("canvas", { role: "img", "aria-label": `${title}. ${note} ${unitsOf(config)}` });
  const plot = element("div", { class: "plot" }, canvas);
  for (const size of ["tall", "short", "very-tall"]) plot.classList.toggle(size, card.classList.contains(size));
  card.append(plot);
  drawn.push({ canvas, points, make, chart: null });
}

function fillCards() {
  const figures = new Map(data.figures.map((figure) => [figure.id, figure]));
  for (const [container, list] of [["picture-cards", pictures], ["quality-cards", qualityPictures]]) {
    if (!byId(container)) continue;
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
  const isOfDatabases = hasSection("schema");
  byId("rows-card").classList.add(isOfDatabases ? "very-tall" : "tall");
  chartCard(byId("rows-card"), `Rows of each ${isOfDatabases ? "table" : "dataset"}`, data.tables,
    charts.rows, "");
}

function drawCharts(onPaper = false) {
  const palette = readPalette();
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
  byId("references").append(tableHead(["Column", "Refers to", "As"]),
    element("tbody", {}, ...rows));
}

enableCopying();
fillFailures();
const readAddress = fillRules();
fillCards();
if (hasSection("quality")) fillMeasures();
if (hasSection("schema")) {
  drawSchema(byId("diagram"), data.tables, data.references);
  fillReferences();
}
drawCharts();
readAddress();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawCharts());
for (const [event, onPaper] of [["beforeprint", true], ["afterprint", false]]) {
  addEventListener(event, () => {
    document.documentElement.classList.toggle("paper", onPaper);
    for (const list of document.querySelectorAll(".references")) list.open = onPaper;
    drawCharts(onPaper);
  });
}
