// Reads every file of a bank of 1,200 customers with programs that know nothing of bankseed, and
// compares them with each other, with the plan, and with the same bank in PostgreSQL.
//
//   BANKSEED_PROGRAM=build/release/src/cli/bankseed node --test

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

import { TestBank, bankOptions, databases, layouts } from './bank.js';
import { Duck, reader } from './duckdb.js';

let bank;
let duck;
/** Columns of each table, by database and name, as DuckDB finds them in the Parquet files. */
const columns = new Map();
const nameOf = (table) => `${table.database}.${table.name}`;

before(async () => {
  bank = await TestBank.make();
  duck = await Duck.start();
  for (const table of bank.tables) columns.set(nameOf(table), await duck.columns(await bank.files('parquet', table)));
});
after(() => bank?.remove());

const source = async (layout, table) => reader(layout, await bank.files(layout, table), columns.get(nameOf(table)));

test('the plan has the tables of the schema', async () => {
  const created = (await bank.run(['schema', 'ddl'])).match(/^CREATE TABLE/gm);
  assert.equal(bank.tables.length, created.length);
});

for (const layout of Object.keys(layouts)) {
  test(`DuckDB finds in ${layout} as many rows as the plan has`, async () => {
    for (const table of bank.tables) {
      const [[count]] = await duck.query(`SELECT count(*) FROM ${await source(layout, table)}`);
      assert.equal(Number(count), table.rows, nameOf(table));
    }
  });
}

for (const layout of Object.keys(layouts).filter((name) => name !== 'parquet')) {
  test(`${layout} holds the rows of parquet, in the same order`, async () => {
    for (const table of bank.tables) {
      // JSON documents as text: whether blanks stand between their tokens is nobody's business.
      const values = columns.get(nameOf(table))
        .map(({ name, type }) => (type === 'JSON' ? `json(${name})` : name)).join(', ');
      const rows = async (name) => `SELECT row_number() OVER () AS n, ${values} FROM ${await source(name, table)}`;
      const [[different]] = await duck.query(
        `SELECT count(*) FROM ((${await rows(layout)}) EXCEPT ALL (${await rows('parquet')}))`);
      assert.equal(Number(different), 0, nameOf(table));
    }
  });
}

test('sums in files and in PostgreSQL agree to the last place', async () => {
  for (const table of bank.tables) {
    const numbers = columns.get(nameOf(table)).filter(({ type }) => /DECIMAL|INTEGER|BIGINT/.test(type));
    const expressions = ['count(*)', ...columns.get(nameOf(table)).map(({ name }) => `count(${name})`),
      ...numbers.map(({ name, type }) => `sum(${name})`)].join(', ');
    const [expected] = await bank.query(table.database, `SELECT ${expressions} FROM ${table.name}`);
    for (const layout of ['csv', 'jsonl', 'parquet']) {
      const [found] = await duck.query(`SELECT ${expressions} FROM ${await source(layout, table)}`);
      assert.deepEqual(found.map((value) => value ?? ''), expected, `${nameOf(table)} in ${layout}`);
    }
  }
});

/** Rows of which the column refers to something else, as its comment says. */
const otherwise = {
  'employees_db.employee_assignments.related_entity_id': "child.assignment_type = 'branch_coverage'",
  'loans_db.risk_assessments.assessed_by': "child.assessed_by = 'SYSTEM'",
};

/** What refers to what: foreign keys, and what the comments of columns say about other databases. */
async function references() {
  const found = [];
  for (const database of databases) {
    const keys = await bank.query(database, `
      SELECT c.conrelid::regclass, a.attname, c.confrelid::regclass, f.attname
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
      WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace`);
    for (const [child, column, parent, key] of keys)
      found.push({ child: `${database}.${child}`, column, parents: [[`${database}.${parent}`, key]] });
    const comments = await bank.query(database, `
      SELECT a.attrelid::regclass, a.attname, col_description(a.attrelid, a.attnum)
      FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid AND t.relkind = 'r'
      WHERE t.relnamespace = 'public'::regnamespace AND a.attnum > 0`);
    for (const [child, column, comment] of comments) {
      const targets = [...(comment ?? '').matchAll(/references (\w+_db)\.(\w+)\.(\w+)/g)];
      if (targets.length === 0) continue;
      const parents = targets.map(([, parentDatabase, parent, key]) => [`${parentDatabase}.${parent}`, key]);
      found.push({ child: `${database}.${child}`, column, parents });
    }
  }
  return found;
}

test('joins across files of all databases leave no orphan', async () => {
  const tables = new Map(bank.tables.map((table) => [nameOf(table), table]));
  const all = await references();
  assert.ok(all.length > 40, `only ${all.length} references`);
  for (const layout of ['csv', 'jsonl', 'parquet']) {
    for (const { child, column, parents } of all) {
      const keys = await Promise.all(parents.map(
        async ([parent, key]) => `SELECT ${key} AS key FROM ${await source(layout, tables.get(parent))}`));
      const [[orphans]] = await duck.query(`
        SELECT count(*) FROM ${await source(layout, tables.get(child))} AS child
        LEFT JOIN (${keys.join(' UNION ')}) AS parent ON parent.key = child.${column}
        WHERE child.${column} IS NOT NULL AND parent.key IS NULL AND NOT (${otherwise[`${child}.${column}`] ?? 'false'})`);
      assert.equal(Number(orphans), 0, `${layout}: ${child}.${column}`);
    }
  }
});

