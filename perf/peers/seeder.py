"""What somebody would write instead of bankseed: Faker, psycopg2, executemany in batches of 1,000.

  seeder.py CONNECTION CUSTOMERS

Fills customers, accounts and transactions, which are there and empty, by the shares, ranges and
numbers that bankseed keeps for these three tables. One process; each table is committed once.
"""

import datetime
import random
import sys

import faker
import psycopg2

BATCH = 1_000
TODAY = datetime.date(2025, 6, 30)
NOW = datetime.datetime(2025, 6, 30)
# Kind: its share in percent, and its range of amounts.
ACCOUNTS = {"checking": (50, 50, 25_000), "savings": (30, 100, 100_000),
            "money_market": (15, 10_000, 500_000), "other": (5, 50, 25_000)}
TRANSACTIONS = {"deposit": (40, 20, 10_000), "withdrawal": (30, 20, 5_000),
                "transfer": (20, 50, 50_000), "payment": (10, 10, 2_000)}
PER_ACCOUNT = (5, 17)
"""Transactions; 17,500 for 1,620 accounts, as bankseed has them."""


def one_by_share(kinds):
    return random.choices(list(kinds), [share for share, _, _ in kinds.values()])[0]


def make_customers(fake, count):
    for i in range(1, count + 1):
        first, last = fake.first_name(), fake.last_name()
        yield (f"CUST{i:06}", first, last, fake.date_of_birth(minimum_age=18, maximum_age=85),
               f"{first}.{last}{i}@example.com".lower(), fake.numerify("555-###-####"),
               fake.date_time_between(NOW - datetime.timedelta(days=7 * 365), NOW))


def make_accounts(fake, customers):
    number = 0
    for customer in customers:
        if random.random() >= 0.75:
            continue
        for _ in range(random.randint(2, 4) if random.random() < 0.25 else 1):
            number += 1
            kind = one_by_share(ACCOUNTS)
            _, low, high = ACCOUNTS[kind]
            status = random.choices(("active", "frozen", "closed"), (92, 5, 3))[0]
            opened = fake.date_between(customer[6].date(), TODAY)
            yield (f"ACC{number:07}", fake.unique.numerify("40##########"), customer[0], kind,
                   status, round(random.uniform(low, high), 2),
                   random.choices(("USD", "EUR", "GBP"), (95, 3, 2))[0], opened,
                   fake.date_between(opened, TODAY) if status == "closed" else None,
                   f"BR{random.randint(1, 18):03}")


def make_transactions(fake, accounts):
    number = 0
    for account in accounts:
        days = (TODAY - account[7]).days
        moments = sorted(datetime.datetime.combine(account[7], datetime.time()) +
                         datetime.timedelta(seconds=random.randint(0, days * 86_400))
                         for _ in range(random.randint(*PER_ACCOUNT)))
        balance = account[5]
        for moment in moments:
            number += 1
            kind = one_by_share(TRANSACTIONS)
            _, low, high = TRANSACTIONS[kind]
            amount = round(random.uniform(low, high), 2)
            balance = round(balance + (amount if kind == "deposit" else -amount), 2)
            other = (random.choice(accounts)[1]
                     if kind == "transfer" and random.random() < 0.3 else None)
            officer = f"EMP{random.randint(1, 150):05}" if random.random() < 0.15 else None
            yield (f"TXN{number:08}", account[0], kind, amount, moment, fake.sentence(nb_words=6),
                   balance, other, officer)


def insert(connection, table, rows):
    """Writes the rows in batches, and returns them."""
    written = []
    with connection.cursor() as cursor:
        batch = []
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                write(cursor, table, batch)
                written += batch
                batch = []
        if batch:
            write(cursor, table, batch)
            written += batch
    connection.commit()
    print(f"{table}: {len(written)} rows", flush=True)
    return written


def write(cursor, table, batch):
    places = ", ".join(["%s"] * len(batch[0]))
    cursor.executemany(f"INSERT INTO {table} VALUES ({places})", batch)


def main():
    random.seed(42)
    faker.Faker.seed(42)
    fake = faker.Faker("en_US")
    connection = psycopg2.connect(sys.argv[1])
    customers = insert(connection, "customers", make_customers(fake, int(sys.argv[2])))
    accounts = insert(connection, "accounts", make_accounts(fake, customers))
    insert(connection, "transactions", make_transactions(fake, accounts))
    connection.close()


if __name__ == "__main__":
    main()
