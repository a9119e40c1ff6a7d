// The manifests of docker/kubernetes are what Kubernetes takes: each document against its model, and no
// field that the model does not know. The program's options in them are options that it has.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Job } from "kubernetes-models/batch/v1";
import { Secret } from "kubernetes-models/v1";
import { parseAllDocuments } from "yaml";

const models = { Job, Secret };
const folder = join(process.env.BANKSEED_ROOT, "docker/kubernetes");
const version = createRequire(import.meta.url)("kubernetes-models/package.json").version;

function fail(text) {
  console.error(text);
  process.exit(1);
}

// Throws when a field is missing, or has another type or value than it may.
function check(file, document) {
  const Model = models[document.kind];
  if (!Model) fail(`${file}: no model of ${document.kind}`);
  new Model(document).validate();
}

function refuses(document) {
  try {
    check("a wrong one", document);
    return false;
  } catch {
    return true;
  }
}

const jobs = {};
for (const file of readdirSync(folder).sort()) {
  for (const parsed of parseAllDocuments(readFileSync(join(folder, file), "utf8"), { strict: true })) {
    if (parsed.errors.length > 0) fail(`${file}: ${parsed.errors}`);
    const document = parsed.toJS();
    check(file, document);
    if (document.kind === "Job") jobs[file] = document;
  }
}
if (Object.keys(jobs).length !== 3) fail(`not three jobs: ${Object.keys(jobs)}`);

// What is wrong is found.
const wrong = structuredClone(jobs["2-shards.yaml"]);
wrong.spec.completions = "many";
if (!refuses(wrong)) fail("completions: many passes");
const lacking = structuredClone(jobs["2-shards.yaml"]);
delete lacking.spec.template.spec.containers[0].name;
if (!refuses(lacking)) fail("a container without a name passes");

// The three are one bank, in as many shards as there are completions.
const argsOf = (job) => job.spec.template.spec.containers[0].args;
const bankOf = (job) => argsOf(job).filter((word) => /^--(customers|seed|as-of)/.test(word)).join(" ");
const [prepare, shards, finish] = Object.values(jobs);
if (bankOf(prepare) !== bankOf(shards) || bankOf(shards) !== bankOf(finish)) fail("they are of different banks");
const { completions, completionMode, backoffLimitPerIndex } = shards.spec;
if (completionMode !== "Indexed" || !backoffLimitPerIndex) fail("shards are not indexed");
if (!argsOf(prepare).includes(`--shards=${completions}`)) fail("other shards are prepared than are loaded");
if (!argsOf(shards).includes(`--shard=auto/${completions}`)) fail("other shards are loaded than there are");

// As far as the command line goes, the program takes them: it stops where there is no server.
for (const [file, job] of Object.entries(jobs)) {
  let said = "";
  try {
    execFileSync(process.env.BANKSEED, argsOf(job), {
      env: { ...process.env, BANKSEED_URL: "postgresql://nobody@127.0.0.1:1", JOB_COMPLETION_INDEX: "3" },
      stdio: ["ignore", "ignore", "pipe"],
    });
  } catch (error) {
    said = error.stderr.toString();
  }
  if (!/127\.0\.0\.1/.test(said) || /--help/.test(said)) fail(`${file}: ${said}`);
}
console.log(`4 manifests are those of kubernetes-models ${version}`);
