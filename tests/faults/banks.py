"""Banks in a server's databases, and what has to be the same after a fault as without one."""

import hashlib
import pathlib

import servers

AS_OF = "2026-11-01"

CATALOGUE = """
SET search_path = '';
SELECT line FROM (
  SELECT format('constraint %s %s %s valid=%s comment=%s', conrelid::regclass, conname,
                pg_get_constraintdef(oid), convalidated, obj_description(oid, 'pg_constraint'))
  FROM pg_constraint WHERE connamespace::regnamespace::text IN ('public', 'theirs')
  UNION ALL
  SELECT format('index %s primary=%s unique=%s valid=%s clustered=%s replica=%s comment=%s',
                pg_get_indexdef(x.indexrelid), indisprimary, indisunique, indisvalid,
                indisclustered, indisreplident, obj_description(x.indexrelid, 'pg_class'))
  FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
  WHERE c.relnamespace::regnamespace::text IN ('public', 'theirs')
  UNION ALL
  SELECT format('column %s.%s %s null=%s default=%s comment=%s', a.attrelid::regclass, a.attname,
                format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
                pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace::regnamespace::text IN ('public', 'theirs') AND c.relkind = 'r'
    AND a.attnum > 0
  UNION ALL
  SELECT format('trigger %s %s', pg_get_triggerdef(oid), tgenabled)
  FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT format('view %s %s', oid::regclass, pg_get_viewdef(oid))
  FROM pg_class WHERE relkind = 'v' AND relnamespace::regnamespace::text IN ('public', 'theirs')
  UNION ALL
  SELECT format('function %s', pg_get_functiondef(p.oid))
  FROM pg_proc p WHERE pronamespace::regnamespace::text IN ('public', 'theirs')
  UNION ALL
  SELECT format('relation %s %s owner=%s acl=%s persistence=%s comment=%s', oid::regclass, relkind,
                relowner::regrole, relacl, relpersistence, obj_description(oid, 'pg_class'))
  FROM pg_class WHERE relkind IN ('r', 'S', 'v')
    AND relnamespace::regnamespace::text IN ('public', 'theirs')
  UNION ALL
  SELECT format('sequence %s.%s at %s', schemaname, sequencename, last_value)
  FROM pg_sequences WHERE schemaname IN ('public', 'theirs')
) AS t (line) ORDER BY 1 COLLATE "C"
"""

# Objects of somebody else beside the bank's, in the bank's own databases: a table that refers to
# ours, and has rows that do not; what hangs on our tables; and what has nothing to do with them.
THEIRS = {
    "accounts_db": """
CREATE SCHEMA theirs;
CREATE TABLE theirs.notes (note_id serial PRIMARY KEY, note text NOT NULL,
  account_id varchar(50) REFERENCES public.accounts ON DELETE CASCADE);
INSERT INTO theirs.notes (note) SELECT 'note ' || i FROM generate_series(1, 500) AS i;
CREATE INDEX their_index ON public.transactions (transaction_amount DESC)
  WHERE transaction_amount > 5000;
COMMENT ON INDEX public.their_index IS 'theirs';
ALTER TABLE public.accounts ADD CONSTRAINT their_check CHECK (balance > -1000000000);
CREATE VIEW theirs.big AS SELECT account_id, balance FROM public.accounts WHERE balance > 10000;
GRANT SELECT ON public.transactions TO PUBLIC;
""",
    "customer_db": """
CREATE SCHEMA theirs;
CREATE TABLE theirs.mailing (customer_id varchar(50), sent date);
INSERT INTO theirs.mailing SELECT 'CUST' || i, '2026-01-01' FROM generate_series(1, 300) AS i;
CREATE FUNCTION theirs.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER TABLE public.customer_profiles CLUSTER ON customer_profiles_pkey;
""",
}
THEIR_ROWS = {
    "accounts_db": "SELECT md5(string_agg(n::text, ',' ORDER BY note_id)) FROM theirs.notes n",
    "customer_db": "SELECT md5(string_agg(n::text, ',' ORDER BY n::text)) FROM theirs.mailing n",
}


class Bank:
    """A bank of so many customers, as a program's words."""

    def __init__(self, customers, seed):
        self.customers = customers
        self.seed = seed

    def options(self):
        return ["--customers", str(self.customers), "--seed", str(self.seed), "--as-of", AS_OF]


def add_their_objects(server):
    for database, sql in THEIRS.items():
        server.sql(database, "SET client_min_messages = error;\n" + sql)


def make_their_tables(server, source):
    """The bank's tables as somebody else would have made them."""
    for database in servers.DATABASES:
        server.sql("postgres", f"CREATE DATABASE {database}")
        server.sql(database, "SET client_min_messages = error;\n" +
                   (pathlib.Path(source) / f"tests/data/demo_schema/{database}.sql").read_text())


def snapshot(server, program, with_theirs):
    """All that has to be the same: rows, constraints, indexes, other people's objects. By name,
    so that what differs can be named."""
    code, digest, error = servers.run([program, "digest", "--url", server.url()])
    state = {"digest": digest if code == 0 else error}
    for database, lines in server.sql_in_all(CATALOGUE).items():
        state[database + "'s objects"] = lines
    if with_theirs:
        for database, sql in THEIR_ROWS.items():
            state[database + ": other people's rows"] = server.sql(database, sql)
    return state


def difference(expected, found):
    """What differs, in a few words; empty when nothing does."""
    words = []
    for name, text in expected.items():
        if found[name] == text:
            continue
        lines, others = set(text.splitlines()), set(found[name].splitlines())
        gone, new = sorted(lines - others), sorted(others - lines)
        words.append(f"{name}: {len(gone)} lines missing, {len(new)} too many: "
                     f"{(gone + [''])[0][:200]} | {(new + [''])[0][:200]}")
    return "; ".join(words)


def files_of(folder):
    """Every file below a folder, and its digest."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}
