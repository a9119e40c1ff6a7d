"use strict";
// One function for each figure: from its points to what Chart.js draws, and to a sentence that says
// what is to be seen. Each axis says what it counts, or of what it is. Which charts stand where, and
// in what order, is said at the end.

/// How many of each kind have an amount in each quarter of a power of ten.
function distribution(points, palette, { column, kind, amount, things }) {
  const steps = numericLabels(points);
  const kinds = occurring(column, points, "series");
  const middleOf = (step) => 10 ** ((Number(step) + 0.5) / 4);
  return {
    note: `Share of each ${kind}'s ${things} by ${amount}, on a logarithmic scale.`,
    config: {
      type: "line",
      data: {
        datasets: kinds.map((name, index) => {
          const values = valuesOf(points, steps, name);
          const total = sum(values);
          return line(words(name), steps.map((step, at) =>
            ({ x: middleOf(step), y: values[at] / total })),
          palette.series[index], { cubicInterpolationMode: "monotone" });
        }),
      },
      options: options(palette, {
        legend: true,
        interaction: { mode: "nearest", intersect: false },
        x: axis(palette, { type: "logarithmic", title: `${amount} in ${currency()}`,
          ticks: { callback: powerOfTen } }),
        y: amountAxis(palette, { format: (value) => perCent(value), title: `share of ${things}` }),
        tooltip: { callbacks: {
          title: ([item]) => `about ${compact.format(item.parsed.x)} ${currency()}`,
          label: (item) => `${item.dataset.label}: ${perCent(item.parsed.y, 1)}` } } }),
    },
  };
}

/// Bars of what there is of each kind, made of parts by another column. What is good is green, what
/// went wrong red, where there is such a thing.
function parts(points, palette, { kind, kindTitle, part, things, colors = [0, 1, 2] }) {
  const kinds = occurring(kind, points, "label");
  const states = occurring(part, points, "series");
  const total = sum(points.map((point) => point.value));
  return {
    note: `${whole.format(total)} ${things}: ` + states.map((state) => `${words(state)} ` +
      perCent(sum(valuesOf(points, kinds, state)) / total)).join(", ") + ".",
    config: {
      type: "bar",
      data: { labels: kinds.map(words), datasets: states.map((state, index) =>
        bars(words(state), valuesOf(points, kinds, state), palette.series[colors[index]],
          { borderRadius: 0 })) },
      options: options(palette, { indexAxis: "y", legend: true,
        x: amountAxis(palette, { stacked: true, title: things }),
        y: axis(palette, { stacked: true, title: kindTitle, ticks: { autoSkip: false } }) }),
    },
  };
}

/// Bars of one kind of customers each.
function customerBars(points, palette, column, title) {
  const labels = unique([...occurring(column, points, "label"), ...points.map(({ label }) => label)]);
  const data = valuesOf(points, labels);
  const total = sum(data);
  return {
    note: labels.map((name, index) => `${words(name)} ${perCent(data[index] / total)}`)
      .join(", ") + ".",
    config: {
      type: "bar",
      data: { labels: labels.map(words), datasets: [bars("customers", data, palette.series[0])] },
      options: options(palette, { indexAxis: "y",
        x: amountAxis(palette, { title: "customers" }), y: axis(palette, { title }) }),
    },
  };
}

