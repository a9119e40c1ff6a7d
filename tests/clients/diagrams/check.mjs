// Mermaid and DBML parse the pack's diagrams, and ajv holds the datasets against their schemas.
//
// See tests/clients/run.sh for what is around it.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import { Parser, exporter } from '@dbml/core';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { JSDOM } from 'jsdom';

const catalog = process.env.BANKSEED_CATALOG;
const datasets = path.join(process.env.BANKSEED_FILES, 'datasets', 'json');
const tables = 34;

async function versions(...names) {
  for (const name of names) {
    const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
    console.log(name, JSON.parse(await readFile(file, 'utf8')).version);
  }
}

async function checkMermaid() {
  // Mermaid is made for browsers.
  const { window } = new JSDOM('');
  globalThis.window = window;
  globalThis.document = window.document;
  const { default: mermaid } = await import('mermaid');
  const folder = path.join(catalog, 'diagrams');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mmd')).sort();
  assert.equal(names.length, 7);
  let drawn = 0;
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8');
    const { diagramType } = await mermaid.parse(text);
    assert.match(diagramType, /^er/);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const entities = [...db.getEntities().values()];
    if (name !== 'overview.mmd') drawn += entities.length;
    console.log(`mermaid: ${name} has ${entities.length} tables and ${db.getRelationships().length} references`);
  }
  assert.equal(drawn, tables);
  await assert.rejects(mermaid.parse('erDiagram\n    a ||--o{ b\n'));
}

async function checkDbml() {
  const text = await readFile(path.join(catalog, 'diagrams', 'bank.dbml'), 'utf8');
  const database = new Parser().parse(text, 'dbmlv2');
  const found = database.schemas.flatMap((schema) => schema.tables);
  const references = database.schemas.flatMap((schema) => schema.refs);
  assert.equal(found.length, tables);
  const sql = exporter.export(text, 'postgres');
  assert.equal(sql.match(/^CREATE TABLE/gm).length, tables);
  assert.equal(sql.match(/FOREIGN KEY/g).length, references.length);
  console.log(`dbml: ${found.length} tables and ${references.length} references, and as many in the SQL made of it`);
  assert.throws(() => new Parser().parse(text.replace('> accounts_db.customers.customer_id', '> accounts_db.customers.nobody'), 'dbmlv2'));
  console.log('dbml: a reference to no column is refused');
}

async function checkSchemas() {
  const ajv = new Ajv({ allErrors: false, strict: true, strictTypes: false });
  addFormats(ajv);
  ajv.addKeyword('x-sensitivity');
  const folder = path.join(catalog, 'json-schema');
  const names = await readdir(folder);
  assert.equal(names.length, 9);
  for (const name of names.sort()) {
    const dataset = name.replace('.schema.json', '');
    const schema = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
    const validate = ajv.compile(schema);
    const rows = JSON.parse(await readFile(path.join(datasets, `${dataset}.json`), 'utf8'));
    assert.ok(rows.length > 0);
    assert.ok(validate(rows), `${dataset}: ${ajv.errorsText(validate.errors)}`);
    let planted = 0;
    for (const [column, { enum: values, pattern, format }] of Object.entries(schema.items.properties)) {
      const { [column]: left, ...without } = rows[0];
      const wrong = [without, { ...rows[0], [column]: {} }];
      if (values || pattern || format) wrong.push({ ...rows[0], [column]: 'no such value' });
      for (const row of wrong) {
        assert.equal(validate([row]), false, `${dataset}.${column}: ${JSON.stringify(row)} passes`);
        planted += 1;
      }
    }
    assert.equal(validate([{ ...rows[0], another: 1 }]), false);
    console.log(`ajv: ${dataset}: ${rows.length} rows are valid, ${planted + 1} planted ones are not`);
  }
}

await versions('mermaid', '@dbml/core', 'ajv', 'ajv-formats');
await checkMermaid();
await checkDbml();
await checkSchemas();
process.exit(0);  // Mermaid leaves timers behind.
