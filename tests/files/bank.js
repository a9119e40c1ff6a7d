// Programs under test and the bank that all tests look at: in six databases of a private PostgreSQL
// cluster, and in files of every format.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const program = process.env.BANKSEED_PROGRAM;
export const bankOptions = ['--customers', '1200', '--seed', '42', '--as-of', '2025-06-30'];
export const databases = ['employees_db', 'customer_db', 'accounts_db', 'loans_db', 'insurance_db', 'compliance_db'];

/** Every way in which files can be written, by the name of its folder. */
export const layouts = {
  csv: ['--to', 'csv'],
  csv_zstd: ['--to', 'csv', '--compress', 'zstd'],
  csv_parts: ['--to', 'csv', '--rows-per-file', '1000'],
  jsonl: ['--to', 'jsonl'],
  jsonl_zstd: ['--to', 'jsonl', '--compress', 'zstd', '--bytes-per-file', '800k'],
  parquet: ['--to', 'parquet'],
  parquet_none: ['--to', 'parquet', '--compress', 'none'],
  parquet_parts: ['--to', 'parquet', '--rows-per-file', '1000'],
};

export class TestBank {
  /** Makes the databases and all files. */
  static async make() {
    const bank = new TestBank();
    bank.folder = await mkdtemp(path.join(tmpdir(), 'bankseed-files-test-'));
    await execute('chmod', ['755', bank.folder]);  // The server's account has to get in.
    await bank.run(['generate', ...bankOptions, '--log', 'none', '--quiet']);
    bank.urls = {};
    for (const database of databases) {
      bank.urls[database] = (await bank.run(['server', 'url', database])).trim();
    }
    for (const [name, options] of Object.entries(layouts)) await bank.write(name, options);
    bank.tables = await bank.readPlan();
    return bank;
  }

  async remove() {
    await this.run(['server', 'stop']);
    await rm(this.folder, { recursive: true });
  }

  /** Runs bankseed in a home of its own; returns its standard output. */
  async run(options) {
    const env = { PATH: process.env.PATH, HOME: this.folder };
    const { stdout } = await execute(program, options, { env, maxBuffer: 1 << 28 });
    return stdout;
  }

  /** Writes the bank to a folder of this name. */
  async write(name, options, bank = bankOptions) {
    await this.run(['generate', ...bank, ...options, '--out', this.path(name), '--log', 'none', '--quiet']);
  }

  path(...names) {
    return path.join(this.folder, ...names);
  }

  async manifest(name) {
    return JSON.parse(await readFile(this.path(name, 'manifest.json'), 'utf8'));
  }

  /** Paths of the files of one table, in order. */
  async files(name, table) {
    const { files } = await this.manifest(name);
    return files
      .filter((file) => file.database === table.database && file.table === table.name)
      .map((file) => this.path(name, file.path));
  }

  /** Lines of psql's output, split at the bars. */
  async query(database, sql) {
    return this.psql(this.urls[database], ['--command', sql]);
  }

  async psql(url, options) {
    const { stdout } = await execute(
      'psql', ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1', '--dbname', url, ...options],
      { maxBuffer: 1 << 28 });
    return stdout.split('\n').filter((line) => line !== '').map((line) => line.split('|'));
  }

  /** The tables that 'bankseed plan' names, with their rows. */
  async readPlan() {
    const lines = (await this.run(['plan', ...bankOptions])).split('\n');
    return lines.flatMap((line) => {
      const found = /(\w+_db) +(\w+) +([\d,]+)$/.exec(line);
      if (!found) return [];
      return [{ database: found[1], name: found[2], rows: Number(found[3].replaceAll(',', '')) }];
    });
  }
}
