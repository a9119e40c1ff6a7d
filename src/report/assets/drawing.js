"use strict";
// What all charts are made of: numbers as text, colours, axes, bars and lines.

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const perCent = (share, digits = 0) => `${(share * 100).toFixed(digits)} %`;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const words = (text) => text.replaceAll("_", " ");
const unique = (values) => [...new Set(values)];

const weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun",
  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The colours of the page as they are now.
function readPalette() {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    ink: read("ink"), quiet: read("quiet"), grid: read("grid"), surface: read("surface"),
    accent: read("accent"), good: read("good"), bad: read("bad"), faint: read("faint"),
    series: ["c1", "c2", "c3", "c4", "c5", "c6"].map(read),
    grades: ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "faint"].map(read),
  };
  probe.remove();
  return palette;
}

/// All values of a column that occur as the given member of the points, in the column's order.
const occurring = (column, points, member) =>
  data.values[column].filter((value) => points.some((point) => point[member] === value));
const gradeNames = () => [...data.values["risk_assessments.credit_grade"], "none"];

/// Values of a series in the order of the labels, 0 where there is none.
function valuesOf(points, labels, series) {
  const values = new Map();
  for (const point of points) {
    if (series === undefined || point.series === series) values.set(point.label, point.value);
  }
  return labels.map((label) => values.get(label) ?? 0);
}

/// Labels that are numbers, from the smallest to the largest, none left out.
function numericLabels(points, step = 1) {
  const numbers = points.map((point) => Number(point.label)).filter(Number.isFinite);
  const labels = [];
  for (let number = Math.min(...numbers); number <= Math.max(...numbers); number += step)
    labels.push(String(number));
  return labels;
}

/// An axis: without a border, its grid faint or absent.
function axis(palette, { grid = false, title, format, ...rest } = {}) {
  return {
    border: { display: false },
    grid: { display: grid, color: palette.grid, drawTicks: false },
    ticks: {
      color: palette.quiet, padding: 6, maxRotation: 0, autoSkipPadding: 12,
      ...(format ? { callback: format } : {}),
      ...rest.ticks,
    },
    title: title ? { display: true, text: title, color: palette.quiet } : {},
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => key !== "ticks")),
  };
}

/// Months "2026-11", of which Januaries are named.
const monthAxis = (palette) => axis(palette, { title: "month", ticks: { autoSkip: false,
  callback(value) {
    const month = this.getLabelForValue(value);
    return month.endsWith("-01") ? month.slice(0, 4) : null;
  } } });
/// Of ticks on a logarithmic scale those that are powers of ten.
const powerOfTen = (value) => Number.isInteger(Math.log10(value)) ? compact.format(value) : null;

/// The currency of most accounts, in which the bank's amounts are.
function currency() {
  const points = data.figures.find((figure) => figure.id === "currencies")?.points ?? [];
  const [most] = [...points].sort((a, b) => b[2] - a[2]);
  return most?.[1] ?? "the bank's currency";
}

const amountAxis = (palette, more = {}) =>
  axis(palette, { grid: true, beginAtZero: true, format: (value) => compact.format(value), ...more });

function options(palette, { x, y, legend = false, tooltip = {}, ...rest }) {
  return {
    animation: false,
    devicePixelRatio: Math.max(2, window.devicePixelRatio),  // Sharp on paper, too.
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: "index", intersect: false },
    scales: { x, y },
    plugins: {
      legend: {
        display: legend, position: "bottom", align: "start",
        labels: { color: palette.quiet, usePointStyle: true, pointStyle: "circle", boxWidth: 7,
          boxHeight: 7, padding: 14 },
      },
      tooltip: {
        backgroundColor: palette.ink, titleColor: palette.surface, bodyColor: palette.surface,
        padding: 9, cornerRadius: 6, boxPadding: 4, usePointStyle: true,
        ...tooltip,
      },
    },
    ...rest,
  };
}

const bars = (label, data, color, more = {}) => ({
  label, data, backgroundColor: color, borderRadius: 2, categoryPercentage: 0.86,
  barPercentage: 0.92, ...more });
const line = (label, data, color, more = {}) => ({
  label, data, borderColor: color, backgroundColor: color, borderWidth: 2, pointRadius: 0,
  pointHitRadius: 12, tension: 0.25, ...more });

/// A simple column chart of one series.
function columns(palette, labels, data, { color = palette.series[0], x = {}, y = {}, name = "",
  tooltip } = {}) {
  return {
    type: "bar",
    data: { labels, datasets: [bars(name, data, color)] },
    options: options(palette, { x: axis(palette, x), y: amountAxis(palette, y), tooltip }),
  };
}
