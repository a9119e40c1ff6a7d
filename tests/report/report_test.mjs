// Opens pages of the HTML report in Chromium and looks at what a reader would see.
//
//   node report_test.mjs CHROMIUM CLEAN_PAGE BROKEN_PAGE DATASETS_PAGE DIRECTORY_FOR_SCREENSHOTS TABLES
//
// The clean page is that of a whole bank on which all rules hold; the broken one has two rules that
// fail, one that was not checked, figures that could not be read, and text that tries to be HTML;
// the third is that of the nine datasets.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, cleanPage, brokenPage, datasetsPage, screenshots, tables] =
  process.argv.slice(2);
const pages = [cleanPage, brokenPage, datasetsPage];
const wholePages = [[cleanPage, 20], [datasetsPage, 12]];  // And how many pictures they have.
const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const profile = await mkdtemp(path.join(tmpdir(), "bankseed-chromium-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
page.setDefaultTimeout(10_000);
const complaints = [];
const requests = [];
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) complaints.push(message.text());
});
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("request", (request) => requests.push(request.url()));

async function open(file, { width = 1240, colorScheme = "light" } = {}) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme, media: "screen" });
  await page.goto(pathToFileURL(file).href);
}

/// Pixels of each canvas that are neither transparent nor grey: bars, lines and dots.
const marks = () => page.evaluate(() => [...document.querySelectorAll("canvas")].map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let colored = 0;
  for (let i = 0; i < data.length; i += 4) {
    const most = Math.max(data[i], data[i + 1], data[i + 2]);
    const least = Math.min(data[i], data[i + 1], data[i + 2]);
    if (data[i + 3] > 100 && most - least > 25) ++colored;
  }
  return [canvas.getAttribute("aria-label"), colored];
}));
/// Ids in the list of rules, which is not the one on top.
const shownRules = () => page.evaluate(() => [...document.querySelectorAll("#rule-list .rule")]
  .filter((rule) => rule.checkVisibility()).map((rule) => rule.querySelector(".id").textContent));
const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

const findings = () => page.evaluate(async () => {
  const { violations } = await axe.run(document, { preload: false, resultTypes: ["violations"],
    rules: { "target-size": { enabled: true } } });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
});

const axesOf = () => page.evaluate(() => [...document.querySelectorAll("canvas")].map((canvas) => {
  const { scales } = Chart.getChart(canvas).options;
  return [canvas.getAttribute("aria-label"), ...["x", "y"].map((name) =>
    scales[name].title.display ? scales[name].title.text : "")];
}));
const takeScreenshot = (file, view) => page.screenshot({ fullPage: true,
  path: path.join(screenshots, `${path.basename(file, ".html")}-${view}.png`) });

/// What axe-core finds in the page with everything unfolded.
async function accessibilityFindings(file, view) {
  await open(file, view);
  await page.evaluate(axeSource);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll(".group, .references, footer details"))
      details.open = true;
    for (const rule of [...document.querySelectorAll(".rule")].slice(0, 4)) rule.open = true;
  });
  await page.locator(".rule .more").first().waitFor();
  return findings();
}

async function assertFits(width, file) {
  await open(file, { width });
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(widths[0] <= widths[1], `at ${width} px the page is ${widths[0]} px wide`);
}

