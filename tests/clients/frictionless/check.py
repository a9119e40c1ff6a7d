"""Frictionless reads the packages of a bank, and finds what is planted in one.

See tests/clients/run.sh for what is around it.
"""

import importlib.metadata
import json
import os
import shutil
import sys
from pathlib import Path

from frictionless import Package, system

FILES = Path(os.environ["BANKSEED_FILES"])
CATALOG = Path(os.environ["BANKSEED_CATALOG"])
WORK = Path(os.environ["WORK"])
TABLES = 34


def fail(text):
    sys.exit(f"frictionless: {text}")


def errors_of(descriptor):
    """(resource, kind of error, message) of everything that Frictionless finds."""
    with system.use_context(trusted=True):
        report = Package(str(descriptor)).validate()
    found = [("", error.type, error.message) for error in report.errors]
    for task in report.tasks:
        found += [(task.name, error.type, error.message) for error in task.errors]
    if not report.valid and not found:
        fail(f"{descriptor} is not valid, and no error says why")
    return found, len(report.tasks)


def references(descriptor):
    """Foreign keys within databases, and across them."""
    across = within = 0
    for resource in json.loads(descriptor.read_text())["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"].get("resource", resource["name"])
            is_within = target.split(".")[0] == resource["name"].split(".")[0]
            within, across = within + is_within, across + (not is_within)
    return within, across


def expect_valid(descriptor, what):
    found, tables = errors_of(descriptor)
    if found:
        fail(f"{what}: {len(found)} errors, the first ones {found[:3]}")
    if tables != TABLES:
        fail(f"{what}: {tables} tables, not {TABLES}")
    within, across = references(descriptor)
    print(f"{what}: {tables} tables valid, {within} foreign keys within databases and {across} across")


def expect_only(descriptor, resource, kind, what):
    found, _ = errors_of(descriptor)
    if not found or {(name, error) for name, error, _ in found} != {(resource, kind)}:
        fail(f"{what}: {found[:3]} instead of {kind} in {resource}")
    print(f"{what}: {found[0][2]}")


def replace_in(path, old, new):
    text = path.read_text()
    if old not in text:
        fail(f"{path} has no {old}")
    path.write_text(text.replace(old, new, 1))


def main():
    print("frictionless", importlib.metadata.version("frictionless"))
    # Not Parquet: Frictionless reads it by pandas, which makes missing integers "nan".
    for layout in ("csv", "jsonl"):
        expect_valid(FILES / layout / "datapackage.json", f"the export to {layout}")

    copy = WORK / "bank"
    shutil.copytree(FILES / "csv", copy)
    replace_in(copy / "loans_db/loans.csv", "CUST", "CUSX")
    found, _ = errors_of(copy / "datapackage.json")
    if "hash-count" not in {error for _, error, _ in found}:
        fail(f"a changed file is not noticed: {found[:3]}")
    print("a file that was changed: noticed by its hash")

    # The pack's own package knows no hashes.
    shutil.copy(CATALOG / "frictionless/datapackage.json", copy)
    shutil.copy(FILES / "csv/loans_db/loans.csv", copy / "loans_db/loans.csv")
    expect_valid(copy / "datapackage.json", "the pack's package")
    header, first = (copy / "loans_db/loans.csv").read_text().splitlines()[:2]
    customer = first.split(",")[header.split(",").index("customer_id")]
    replace_in(copy / "loans_db/loans.csv", f",{customer},", ",CUST99999999,")
    expect_only(copy / "datapackage.json", "loans_db.loans", "foreign-key",
                "a customer of a loan whom accounts_db does not know")
    shutil.copy(FILES / "csv/loans_db/loans.csv", copy / "loans_db/loans.csv")
    replace_in(copy / "accounts_db/accounts.csv", ",checking,", ",chequing,")
    expect_only(copy / "datapackage.json", "accounts_db.accounts", "constraint-error",
                "a type of account that there is none of")


main()
