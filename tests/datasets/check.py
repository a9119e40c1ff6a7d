"""Reads the datasets with readers that bankseed knows nothing of, and checks what they say.

    check.py FOLDER

CPF, CNPJ and card numbers are checked by code of its own."""

import collections
import csv
import datetime
import ipaddress
import json
import pathlib
import re
import sys

COLUMNS = {
    "customers": "customer_id name email phone_number address customer_type cpf cnpj created_at "
                 "updated_at",
    "accounts": "account_id customer_id account_type balance currency created_at updated_at",
    "transactions": "transaction_id account_id transaction_type amount currency transaction_date "
                    "description",
    "loans": "loan_id customer_id loan_type loan_amount interest_rate term start_date end_date "
             "loan_status",
    "credit_cards": "card_id customer_id card_number card_type expiry_date credit_limit "
                    "current_balance created_at updated_at",
    "branches": "branch_id branch_name address phone_number created_at updated_at",
    "compliance": "compliance_id customer_id compliance_type status review_date comments",
    "investments": "investment_id customer_id account_id investment_type amount purchase_date "
                   "maturity_date status",
    "digital_activity": "activity_id customer_id activity_type timestamp ip_address device_type",
}
VALUES = {
    ("customers", "customer_type"): "Individual,Business",
    ("accounts", "account_type"): "Checking,Savings,Investment,Business",
    ("transactions", "transaction_type"): "Deposit,Withdrawal,Transfer,Payment",
    ("loans", "loan_type"): "Mortgage,Auto,Personal,Business,Education",
    ("loans", "loan_status"): "Active,Paid Off,Default",
    ("credit_cards", "card_type"): "Visa,MasterCard,Elo",
    ("compliance", "compliance_type"): "KYC,AML,LGPD",
    ("compliance", "status"): "Pending,Completed,Rejected",
    ("investments", "investment_type"): "Stocks,Fixed Income,Real Estate Funds",
    ("investments", "status"): "Active,Closed",
    ("digital_activity", "activity_type"): "Login,Transfer,Payment",
    ("digital_activity", "device_type"): "Mobile,Desktop,Tablet",
}
REFERENCES = [
    ("accounts", "customer_id", "customers"),
    ("transactions", "account_id", "accounts"),
    ("loans", "customer_id", "customers"),
    ("credit_cards", "customer_id", "customers"),
    ("compliance", "customer_id", "customers"),
    ("investments", "customer_id", "customers"),
    ("investments", "account_id", "accounts"),
    ("digital_activity", "customer_id", "customers"),
]
AMOUNTS = {"balance", "amount", "loan_amount", "interest_rate", "credit_limit", "current_balance"}
DAYS = {"start_date", "end_date", "expiry_date", "review_date", "purchase_date", "maturity_date"}
MOMENTS = {"created_at", "updated_at", "transaction_date", "timestamp"}


def modulo_11(digits, weights):
    rest = sum(digit * weight for digit, weight in zip(digits, weights)) % 11
    return 0 if rest < 2 else 11 - rest


def is_cpf(text):
    if not re.fullmatch(r"\d{3}\.\d{3}\.\d{3}-\d{2}", text):
        return False
    digits = [int(c) for c in text if c.isdigit()]
    return (modulo_11(digits[:9], range(10, 1, -1)) == digits[9] and
            modulo_11(digits[:10], range(11, 1, -1)) == digits[10])


def is_cnpj(text):
    if not re.fullmatch(r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}", text):
        return False
    digits = [int(c) for c in text if c.isdigit()]
    return (modulo_11(digits[:12], [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) == digits[12] and
            modulo_11(digits[:13], [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) == digits[13])


def is_card(number, brand):
    prefix = {"Visa": r"4\d{15}", "MasterCard": r"5[1-5]\d{14}", "Elo": r"650529\d{10}"}[brand]
    total = sum(sum(divmod(int(c) * (1 + i % 2), 10)) for i, c in enumerate(reversed(number)))
    return bool(re.fullmatch(prefix, number)) and total % 10 == 0


def read(folder, name):
    text = (folder / f"{name}.json").read_bytes().decode("utf-8")
    for match in re.finditer(r'"(%s)":(-?[0-9.]+)' % "|".join(AMOUNTS), text):
        assert re.fullmatch(r"-?\d+\.\d\d", match[2]), match[0]
    rows = json.loads(text)
    assert isinstance(rows, list) and rows, name
    for row in rows:
        assert list(row) == COLUMNS[name].split(), (name, row)
        for column in DAYS & row.keys():
            if row[column] is not None or column != "maturity_date":
                datetime.date.fromisoformat(row[column])
        for column in MOMENTS & row.keys():
            assert "T" in row[column]
            datetime.datetime.fromisoformat(row[column])
    return rows


def main():
    folder = pathlib.Path(sys.argv[1])
    assert {path.stem for path in folder.iterdir()} == set(COLUMNS)
    data = {name: read(folder, name) for name in COLUMNS}
    keys = {}
    for name, rows in data.items():
        key = COLUMNS[name].split()[0]
        keys[name] = {row[key] for row in rows}
        assert len(keys[name]) == len(rows), name
    for (name, column), values in VALUES.items():
        found = {row[column] for row in data[name]}
        assert found == set(values.split(",")), (name, column, found)
    for name, column, parent in REFERENCES:
        assert all(row[column] in keys[parent] for row in data[name]), (name, column)
    for row in data["customers"]:
        if row["customer_type"] == "Business":
            assert is_cnpj(row["cnpj"]) and row["cpf"] is None, row
        else:
            assert is_cpf(row["cpf"]) and row["cnpj"] is None, row
    numbers = collections.Counter(row["cpf"] or row["cnpj"] for row in data["customers"])
    assert max(numbers.values()) == 1
    for row in data["credit_cards"]:
        assert is_card(row["card_number"], row["card_type"]), row
        assert row["expiry_date"] > row["created_at"][:10] and row["created_at"] <= row["updated_at"]
        assert 0 <= row["current_balance"] <= row["credit_limit"], row
    owner = {row["account_id"]: row for row in data["accounts"]}
    for row in data["investments"]:
        account = owner[row["account_id"]]
        assert account["customer_id"] == row["customer_id"], row
        assert account["created_at"][:10] < row["purchase_date"], row
        assert (row["maturity_date"] is not None) == (row["investment_type"] == "Fixed Income"), row
        assert row["purchase_date"] < (row["maturity_date"] or "9999"), row
    for row in data["digital_activity"]:
        assert ipaddress.ip_address(row["ip_address"]).is_private, row
    reais = sum(row["currency"] == "BRL" for row in data["accounts"])
    assert abs(reais / len(data["accounts"]) - 0.95) < 0.01
    for name, rows in data.items():
        with open(folder / f"{name}.csv", newline="", encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
        with open(folder / f"{name}.jsonl", encoding="utf-8") as file:
            assert [json.loads(line) for line in file] == rows, name
        assert len(lines) == len(rows), name
        for line, row in zip(lines, rows):
            for column, value in row.items():
                text = "" if value is None else str(value)
                if column in AMOUNTS:
                    text = f"{value:.2f}"
                assert line[column] == text, (name, line, row)


main()