const charts = {
  growth(points, palette) {
    const months = unique(points.map((point) => point.label)).sort();
    const names = ["customers", "accounts", "policies", "loans", "credit cards", "investments"];
    const datasets = names.map((name, index) => {
      let total = 0;
      const data = valuesOf(points, months, name).map((value) => (total += value));
      return line(name, data, palette.series[index]);
    }).filter((dataset) => dataset.data.at(-1) > 0);
    const last = (name) => datasets.find((dataset) => dataset.label === name)?.data.at(-1) ?? 0;
    return {
      note: datasets.slice(0, 2).map(({ label }) => `${whole.format(last(label))} ${label}`)
        .join(" and ") + ` since ${months[0]}.`,
      config: {
        type: "line",
        data: { labels: months, datasets },
        options: options(palette, {
          x: monthAxis(palette),
          y: amountAxis(palette, { title: "how many there are" }), legend: true }),
      },
    };
  },

  ages(points, palette) {
    const ages = numericLabels(points, 5);
    const names = ["account holders", "without an account"];
    const totals = valuesOf(points, ages, names[0])
      .map((value, index) => value + valuesOf(points, ages, names[1])[index]);
    const peak = ages[totals.indexOf(Math.max(...totals))];
    const holders = sum(valuesOf(points, ages, names[0])) / sum(totals);
    return {
      note: `The largest group is ${peak} to ${Number(peak) + 4}; ${perCent(holders)} hold an account.`,
      config: {
        type: "bar",
        data: {
          labels: ages.map((age) => `${age}–${Number(age) + 4}`).reverse(),
          datasets: names.map((name, index) =>
            bars(name, valuesOf(points, ages, name).reverse(),
              index === 0 ? palette.series[0] : palette.grades[3],
              { stack: "all", barPercentage: 1 })),
        },
        options: options(palette, { indexAxis: "y", legend: true,
          x: amountAxis(palette, { stacked: true, title: "customers" }),
          y: axis(palette, { stacked: true, title: "age in years", ticks: { autoSkip: false } }) }),
      },
    };
  },

  segments: (points, palette) =>
    customerBars(points, palette, "customer_profiles.customer_segment", "segment"),
  "customer-types": (points, palette) =>
    customerBars(points, palette, "customers.customer_type", "type of customer"),
  "loan-states": (points, palette) => parts(points, palette, { kind: "loans.loan_type",
    kindTitle: "type of loan", part: "loans.loan_status", things: "loans", colors: [0, 2, 4] }),
  holdings: (points, palette) => parts(points, palette, { kind: "investments.investment_type",
    kindTitle: "type of investment", part: "investments.status", things: "investments" }),
  reviews: (points, palette) => parts(points, palette, { kind: "compliance.compliance_type",
    kindTitle: "kind of review", part: "compliance.status", things: "reviews", colors: [2, 1, 4] }),
  online: (points, palette) => parts(points, palette, { kind: "digital_activity.device_type",
    kindTitle: "device", part: "digital_activity.activity_type", things: "activities" }),
  balances: (points, palette) => distribution(points, palette,
    { column: "accounts.account_type", kind: "type", amount: "balance", things: "accounts" }),
  amounts: (points, palette) => distribution(points, palette,
    { column: "transactions.transaction_type", kind: "type", amount: "amount",
      things: "transactions" }),
  limits: (points, palette) => distribution(points, palette,
    { column: "credit_cards.card_type", kind: "brand", amount: "limit", things: "cards" }),

  clock(points, palette) {
    const largest = Math.max(...points.map((point) => point.value));
    const total = sum(points.map((point) => point.value));
    const night = sum(points.filter((point) => Number(point.label) < 5).map((point) => point.value));
    return {
      note: `Each dot is an hour of the week; its area is the number of transactions. ` +
        `${perCent(night / total, 1)} fall between midnight and 05:00.`,
      config: {
        type: "scatter",
        data: { datasets: [{
          label: "transactions", backgroundColor: palette.series[0], borderWidth: 0,
          data: points.map((point) => ({
            x: Number(point.label), y: Number(point.series), n: point.value })),
          pointRadius: ({ chart, raw }) => {
            const { width, height } = chart.chartArea ?? { width: 200, height: 60 };
            const room = Math.min(width / 25, height / 7.2) / 2;
            return Math.max(0.7, room * Math.sqrt((raw?.n ?? 0) / largest));
          },
        }] },
        options: options(palette, {
          interaction: { mode: "nearest", intersect: true },
          x: axis(palette, { min: -0.6, max: 23.6, title: "hour of the day",
            afterBuildTicks: (scale) => {
              scale.ticks = [0, 3, 6, 9, 12, 15, 18, 21].map((value) => ({ value }));
            }, format: (value) => `${String(value).padStart(2, "0")}:00` }),
          y: axis(palette, { min: 0.4, max: 7.6, reverse: true, title: "day of the week",
            afterBuildTicks: (scale) => {
              scale.ticks = [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value }));
            }, format: (value) => weekdayNames[value - 1] }),
          tooltip: { callbacks: { label: ({ raw }) =>
            `${weekdayNames[raw.y - 1]} ${raw.x}:00 to ${raw.x + 1}:00: ${whole.format(raw.n)}` } } }),
      },
    };
  },

  activity(points, palette) {
    const months = unique(points.map((point) => point.label)).sort();
    const types = occurring("transactions.transaction_type", points, "series");
    const total = sum(points.map((point) => point.value));
    return {
      note: types.map((type) => `${type}s ${perCent(sum(valuesOf(points, months, type)) / total)}`)
        .join(", ") + ".",
      config: {
        type: "line",
        data: { labels: months, datasets: types.map((type, index) =>
          line(type, valuesOf(points, months, type), palette.series[index],
            { fill: true, borderWidth: 0, tension: 0 })) },
        options: options(palette, { legend: true,
          x: monthAxis(palette),
          y: amountAxis(palette, { stacked: true, title: "transactions a month" }) }),
      },
    };
  },

  "loan-book"(points, palette) {
    const types = unique(points.map((point) => point.label)).sort((a, b) =>
      sum(points.filter((point) => point.label === b).map((point) => point.value)) -
      sum(points.filter((point) => point.label === a).map((point) => point.value)));
    const grades = gradeNames().filter((grade) => points.some((point) => point.series === grade));
    const total = sum(points.map((point) => point.value));
    return {
      note: `${compact.format(total)} ${currency()} outstanding on ` +
        `${whole.format(sum(points.map((point) => point.out_of)))} loans, by credit grade.`,
      config: {
        type: "bar",
        data: { labels: types, datasets: grades.map((grade) =>
          bars(grade, valuesOf(points, types, grade), palette.grades[gradeNames().indexOf(grade)],
            { borderRadius: 0 })) },
        options: options(palette, { indexAxis: "y", legend: true,
          x: amountAxis(palette, { stacked: true, title: `outstanding in ${currency()}` }),
          y: axis(palette, { stacked: true, title: "type of loan", ticks: { autoSkip: false } }) }),
      },
    };
  },

  delinquency(points, palette) {
    const grades = gradeNames().filter((grade) => points.some((point) => point.label === grade));
    const of = (grade) => points.find((point) => point.label === grade);
    const data = grades.map((grade) => of(grade).value / Math.max(1, of(grade).out_of));
    const all = sum(points.map((point) => point.value)) / sum(points.map((point) => point.out_of));
    const chart = columns(palette, grades, data, { color: grades.map((grade) =>
      palette.grades[gradeNames().indexOf(grade)]), x: { title: "credit grade", ticks: { autoSkip: false } },
    y: { format: (value) => perCent(value), title: "share of loans" },
    tooltip: { callbacks: { label: (item) =>
      `${whole.format(of(item.label).value)} of ${whole.format(of(item.label).out_of)} loans` } } });
    return { note: `${perCent(all, 1)} of all loans are in default or behind.`,
      config: chart };
  },

  nps(points, palette) {
    const scores = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    const data = valuesOf(points, scores);
    const share = (from, to) => sum(data.slice(from, to + 1)) / sum(data);
    return {
      note: `${perCent(share(9, 10))} promoters less ${perCent(share(0, 6))} detractors: a score of ` +
        `${Math.round((share(9, 10) - share(0, 6)) * 100)}.`,
      config: columns(palette, scores, data, { name: "surveys",
        x: { title: "score, 0 to 10" }, y: { title: "surveys" }, color: scores.map((score) =>
        Number(score) >= 9 ? palette.series[2] : Number(score) >= 7 ? palette.grades[3] : palette.series[4]) }),
    };
  },

  claims(points, palette) {
    const types = unique(points.map((point) => point.label)).sort();
    const states = occurring("claims.status", points, "series");
    const counts = points.map((point) => ({ ...point, value: point.out_of }));
    return {
      note: `${whole.format(sum(points.map((point) => point.out_of)))} claims over ` +
        `${compact.format(sum(points.map((point) => point.value)))} ${currency()}.`,
      config: {
        type: "bar",
        data: { labels: types, datasets: states.map((state, index) =>
          bars(words(state), valuesOf(counts, types, state),
            [palette.series[2], palette.series[0], palette.grades[3], palette.series[4]][index],
            { borderRadius: 0 })) },
        options: options(palette, { indexAxis: "y", legend: true,
          x: amountAxis(palette, { stacked: true, title: "claims" }),
          y: axis(palette, { stacked: true, title: "type of policy", ticks: { autoSkip: false } }) }),
      },
    };
  },

  aml(points, palette) {
    const labels = ["checks", "flagged", "reports", "reports filed"];
    const data = valuesOf(points, labels);
    return {
      note: `${whole.format(data[0])} checks, ${whole.format(data[1])} flags, ` +
        `${whole.format(data[2])} suspicious activity reports.`,
      config: {
        type: "bar",
        data: { labels, datasets: [bars("", data.map((value) => Math.max(value, 0.5)),
          [palette.series[0], palette.series[1], palette.series[4], palette.series[4]])] },
        options: options(palette, { indexAxis: "y",
          x: amountAxis(palette, { type: "logarithmic", beginAtZero: false, min: 0.5,
            title: "how many there are", ticks: { callback: powerOfTen } }),
          y: axis(palette, { title: "step" }),
          tooltip: { callbacks: { label: (item) => whole.format(data[item.dataIndex]) } } }),
      },
    };
  },

  digits(points, palette) {
    const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    const kinds = ["payments", "transfers"].filter((kind) =>
      points.some((point) => point.series === kind));
    const datasets = kinds.map((kind, index) => {
      const values = valuesOf(points, digits, kind);
      return bars(kind, values.map((value) => value / sum(values)), palette.series[index]);
    });
    const law = digits.map((digit) => Math.log10(1 + 1 / Number(digit)));
    datasets.push(line("Benford's law", law, palette.ink,
      { type: "line", borderWidth: 1.5, pointRadius: 2.5, order: -1 }));
    return {
      note: "Real amounts begin with 1 far more often than with 9.",
      config: {
        type: "bar", data: { labels: digits, datasets },
        options: options(palette, { legend: true, x: axis(palette, { title: "first digit" }),
          y: amountAxis(palette, { format: (value) => perCent(value), title: "share of amounts" }),
          tooltip: { callbacks: { label: (item) =>
            `${item.dataset.label}: ${perCent(item.parsed.y, 1)}` } } }),
      },
    };
  },

  hours(points, palette) {
    const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
    const data = valuesOf(points, hours);
    return {
      note: `Busiest at ${String(data.indexOf(Math.max(...data))).padStart(2, "0")}:00.`,
      config: columns(palette, hours, data, { name: "purchases",
        x: { title: "hour of the day" }, y: { title: "purchases" }, color: hours.map((hour) =>
        Number(hour) >= 18 && Number(hour) <= 20 ? palette.series[0] : palette.grades[2]) }),
    };
  },

  weekdays(points, palette) {
    const data = weekdayNames.map((_, index) => {
      const point = points.find((candidate) => Number(candidate.label) === index + 1);
      return point ? point.value / Math.max(1, point.out_of) : 0;
    });
    return {
      note: "Purchases on a day, by weekday.",
      config: columns(palette, weekdayNames, data, { name: "purchases a day",
        x: { title: "day of the week" }, y: { title: "purchases a day" },
        color: weekdayNames.map((name) => name === "Sat" ? palette.series[0] : palette.grades[2]) }),
    };
  },

  payday(points, palette) {
    const known = points.filter((point) => Number(point.label) <= 14)
      .sort((a, b) => Number(a.label) - Number(b.label));
    const data = known.map((point) => point.value / Math.max(1, point.out_of));
    return {
      note: "Purchases and bills on a day, by days since the last payday.",
      config: columns(palette, known.map((point) => point.label), data, { name: "a day",
        color: known.map((point) => Number(point.label) <= 1 ? palette.series[0] : palette.grades[2]),
        x: { title: "days since payday" }, y: { title: "purchases and bills a day" } }),
    };
  },

  winter(points, palette) {
    const data = ["11", "12", "1"].map((month) => {
      const point = points.find((candidate) => candidate.label === month);
      return point ? point.value / Math.max(1, point.out_of) : 0;
    });
    return {
      note: "Purchases and bills on a day, over whole winters.",
      config: columns(palette, ["November", "December", "January"], data, { name: "a day",
        x: { title: "month" }, y: { title: "purchases and bills a day" },
        color: [palette.grades[2], palette.series[0], palette.grades[2]] }),
    };
  },

  partners(points, palette) {
    const total = sum(points.map((point) => point.value));
    const logarithmic = { type: "logarithmic", grid: true, ticks: { callback: (value) =>
      Number.isInteger(Math.log10(value)) || [2, 5, 20, 50].includes(value) ? compact.format(value) : null } };
    return {
      note: `${whole.format(total)} accounts by how many others they send to or receive from; ` +
        "a straight line is a power law.",
      config: {
        type: "scatter",
        data: { datasets: [{ label: "accounts", backgroundColor: palette.series[0], pointRadius: 4,
          data: points.map((point) => ({ x: Number(point.label), y: point.value })) }] },
        options: options(palette, {
          interaction: { mode: "nearest", intersect: false },
          x: axis(palette, { ...logarithmic, title: "partners" }),
          y: axis(palette, { ...logarithmic, title: "accounts" }),
          tooltip: { callbacks: { label: ({ parsed }) =>
            `${whole.format(parsed.y)} accounts with ${parsed.x}` } } }),
      },
    };
  },

  "segment-balances"(points, palette) {
    const labels = occurring("customer_profiles.customer_segment", points, "label");
    const low = valuesOf(points, labels, "low");
    const high = valuesOf(points, labels, "high");
    return {
      note: "The middle half of the balances of each segment, median and mean.",
      config: {
        type: "bar",
        data: { labels: labels.map(words), datasets: [
          bars("middle half", low.map((value, index) => [value, high[index]]), palette.grades[3],
            { categoryPercentage: 0.5 }),
          { type: "scatter", label: "median", data: valuesOf(points, labels, "median"),
            backgroundColor: palette.series[0], pointRadius: 5, order: -1 },
          { type: "scatter", label: "mean", data: valuesOf(points, labels, "mean"),
            backgroundColor: palette.series[1], pointRadius: 5, pointStyle: "rectRot", order: -1 }] },
        options: options(palette, { legend: true,
          x: axis(palette, { type: "category", title: "segment" }),
          y: axis(palette, { grid: true, type: "logarithmic", title: `balance in ${currency()}`,
            ticks: { callback: powerOfTen } }),
          tooltip: { callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ` +
            [raw].flat().map((value) => whole.format(value)).join(" to ") } } }),
      },
    };
  },

  inequality(points, palette) {
    const ordered = [...points].sort((a, b) => Number(a.label) - Number(b.label));
    const total = sum(ordered.map((point) => point.value));
    let below = 0;
    const curve = [{ x: 0, y: 0 }].concat(ordered.map((point, index) =>
      ({ x: (index + 1) / ordered.length, y: (below += point.value) / total })));
    const top = 1 - curve[Math.floor(ordered.length * 0.9)].y;
    return {
      note: `The tenth of the accounts that hold most hold ${perCent(top)}.`,
      config: {
        type: "line",
        data: { datasets: [
          line("balances", curve, palette.series[0], { fill: false }),
          line("if all were equal", [{ x: 0, y: 0 }, { x: 1, y: 1 }], palette.faint,
            { borderDash: [4, 4], borderWidth: 1.5 })] },
        options: options(palette, { legend: true, interaction: { mode: "nearest", intersect: false },
          x: axis(palette, { type: "linear", min: 0, max: 1, format: (value) => perCent(value),
            title: "share of accounts" }),
          y: amountAxis(palette, { min: 0, max: 1, format: (value) => perCent(value),
            title: "share of balances" }),
          tooltip: { callbacks: { title: () => "", label: ({ parsed }) =>
            `${perCent(parsed.x)} of accounts hold ${perCent(parsed.y)}` } } }),
      },
    };
  },

  rows(tables, palette) {
    const databases = unique(tables.map((table) => table.database));
    const ordered = databases.flatMap((database) =>
      tables.filter((table) => table.database === database));
    const isOfDatabases = databases.length > 1;
    return {
      note: `${whole.format(sum(tables.map((table) => table.rows ?? 0)))} rows, on a logarithmic scale.`,
      config: {
        type: "bar",
        data: { labels: ordered.map((table) => table.name), datasets: databases.map((database, index) =>
          bars(database, ordered.map((table) =>
            table.database === database ? table.rows || null : null), palette.series[index],
          { stack: "all", barPercentage: 0.95 })) },
        options: options(palette, { indexAxis: "y", legend: isOfDatabases,
          interaction: { mode: "nearest", axis: "y", intersect: false },
          x: amountAxis(palette, { type: "logarithmic", beginAtZero: false, min: 1, position: "top",
            title: "rows", ticks: { callback: powerOfTen } }),
          y: axis(palette, { stacked: true, title: isOfDatabases ? "table" : "dataset",
            ticks: { autoSkip: false, font: { size: 11.5 } } }),
          tooltip: { filter: (item) => item.raw !== null,
            callbacks: { label: (item) => `${whole.format(item.raw)} rows` } } }),
      },
    };
  },
};

/// Figures in the order of the page, with the shape of their cards. Those that the page's data has
/// not are left out: datasets have other ones than databases.
const pictures = [["growth", "wide tall"], ["ages", "tall"], ["balances", "tall"],
  ["amounts", "tall"], ["segments", ""], ["nps", ""], ["clock", "wide"], ["activity", "wide"],
  ["loan-book", ""], ["delinquency", ""], ["claims", ""], ["aml", ""], ["loan-states", ""],
  ["limits", ""], ["holdings", ""], ["reviews", ""], ["customer-types", ""], ["online", ""]];
const qualityPictures = [["digits", ""], ["partners", ""], ["hours", ""], ["weekdays", ""],
  ["payday", ""], ["winter", ""], ["inequality", ""], ["segment-balances", ""]];
