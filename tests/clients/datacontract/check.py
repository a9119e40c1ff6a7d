"""datacontract-cli lints the contracts of the pack, tests a loaded bank against them, and finds what
is planted.

See tests/clients/run.sh for what is around it.
"""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

CATALOG = Path(os.environ["BANKSEED_CATALOG"])
CONTRACTS = Path(os.environ["WORK"]) / "contracts"


def fail(text):
    sys.exit(f"datacontract: {text}")


def datacontract(*arguments):
    environment = dict(os.environ, DATACONTRACT_POSTGRES_USERNAME=os.environ["PGUSER"],
                       DATACONTRACT_POSTGRES_PASSWORD=os.environ["PGPASSWORD"], COLUMNS="200")
    return subprocess.run([str(Path(sys.executable).with_name("datacontract")), *arguments],
                          env=environment, text=True, capture_output=True, check=False)


def main():
    print("datacontract-cli", importlib.metadata.version("datacontract-cli"))
    CONTRACTS.mkdir()
    for contract in sorted((CATALOG / "odcs").glob("*.odcs.yaml")):
        text = contract.read_text()
        here = text.replace("host: localhost", f"host: {os.environ['PGHOST']}")
        here = here.replace("port: 5432", f"port: {os.environ['PGPORT']}")
        (CONTRACTS / contract.name).write_text(here)
    contracts = sorted(CONTRACTS.iterdir())
    if len(contracts) != 6:
        fail(f"{len(contracts)} contracts")
    for contract in contracts:
        lint = datacontract("lint", str(contract))
        if lint.returncode != 0:
            fail(f"lint {contract.name}: {lint.stdout}{lint.stderr}")
    print("lint: six contracts are valid")
    for contract in contracts:
        test = datacontract("test", str(contract))
        if test.returncode != 0:
            fail(f"test {contract.name}: {test.stdout}{test.stderr}")
        # A reference into another contract is one that it warns of, and does not follow.
        passed, warned = (test.stdout.count(f"│ {result}") for result in ("passed", "warning"))
        across = contract.read_text().count(".odcs.yaml#/schema/")
        if passed < 100 or warned != across:
            fail(f"test {contract.name}: {passed} passed, {warned} warnings, {across} references"
                 f" into other contracts: {test.stdout}")
        print(f"test {contract.name}: {passed} checks pass, {warned} references are of other contracts")

    subprocess.run(["psql", "--no-psqlrc", "--quiet", "--dbname", "accounts_db", "--command",
                    "UPDATE accounts SET account_type = 'piggy bank'"
                    " WHERE account_id = (SELECT min(account_id) FROM accounts)"], check=True)
    test = datacontract("test", str(CONTRACTS / "accounts_db.odcs.yaml"))
    if test.returncode == 0 or "account_type" not in test.stdout:
        fail(f"a planted value is not found: {test.stdout}{test.stderr}")
    print("a planted value: the test of account_type fails")


main()
