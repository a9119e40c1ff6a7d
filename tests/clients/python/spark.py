"""Spark reads the bank through bankseed.spark, on executors that are processes of their own.

Every table, in 1, 3 and 16 partitions, is row for row what the Parquet files hold; also when an
executor is killed while it makes rows. How fast it is, against reading those files, is printed.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import bankseed
import bankseed.spark as bankseed_spark
import pyarrow
import pyarrow.parquet
from bankseed.spark import BankDataSource
from pyspark.sql import SparkSession

CUSTOMERS, SEED, DAY = 20_000, 42, "2026-11-01"
WORK = Path(os.environ["WORK"])


def session():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Whatever the machine calls itself, all of the cluster is on it.
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "localhost"}
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.parquet.inferTimestampNTZ.enabled", "true")
        .config("spark.local.dir", str(WORK / "spark"))
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    spark.dataSource.register(BankDataSource)
    return spark


def source(spark, table, partitions, **options):
    reader = spark.read.format("bankseed").option("table", table).option("partitions", partitions)
    for key, value in {"customers": CUSTOMERS, "seed": SEED, "as_of": DAY, **options}.items():
        reader = reader.option(key, value)
    return reader.load()


def same(frame, wanted):
    """Row for row, in order."""
    got = frame.toArrow()
    assert got.column_names == wanted.column_names
    return all(
        got[name].cast(wanted[name].type).combine_chunks().equals(wanted[name].combine_chunks())
        for name in wanted.column_names
    )


def executors():
    listed = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend.*--app-id"], stdout=subprocess.PIPE,
                            text=True, check=False)
    ours = []
    for line in listed.stdout.split():
        environment = Path(f"/proc/{line}/environ").read_bytes()
        if str(WORK).encode() in environment:
            ours.append(int(line))
    return ours


def kill_one_soon(killed):
    time.sleep(1.5)
    for process in executors()[:1]:
        os.kill(process, signal.SIGKILL)
        killed.append(process)


def check_tables(spark, files):
    rows = 0
    for name in bankseed.Bank(CUSTOMERS).tables:
        wanted = pyarrow.parquet.read_table(files / (name.replace(".", "/") + ".parquet"))
        for partitions in (1, 3, 16):
            assert same(source(spark, name, partitions), wanted), f"{name} in {partitions} partitions"
        rows += wanted.num_rows
    print(f"34 tables, {rows:,} rows, in 1, 3 and 16 partitions: those of the Parquet files")


def check_kill(spark, files):
    name = "loans_db.repayment_schedule"
    wanted = pyarrow.parquet.read_table(files / "loans_db/repayment_schedule.parquet")
    killed = []
    killer = threading.Thread(target=kill_one_soon, args=(killed,))
    killer.start()
    assert same(source(spark, name, 64), wanted), "after an executor was killed"
    killer.join()
    assert killed, "no executor was killed"
    print("an executor was killed on the way, and the rows are the same")


def plain(bank):
    """The bank's loans, without what Spark does not know."""
    loans = bank.table("loans_db.loans").to_pyarrow()
    return loans.cast(bankseed_spark._arrow_schema(bank.table("loans_db.loans")))


def check_options(spark):
    accounts = source(spark, "accounts_db.accounts", 2, columns="balance, account_id")
    assert accounts.columns == ["balance", "account_id"]
    loans = spark.read.format("bankseed").option("dataset", "loans").option("as_of", DAY).load()
    assert loans.count() > 100
    past = source(spark, "loans_db.loans", 3, seen_on="2025-05-06")
    assert same(past, plain(bankseed.Bank(CUSTOMERS, seed=SEED, as_of=DAY, seen_on="2025-05-06")))
    for options, said in (
        ({}, "say which table"),
        ({"table": "nothing"}, "there is no table 'nothing'"),
        ({"table": "accounts_db.accounts", "custmers": "5"}, "there is no option custmers"),
        ({"table": "accounts_db.accounts", "customers": "many"}, "customers has to be a whole number"),
    ):
        reader = spark.read.format("bankseed")
        for key, value in options.items():
            reader = reader.option(key, value)
        try:
            reader.load()
        except Exception as error:  # Spark's own, around ours.
            assert said in str(error), (options, error)
        else:
            raise AssertionError(f"nothing was said of {options}")


def speed(spark, files):
    name = "accounts_db.transactions"
    ratios = []
    for _ in range(3):
        times = []
        for frame in (source(spark, name, 4), spark.read.parquet(str(files / "accounts_db/transactions.parquet"))):
            began = time.monotonic()
            frame.write.format("noop").mode("overwrite").save()
            times.append(time.monotonic() - began)
        ratios.append(times[0] / times[1])
    print(f"{name}: {sorted(ratios)[1]:.1f} times as long as reading the Parquet file")


def main():
    files = WORK / "parquet"
    subprocess.run([os.environ["BANKSEED"], "generate", "--customers", str(CUSTOMERS), "--seed", str(SEED), "--as-of",
                    DAY, "--to", "parquet", "--out", str(files), "--quiet", "--log", "none"], check=True)
    spark = session()
    print(f"Spark {spark.version}")
    try:
        check_tables(spark, files)
        check_kill(spark, files)
        check_options(spark)
        speed(spark, files)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