const tests = {
  async "a clean bank says so"() {
    await open(cleanPage);
    assert.match(await page.textContent("#verdict"), /^All \d+ checks hold$/);
    assert.equal(await page.locator("#failures").count(), 0);
    assert.equal(await page.locator('a[href="#failures"]').count(), 0);
    assert.match(await page.textContent(".facts"), /Customers1,200/);
    const command = await page.textContent("#repeat code");
    assert.match(command, /--customers 1200 .* --url '.*host=/);
    assert.doesNotMatch(command, /--truncate/);
  },

  async "axe finds nothing to mend"() {
    for (const view of [{}, { colorScheme: "dark", width: 375 }]) {
      for (const file of pages) assert.deepEqual(await accessibilityFindings(file, view), []);
    }
  },

  async "axe would find it"() {
    await accessibilityFindings(brokenPage, {});
    await page.evaluate(() => {
      document.querySelector("#bank").insertAdjacentHTML("beforeend",
        '<img src="data:,"><p style="color: #8b95a1; background: #fff">grey on white</p>');
      document.querySelector("#measures th").textContent = "";
    });
    const found = (await findings()).map((finding) => finding.split(":")[0]);
    for (const rule of ["image-alt", "color-contrast", "empty-table-header"])
      assert.ok(found.includes(rule), `${rule} is not among ${found}`);
  },

  async "without scripts the verdict and what does not hold are there"() {
    const session = await browser.newCDPSession(page);
    await session.send("Emulation.setScriptExecutionDisabled", { value: true });
    await open(brokenPage);
    const text = await page.locator("body").innerText();
    await open(cleanPage);
    const cleanText = await page.locator("body").innerText();
    await session.send("Emulation.setScriptExecutionDisabled", { value: false });
    assert.match(text, /1 of 4 checks hold: 2 fail, 1 could not be checked/);
    assert.match(text, /TXN5 Balances are exact\. Found: 2 rows/);
    assert.match(text, /drawn by scripts/);
    assert.match(cleanText, /All \d+ checks hold/);
    assert.match(cleanText, /generate --customers 1200/);
  },

  async "every chart has marks"() {
    for (const colorScheme of ["light", "dark"]) {
      for (const [file, cards] of wholePages) {
        await open(file, { colorScheme });
        const found = await marks();
        assert.equal(found.length, cards);
        for (const [label, colored] of found) assert.ok(colored > 300, `${label}: ${colored} pixels`);
        assert.equal(await page.locator(".missing").count(), 0);
        await takeScreenshot(file, colorScheme);
      }
    }
  },

  async "every axis says what it counts, and so does the picture's name"() {
    for (const [file, cards] of wholePages) {
      await open(file);
      const axes = await axesOf();
      assert.equal(axes.length, cards);
      for (const [label, ...titles] of axes) {
        for (const title of titles) assert.ok(title && label.includes(title), `${label}: ${titles}`);
      }
      assert.match(axes.join(), file === cleanPage ? /outstanding in USD/ : /balance in BRL/);
    }
  },

  async "light and dark differ as they should"() {
    await open(cleanPage, { colorScheme: "light" });
    const light = await background();
    await page.emulateMedia({ colorScheme: "dark" });
    assert.notEqual(await background(), light);
    assert.ok((await marks()).every(([, colored]) => colored > 300));
  },

  async "paper is black on white, with everything open and nothing cut"() {
    for (const file of pages) {
      await open(file, { colorScheme: "dark", width: 718 });
      await page.emulateMedia({ colorScheme: "dark", media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const seen = await page.evaluate(() => ({
        ink: getComputedStyle(document.body).color,
        quiet: getComputedStyle(document.querySelector(".facts dt")).color,
        closed: [...document.querySelectorAll(".group, .references")]
          .filter((group) => !group.open).length,
        cut: [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility() &&
          getComputedStyle(node).overflow !== "visible" && !node.classList.contains("unseen") &&
          (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1))
          .map((node) => node.outerHTML.slice(0, 80)),
        broken: [...document.querySelectorAll(".card, .rule")]
          .filter((card) => getComputedStyle(card).breakInside !== "avoid").length,
      }));
      assert.deepEqual(seen, { ink: "rgb(0, 0, 0)", quiet: "rgb(60, 60, 60)", closed: 0, cut: [],
        broken: 0 });
      assert.ok((await marks()).every(([, colored]) => colored > 300));
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await page.locator(".group[open], .references[open]").count(), 0);
      // As a browser prints: what is shown on the screen learns of it first.
      await page.emulateMedia({ colorScheme: "dark", media: null });
      const name = `${path.basename(file, ".html")}.pdf`;
      const pdf = await page.pdf({ format: "A4", path: path.join(screenshots, name) });
      assert.ok(pdf.length > 20_000);
    }
  },

  async "the filter finds rules by text"() {
    await open(cleanPage);
    const all = await page.locator(".rule").count();
    assert.ok(all > 100);
    // All hold, so that groups stay folded until somebody looks.
    assert.deepEqual(await shownRules(), []);
    await page.locator(".group summary").first().click();
    assert.ok((await shownRules()).length > 0);
    await page.fill("#filter-text", "txn5");
    const some = await shownRules();
    assert.ok(some.length > 0 && some.every((id) => id === "TXN5"), some.join());
    assert.equal(await page.textContent("#filter-count"), `${some.length} of ${all} checks`);
    await page.fill("#filter-text", "no such rule at all");
    assert.deepEqual(await shownRules(), []);
    assert.ok(await page.isVisible(".nothing"));
    await page.fill("#filter-text", "");
    assert.equal(await page.textContent("#filter-count"), `${all} checks`);
    await page.check("#filter-broken");
    assert.deepEqual(await shownRules(), []);
  },

  async "the filter takes ids, patterns and words"() {
    await open(cleanPage);
    const idsOf = async (text) => {
      await page.fill("#filter-text", text);
      return [...new Set(await shownRules())];
    };
    for (const text of ["LOA3, TXN5", "txn5 loa3", " TXN5,LOA3 ,"])
      assert.deepEqual(await idsOf(text), ["TXN5", "LOA3"], text);
    const patterned = await idsOf("TXN*");
    assert.ok(patterned.length >= 8 && patterned.every((id) => id.startsWith("TXN")), patterned.join());
    assert.deepEqual(await idsOf("TXN?, SAR1"), [...patterned.filter((id) => id.length === 4), "SAR1"]);
    // Words that are no ids all have to occur, beside any of the ids.
    assert.deepEqual(await idsOf("TXN5 LOA3 balance"), ["TXN5"]);
    assert.deepEqual(await idsOf("txn99"), []);
    const words = await idsOf("last balance");
    assert.ok(words.length > 0 && words.includes("TXN5"), words.join());
  },

  async "the filter stands in the address"() {
    await open(cleanPage);
    const addressNow = () => page.evaluate(() => location.href);
    await page.fill("#filter-text", "LOA3, TXN5");
    const address = await addressNow();
    assert.match(address, /#filter=LOA3%2C\+TXN5$/);
    await page.check("#filter-broken");
    assert.match(await addressNow(), /&broken=1$/);
    await page.uncheck("#filter-broken");
    await page.fill("#filter-text", "");
    assert.equal(await addressNow(), pathToFileURL(cleanPage).href);
    await open(brokenPage);
    for (const sent of [address, `${pathToFileURL(cleanPage).href}#filter=LOA3,TXN5`]) {
      await page.goto(sent);
      // Within a page the address changes first, and the filter learns of it.
      await page.waitForFunction((text) => document.querySelector("#filter-text").value === text,
        sent === address ? "LOA3, TXN5" : "LOA3,TXN5");
      assert.deepEqual([...new Set(await shownRules())], ["TXN5", "LOA3"]);
      assert.ok(await page.locator("#filter").evaluate((form) =>
        form.getBoundingClientRect().top < innerHeight));
    }
  },

  async "a rule tells its SQL when it is opened"() {
    await open(cleanPage);
    const rule = page.locator(".rule").first();
    await page.locator(".group summary").first().click();
    assert.equal(await rule.locator("pre").count(), 0);
    await rule.locator("summary").click();
    assert.match(await rule.locator("pre").textContent(), /SELECT/);
  },

  async "what does not hold stands first, open, and its rows are shown"() {
    await open(brokenPage);
    assert.match(await page.textContent("#verdict"), /^1 of 4 checks hold: 2 fail/);
    assert.equal(await page.locator("main > :first-child").getAttribute("id"), "failures");
    assert.deepEqual(await page.locator("#failures .rule .id").allTextContents(),
      ["TXN5", "ACC1", "LOA3"]);
    assert.equal(await page.locator("#failures .rule:not([open])").count(), 0);
    assert.equal(await page.locator("#failures .violations tbody tr").count(), 2);
    assert.match(await page.textContent("#failures"), /The bank is not complete: loans_db lacks/);
    assert.equal(await page.locator("#failures .failing").count(), 0);
    await page.check("#filter-broken");
    assert.deepEqual(await shownRules(), ["TXN5", "ACC1", "LOA3"]);
    await page.fill("#filter-text", "acc1");
    assert.deepEqual(await shownRules(), ["ACC1"]);
  },

  async "the keyboard reaches everything in order"() {
    await open(brokenPage);
    const stops = [];
    for (let i = 0; i < 60; ++i) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const { top } = document.activeElement.getBoundingClientRect();
        return document.activeElement === document.body ? null : top + scrollY;
      });
      if (stop === null) break;
      stops.push(stop);
    }
    assert.ok(stops.length > 12 && stops.length < 60, `${stops.length} stops`);
    // Things beside each other may begin a few pixels apart; the diagram is one stop.
    for (let i = 1; i < stops.length; ++i) assert.ok(stops[i] > stops[i - 1] - 30, stops.join());
    await page.locator('#diagram .node[tabindex="0"]').focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key),
      "customer_db.interactions");
    assert.equal(await page.locator('#diagram .node[tabindex="0"]').count(), 1);
  },

  async "text is never HTML"() {
    await open(brokenPage);
    assert.equal(await page.evaluate(() => window.injected), undefined);
    assert.equal(await page.locator("main img, header img").count(), 0);
    assert.match(await page.textContent(".rule[open] .violations"), /<\/script><script>/);
    assert.match(await page.textContent("#notes"), /<img src=x onerror=/);
  },

  async "a figure that could not be read says why"() {
    await open(brokenPage);
    assert.match(await page.textContent("#figure-ages .missing"), /relation "customers" is not there/);
    assert.match(await page.textContent("#figure-growth .missing"), /nothing to draw/);
  },

  async "the schema shows every table and lights up references"() {
    await open(cleanPage);
    assert.equal(await page.locator("#diagram .node").count(), Number(tables));
    assert.ok(await page.locator("#diagram .edge").count() > 50);
    await page.locator('#diagram [data-key="accounts_db.customers"]').hover();
    assert.ok(await page.locator("#diagram .edge.lit").count() >= 10);
    assert.ok(await page.locator("#references tbody tr").count() > 60);
  },

  async "the page of datasets tells what they are and what was checked"() {
    await open(datasetsPage);
    assert.match(await page.textContent("h1"), /^Datasets of a bank of 1,200 customers$/);
    assert.match(await page.textContent("#verdict"), /^All \d+ checks hold$/);
    assert.match(await page.textContent("#rules .lead"), /the files were not read again/);
    assert.equal(await page.locator("#quality, #schema, #failures").count(), 0);
    assert.equal(await page.locator("#datasets h3").count(), 9);
    assert.equal(await page.locator("#datasets tbody tr").count(), 68);
    assert.match(await page.locator("#dataset-customers ~ .table").first().textContent(),
      /cpftext or nothing.*direct identifier/);
    assert.deepEqual(await page.locator("#datasets td a").allTextContents(), ["customers", "accounts",
      "customers", "customers", "customers", "customers", "accounts", "customers"]);
    await page.fill("#filter-text", "DS3, ref");
    assert.deepEqual([...new Set(await shownRules())], ["REF", "DS3"]);
  },

  async "nothing is wider than a phone"() {
    for (const width of [375, 320]) {
      for (const file of pages) await assertFits(width, file);
    }
    for (const file of pages) {
      await open(file, { width: 400 });
      assert.ok((await marks()).every(([, colored]) => colored > 300));
      await takeScreenshot(file, "phone");
    }
  },

  async "the console stays silent and nothing is asked of the network"() {
    assert.deepEqual(complaints, []);
    const own = pages.map((file) => pathToFileURL(file).href);
    assert.deepEqual(requests.filter((url) => !own.includes(url.split("#")[0]) &&
      !url.startsWith("data:")), []);
    assert.ok(requests.length > 0);
  },
};

let failures = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok: ${name}`);
  } catch (error) {
    ++failures;
    console.log(`FAILED: ${name}\n${error.stack}`);
  }
}
await browser.close();
await rm(profile, { recursive: true, force: true });
process.exit(failures === 0 ? 0 : 1);
