// DuckDB, which knows nothing of bankseed, over its files.

import { DuckDBInstance } from '@duckdb/node-api';

export class Duck {
  static async start() {
    const duck = new Duck();
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    duck.connection = await instance.connect();
    return duck;
  }

  /** Rows as arrays of texts and nulls. */
  async query(sql) {
    const result = await this.connection.runAndReadAll(sql);
    return result.getRowsJson();
  }

  /** Name and type of each column of some Parquet files. */
  async columns(files) {
    return (await this.query(`DESCRIBE SELECT * FROM ${reader('parquet', files)}`))
      .map(([name, type]) => ({ name, type }));
  }
}

const list = (files) => `[${files.map((file) => `'${file}'`).join(', ')}]`;
const struct = (columns) => `{${columns.map(({ name, type }) => `'${name}': '${type}'`).join(', ')}}`;

/** What reads files of a format, "csv_zstd" and the like, where only Parquet knows its types. */
export function reader(layout, files, columns) {
  const [format, compression] = layout.split('_');
  const packed = compression === 'zstd' ? ", compression = 'zstd'" : '';
  switch (format) {
    case 'parquet':
      return `read_parquet(${list(files)})`;
    case 'csv':
      return `read_csv(${list(files)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', `
        + `nullstr = '', allow_quoted_nulls = false, columns = ${struct(columns)}${packed})`;
    default:
      return `read_json(${list(files)}, format = 'newline_delimited', columns = ${struct(columns)}${packed})`;
  }
}