/** A value as hyparquet reads it, as DuckDB's text for it. */
function textOf(value, type) {
  if (value === null || value === undefined) return null;
  if (type.startsWith('DECIMAL')) return value.toFixed(Number(/,(\d+)/.exec(type)[1]));
  if (type === 'DATE') return value.toISOString().slice(0, 10);
  if (type === 'TIMESTAMP') return value.toISOString().slice(0, 19).replace('T', ' ');
  if (type === 'JSON') return JSON.stringify(value);  // hyparquet has parsed it.
  return String(value);
}

for (const layout of ['parquet', 'parquet_none', 'parquet_parts']) {
  test(`hyparquet reads ${layout}, and finds what DuckDB finds`, async () => {
    for (const table of bank.tables) {
      const types = columns.get(nameOf(table));
      const found = [];
      for (const path of await bank.files(layout, table)) {
        const file = await asyncBufferFromFile(path);
        const metadata = await parquetMetadataAsync(file);
        const rows = await parquetReadObjects({ file, metadata, compressors });
        assert.equal(rows.length, Number(metadata.num_rows));
        for (const row of rows) found.push(types.map(({ name, type }) => textOf(row[name], type)));
      }
      const values = types.map(({ name }) => `${name}::VARCHAR`).join(', ');
      const expected = await duck.query(`SELECT ${values} FROM ${await source(layout, table)}`);
      const documents = types.flatMap(({ type }, i) => (type === 'JSON' ? [i] : []));
      for (const row of expected) {
        for (const i of documents) row[i] = row[i] && JSON.stringify(JSON.parse(row[i]));
      }
      assert.deepEqual(found, expected, nameOf(table));
    }
  });
}

/** Of each column: its count of values, the least, the greatest, and conditions that these decide. */
async function extremes(table, types) {
  const [found] = await duck.query(
    `SELECT ${types.map(({ name }) => `count(${name}), min(${name})::VARCHAR, max(${name})::VARCHAR`).join(', ')} FROM ${table}`);
  return types.map(({ name, type }, i) => {
    const [count, least, greatest] = found.slice(3 * i, 3 * i + 3);
    const quoted = (value) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'::${type}`);
    return { name, type, count: Number(count), least, greatest, conditions: {
      least: `${name} = ${quoted(least)}`, greatest: `${name} = ${quoted(greatest)}`,
      'none less': `${name} < ${quoted(least)}`, 'none greater': `${name} > ${quoted(greatest)}`,
      missing: `${name} IS NULL` } };
  });
}

/** Kinds of columns whose texts are those of other formats, too. */
const comparable = (table) => columns.get(nameOf(table)).filter(({ type }) => type !== 'JSON');

