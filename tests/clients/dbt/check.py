"""dbt parses the project of the pack, its tests pass on a loaded bank, and fail on what is planted.

See tests/clients/run.sh for what is around it.
"""

import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg2

CATALOG = Path(os.environ["BANKSEED_CATALOG"])
PROJECT = Path(os.environ["WORK"]) / "dbt"
DATABASES = ["employees_db", "customer_db", "accounts_db", "loans_db", "insurance_db", "compliance_db"]


def fail(text):
    sys.exit(f"dbt: {text}")


def dbt(*arguments):
    environment = dict(os.environ, DO_NOT_TRACK="1", DBT_PROFILES_DIR=str(PROJECT))
    return subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "--no-version-check", "--no-use-colors", *arguments],
        cwd=PROJECT, env=environment, text=True, capture_output=True, check=False)


def test(database):
    """Status of each test, by its name."""
    run = dbt("test", "--target", database)
    results = json.loads((PROJECT / "target/run_results.json").read_text())["results"]
    if not results:
        fail(f"{database}: no tests\n{run.stdout}")
    statuses = {result["unique_id"].split(".")[2]: result["status"] for result in results}
    if (run.returncode == 0) != (set(statuses.values()) == {"pass"}):
        fail(f"{database}: exit code {run.returncode}\n{run.stdout}")
    return statuses


def expect_failures(database, expected, what):
    failed = sorted(name for name, status in test(database).items() if status != "pass")
    if failed != sorted(expected):
        fail(f"{what}: {failed} failed, not {expected}")
    print(f"{what}: {', '.join(failed)} fails, and nothing else")


def execute(database, *statements):
    connection = psycopg2.connect(dbname=database)
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def main():
    print("dbt-core", importlib.metadata.version("dbt-core"), "dbt-postgres",
          importlib.metadata.version("dbt-postgres"))
    shutil.copytree(CATALOG / "dbt", PROJECT)
    parsed = dbt("parse", "--warn-error")
    if parsed.returncode != 0:
        fail(f"parse: {parsed.stdout}{parsed.stderr}")
    print("parse: no error and no warning")

    total = 0
    for database in DATABASES:
        statuses = test(database)
        failed = [name for name, status in statuses.items() if status != "pass"]
        if failed:
            fail(f"{database}: {failed}")
        total += len(statuses)
        print(f"{database}: {len(statuses)} tests pass")
    print(f"all databases: {total} tests pass")

    execute("loans_db", "ALTER TABLE repayment_schedule DROP CONSTRAINT repayment_schedule_loan_id_fkey",
            "UPDATE repayment_schedule SET loan_id = 'LOAN99999999' WHERE schedule_id = 1")
    expect_failures("loans_db", ["source_relationships_loans_db_repayment_schedule_loan_id__loan_id__source_loans_db_loans_"],
                    "a planted orphan")
    execute("insurance_db", "ALTER TABLE policies DROP CONSTRAINT policies_policy_number_key",
            "UPDATE policies SET policy_number = (SELECT min(policy_number) FROM policies)"
            " WHERE policy_id = (SELECT max(policy_id) FROM policies)")
    expect_failures("insurance_db", ["source_unique_insurance_db_policies_policy_number"],
                    "a planted duplicate")
    execute("compliance_db", "UPDATE kyc_records SET document_type = 'library card'"
            " WHERE kyc_id = (SELECT min(kyc_id) FROM kyc_records)")
    failed = [name for name, status in test("compliance_db").items() if status != "pass"]
    if len(failed) != 1 or "accepted_values" not in failed[0]:
        fail(f"a planted value: {failed}")
    print(f"a planted value: {failed[0]} fails, and nothing else")


main()
