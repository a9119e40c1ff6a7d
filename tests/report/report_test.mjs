// Opens pages of the HTML report in Chromium and looks at what a reader would see.
//
//   node report_test.mjs CHROMIUM CLEAN_PAGE BROKEN_PAGE DIRECTORY_FOR_SCREENSHOTS TABLES
//
// The clean page is that of a whole bank on which all rules hold; the broken one has two rules that
// fail, one that was not checked, figures that could not be read, and text that tries to be HTML.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, cleanPage, brokenPage, screenshots, tables] = process.argv.slice(2);
const cardsExpected = 20;

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
const shownRules = () => page.evaluate(() => [...document.querySelectorAll(".rule")]
  .filter((rule) => rule.checkVisibility()).map((rule) => rule.querySelector(".id").textContent));
const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

async function assertFits(width, file) {
  await open(file, { width });
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(widths[0] <= widths[1], `at ${width} px the page is ${widths[0]} px wide`);
}

const tests = {
  async "a clean bank says so"() {
    await open(cleanPage);
    assert.match(await page.textContent("#verdict"), /^All \d+ checks hold$/);
    assert.equal(await page.isVisible("#broken"), false);
    assert.match(await page.textContent("#facts"), /Customers1,200/);
    const command = await page.textContent("#repeat code");
    assert.match(command, /--customers 1200 .* --url '.*host=/);
    assert.doesNotMatch(command, /--truncate/);
  },

  async "every chart has marks"() {
    for (const colorScheme of ["light", "dark"]) {
      await open(cleanPage, { colorScheme });
      const found = await marks();
      assert.equal(found.length, cardsExpected);
      for (const [label, colored] of found) assert.ok(colored > 300, `${label}: ${colored} pixels`);
      assert.equal(await page.locator(".missing").count(), 0);
      await page.screenshot({ path: path.join(screenshots, `${colorScheme}.png`), fullPage: true });
    }
  },

  async "light, dark and paper differ as they should"() {
    await open(cleanPage, { colorScheme: "light" });
    const light = await background();
    await page.emulateMedia({ colorScheme: "dark" });
    assert.notEqual(await background(), light);
    assert.ok((await marks()).every(([, colored]) => colored > 300));
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    assert.equal(ink, "rgb(27, 36, 48)");
    const pdf = await page.pdf({ format: "A4", path: path.join(screenshots, "paper.pdf") });
    assert.ok(pdf.length > 50_000);
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

  async "a rule tells its SQL when it is opened"() {
    await open(cleanPage);
    const rule = page.locator(".rule").first();
    await page.locator(".group summary").first().click();
    assert.equal(await rule.locator("pre").count(), 0);
    await rule.locator("summary").click();
    assert.match(await rule.locator("pre").textContent(), /SELECT/);
  },

  async "what does not hold stands on top, and its rows are shown"() {
    await open(brokenPage);
    assert.equal(await page.textContent("#verdict"), "2 of 4 checks fail");
    assert.equal(await page.locator("#broken a").count(), 3);
    await page.check("#filter-broken");
    assert.deepEqual(await shownRules(), ["TXN5", "ACC1", "LOA3"]);
    assert.equal(await page.locator(".rule[open] .violations tr").count(), 2);
    await page.fill("#filter-text", "acc1");
    assert.deepEqual(await shownRules(), ["ACC1"]);
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

  async "nothing is wider than a phone"() {
    for (const width of [375, 320]) {
      await assertFits(width, cleanPage);
      await assertFits(width, brokenPage);
    }
    await open(cleanPage, { width: 375 });
    assert.ok((await marks()).every(([, colored]) => colored > 300));
    await page.screenshot({ path: path.join(screenshots, "phone.png"), fullPage: true });
  },

  async "the console stays silent and nothing is asked of the network"() {
    assert.deepEqual(complaints, []);
    const own = [cleanPage, brokenPage].map((file) => pathToFileURL(file).href);
    assert.deepEqual(requests.filter((url) => !own.includes(url) && !url.startsWith("data:")), []);
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