test('the statistics of Parquet files are those of the values, as CSV has them', async () => {
  let bounds = 0;
  for (const [layout, plain] of [['parquet', 'csv'], ['parquet_parts', 'csv_parts']]) {
    for (const table of bank.tables) {
      const plainFiles = await bank.files(plain, table);
      for (const [i, file] of (await bank.files(layout, table)).entries()) {
        const statistics = new Map((await duck.query(`
          SELECT path_in_schema, row_group_num_rows, stats_null_count, stats_min_value, stats_max_value
          FROM parquet_metadata('${file}')`)).map(([name, ...values]) => [name, values]));
        if (statistics.size === 0) continue;  // No rows, no row group.
        const values = reader(plain, [plainFiles[i]], columns.get(nameOf(table)));
        for (const { name, type, count, least, greatest } of await extremes(values, comparable(table))) {
          const [rows, missing, ...stated] = statistics.get(name);
          const where = `${nameOf(table)}.${name} in ${file}`;
          assert.equal(Number(missing), Number(rows) - count, where);
          if (stated[0] === null) {
            const long = (value) => type === 'VARCHAR' && Buffer.byteLength(value) > 64;
            assert.ok(count === 0 || long(least) || long(greatest), `${where} has no bounds`);
            continue;
          }
          const texts = await duck.query(`SELECT ${stated.map((value) => `('${value.replaceAll("'", "''")}'::${type})::VARCHAR`).join(', ')}`);
          assert.deepEqual(texts[0], [least, greatest], where);
          bounds += 1;
        }
      }
    }
  }
  assert.ok(bounds > 400, `only ${bounds} columns with bounds`);
});

test('DuckDB finds by their values the rows that Parquet has, and no fewer than CSV', async () => {
  for (const table of bank.tables) {
    const plain = await source('csv', table);
    for (const { name, conditions } of await extremes(plain, comparable(table))) {
      const counts = Object.values(conditions).map((condition) => `count(*) FILTER (WHERE ${condition})`);
      const [expected] = await duck.query(`SELECT ${counts.join(', ')} FROM ${plain}`);
      for (const layout of ['parquet', 'parquet_parts']) {
        // One query each: a reader leaves out rows by what stands in WHERE.
        const from = await source(layout, table);
        const found = await duck.query(Object.values(conditions)
          .map((condition, i) => `SELECT ${i}, count(*) FROM ${from} WHERE ${condition}`).join(' UNION ALL ') + ' ORDER BY 1');
        assert.deepEqual(found.map(([, count]) => count), expected, `${nameOf(table)}.${name} in ${layout}: ${Object.keys(conditions)}`);
      }
    }
  }
});

test('every line of JSON is an object, with documents in it', async () => {
  const [audits] = await bank.files('jsonl', { database: 'compliance_db', name: 'audit_trails' });
  const lines = (await readFile(audits, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line));
  const changed = lines.filter((line) => line.old_value !== null);
  assert.ok(changed.length > 0);
  for (const line of changed) assert.equal(typeof line.old_value, 'object');
  for (const table of bank.tables) {
    const [path] = await bank.files('jsonl', table);
    const text = await readFile(path, 'utf8');
    const names = columns.get(nameOf(table)).map(({ name }) => name);
    for (const line of text.split('\n').slice(0, -1)) assert.deepEqual(Object.keys(JSON.parse(line)), names);
  }
});

test('the manifest has the size and the SHA-256 of every file, and names all there is', async () => {
  for (const layout of Object.keys(layouts)) {
    const manifest = await bank.manifest(layout);
    assert.equal(manifest.seed, 42);
    assert.equal(manifest.as_of, '2025-06-30');
    assert.equal(manifest.package.path, 'datapackage.json');
    for (const file of [manifest.package, ...manifest.files]) {
      const bytes = await readFile(bank.path(layout, file.path));
      assert.equal(bytes.length, file.bytes, file.path);
      assert.equal(createHash('sha256').update(bytes).digest('hex'), file.sha256, file.path);
    }
    const entries = await readdir(bank.path(layout), { recursive: true, withFileTypes: true });
    const found = entries.filter((entry) => entry.isFile()).length;
    assert.equal(found, manifest.files.length + 2, layout);  // Itself, and the package.
  }
});

test('bankseed verify finds every folder as it was written', async () => {
  for (const layout of Object.keys(layouts)) {
    const said = await bank.run(['verify', '--files', bank.path(layout)]);
    assert.match(said, /: all as they were written\n$/, layout);
  }
});

test('files of N rows have N rows, but the last', async () => {
  for (const layout of ['csv_parts', 'parquet_parts']) {
    const { files } = await bank.manifest(layout);
    for (const table of bank.tables) {
      const own = files.filter((file) => file.database === table.database && file.table === table.name);
      assert.equal(own.length, Math.max(1, Math.ceil(table.rows / 1000)), nameOf(table));
      for (const file of own.slice(0, -1)) assert.equal(file.rows, 1000, file.path);
    }
  }
});

test('the bytes do not depend on the number of jobs', async () => {
  // Three row groups.
  const larger = ['--customers', '20000', '--seed', '7', '--as-of', '2025-06-30'];
  for (const [name, options] of Object.entries({
    csv: ['--to', 'csv'],
    csv_zstd: ['--to', 'csv', '--compress', 'zstd'],
    jsonl_parts: ['--to', 'jsonl', '--rows-per-file', '30000'],
    parquet: ['--to', 'parquet'],
    parquet_parts: ['--to', 'parquet', '--bytes-per-file', '4M'],
  })) {
    const manifests = [];
    for (const jobs of ['1', '2', '8']) {
      await bank.write('larger', [...options, '--jobs', jobs, '--truncate'], larger);
      manifests.push(await bank.manifest('larger'));
    }
    assert.ok(manifests[0].files.length >= bank.tables.length);
    assert.deepEqual(manifests[1], manifests[0], name);
    assert.deepEqual(manifests[2], manifests[0], name);
  }
});

test("psql's \\copy takes the CSV files, and the databases are those that bankseed loads", async () => {
  const options = [];
  for (const database of databases) {
    const name = `copied_${database}`;
    await bank.query(database, `CREATE DATABASE ${name}`);
    const url = bank.urls[database].replace(`/${database}`, `/${name}`);
    const ddl = await bank.run(['schema', 'ddl', database]);
    await bank.psql(url, ['--command', ddl]);
    for (const table of bank.tables.filter((each) => each.database === database)) {
      const [file] = await bank.files('csv', table);
      await bank.psql(url, ['--command', `\\copy ${table.name} FROM '${file}' WITH (FORMAT csv, HEADER match)`]);
    }
    options.push(`--${database.slice(0, -3)}-url`, url);
  }
  await bank.run(['verify', ...options, '--as-of', '2025-06-30', '--quiet']);
  const digest = await bank.run(['digest', ...options]);
  assert.equal(digest, await bank.run(['generate', ...bankOptions, '--to', 'null', '--digest', '--quiet', '--log', 'none']));
});
