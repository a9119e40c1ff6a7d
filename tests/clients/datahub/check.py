"""DataHub's own programs on a loaded bank, without its server: the source for PostgreSQL with our
recipe, into a file, and the readers of every other file of the pack. What they wrote is then held
against what the bank has to be: tests/data says which columns there are and what is personal data."""

import json
import logging
import os
import pathlib
import re
import subprocess

import psycopg2
from datahub._version import nice_version_name
from datahub.api.entities.structuredproperties.structuredproperties import StructuredProperties
from datahub.configuration.config_loader import load_config_file
from datahub.ingestion.run.pipeline import Pipeline

import profiles

PACK = pathlib.Path(os.environ["BANKSEED_CATALOG"]) / "datahub"
WORK = pathlib.Path(os.environ["WORK"])
DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
FIELD = re.compile(r"urn:li:schemaField:\((urn:li:dataset:\([^)]*\)),(\w+)\)")
DATASET = re.compile(r"urn:li:dataset:\(urn:li:dataPlatform:postgres,(\w+)\.public\.(\w+),PROD\)")


def check(condition, message):
    if not condition:
        raise SystemExit("not so: " + message)


def same(found, expected, message):
    check(found == expected,
          f"{message}: {sorted(found - expected)} too many, {sorted(expected - found)} missing")


def run(recipe, pack=PACK, **changes):
    """What a recipe writes, as (entity, aspect, value) in order; no warning and no failure."""
    os.chdir(pack)  # Recipes name the files beside them.
    config = load_config_file(pack / recipe)
    output = WORK / (recipe + ".json")
    config["sink"] = {"type": "file", "config": {"filename": str(output)}}
    config["source"]["config"].update(changes)
    pipeline = Pipeline.create(config, report_to=None)
    pipeline.run()
    for report in (pipeline.source.get_report(), pipeline.sink.get_report()):
        check(not report.failures, f"{recipe} fails: {report.failures}")
        check(not report.warnings, f"{recipe} warns: {report.warnings}")
    pipeline.raise_from_status(raise_warnings=True)
    found = []
    for item in json.loads(output.read_text()):
        if "proposedSnapshot" in item:
            ((_, snapshot),) = item["proposedSnapshot"].items()
            for aspect in snapshot["aspects"]:
                ((name, value),) = aspect.items()
                name = name.rsplit(".", 1)[1]
                found.append((snapshot["urn"], name[0].lower() + name[1:], value))
        else:
            found.append((item["entityUrn"], item["aspectName"], item["aspect"]["json"]))
    check(found, f"{recipe} writes nothing")
    return found


def aspects(found, name):
    return {urn: value for urn, aspect, value in found if aspect == name}


def urns_in(text, kind):
    return set(re.findall(rf"urn:li:{kind}:[\w.]+", text))


def schema():
    """Columns by (database, table), and the number of foreign keys, as tests/data/schema.txt has them."""
    tables, keys = {}, 0
    for line in (DATA / "schema.txt").read_text().splitlines():
        if line.startswith("table "):
            columns = tables[tuple(line.split()[1:3])] = set()
        elif line.startswith("  ") and "|" in line:
            columns.add(line.split()[0])
            keys += "foreign key to" in line
    return tables, keys


def sensitivity():
    """The class of each column that is personal data, by (database, table, column)."""
    classes = {}
    for line in (DATA / "sensitivity.txt").read_text().splitlines():
        if not line.startswith(("#", "datasets.")):
            place, name, *columns = line.split()
            classes |= {(*place.split("."), column): name for column in columns}
    return classes


def place_of(dataset):
    return DATASET.fullmatch(dataset).groups()


def field_tags(schemas, columns):
    """The tags of each column, from the recipe's run and from the columns' own file."""
    tags = {}
    for urn, aspect in schemas.items():
        for field in aspect["fields"]:
            for tag in (field.get("globalTags") or {"tags": []})["tags"]:
                tags.setdefault((*place_of(urn), field["fieldPath"]), set()).add(tag["tag"])
    for urn, aspect in aspects(columns, "globalTags").items():
        dataset, column = FIELD.fullmatch(urn).groups()
        tags.setdefault((*place_of(dataset), column), set()).update(
            tag["tag"] for tag in aspect["tags"])
    return tags


def check_bank(bank, columns):
    tables, keys = schema()
    schemas = aspects(bank, "schemaMetadata")
    tables_there = {urn: aspect for urn, aspect in schemas.items() if place_of(urn) in tables}
    same({place_of(urn) for urn in tables_there}, set(tables), "the tables")
    for urn, aspect in tables_there.items():
        same({field["fieldPath"] for field in aspect["fields"]}, tables[place_of(urn)], urn)
    fields = [(urn, field) for urn, aspect in schemas.items() for field in aspect["fields"]]
    for urn, field in fields:
        check(field.get("description"), f"{urn} {field['fieldPath']} has no description")
        check("NullType" not in json.dumps(field["type"]), f"{urn} {field['fieldPath']} has no type")
    found_keys = sum(len(aspect.get("foreignKeys") or []) for aspect in schemas.values())
    check(found_keys == keys, f"{found_keys} foreign keys instead of {keys}")
    print(f"{len(tables_there)} tables, {sum(map(len, tables.values()))} columns, each described, and "
          f"{keys} foreign keys are what the source for PostgreSQL finds, without a warning")
    for urn, aspect in aspects(bank, "datasetProperties").items():
        check(not DATASET.fullmatch(urn) or aspect.get("description"), f"{urn} has no description")

    domains = aspects(bank, "domains")
    for urn in schemas:
        same(set(domains[urn]["domains"]), {"urn:li:domain:bankseed." + place_of(urn)[0]}, urn)
    dataset_tags = aspects(bank, "globalTags")
    for urn in schemas:
        tags = {tag["tag"] for tag in dataset_tags[urn]["tags"]}
        same(tags, {"urn:li:tag:bankseed.synthetic"}, urn)
    print("every table is in its database's domain, and tagged as made up")

    classes = sensitivity()
    expected = {(*place, "urn:li:tag:bankseed." + name) for place, name in classes.items()}
    found = {(*place, tag) for place, tags in field_tags(tables_there, columns).items()
             for tag in tags}
    same(found, expected, "the tags of columns")
    print(f"{len(expected)} columns are tagged as personal data, as the list of them says")

    found = aspects(bank, "datasetProfile")
    same({urn for urn in found if urn in tables_there}, set(tables_there), "the profiles")
    for urn, profile in found.items():
        database, table = place_of(urn)
        with psycopg2.connect(dbname=database) as connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM public.{table}")
            check((profile["rowCount"],) == cursor.fetchone(), f"{urn} has other rows")
        for field in profile["fieldProfiles"]:
            place = (database, table, field["fieldPath"])
            check(classes.get(place) != "direct_identifier" or len(field) == 1,
                  f"{place} is profiled, and names persons")
    print(f"{sum(profile['rowCount'] for profile in found.values())} rows are profiled, and no "
          "column that names a person")

    views = set(schemas) - set(tables_there)
    upstream = aspects(bank, "upstreamLineage")
    for urn in views:
        check(urn in upstream, f"{urn} comes from nowhere")
        check(upstream[urn].get("fineGrainedLineages"), f"{urn} has columns from nowhere")
        for table in upstream[urn]["upstreams"]:
            check(table["dataset"] in tables_there, f"{urn} comes from {table}")
    check(len(views) >= 6, f"{len(views)} views")
    print(f"{len(views)} views, each described, lead to their tables, column by column")
    return schemas


def check_profiles():
    """What bankseed measures is what DataHub measures, but for what names a person."""
    pack = WORK / "measured" / "datahub"
    subprocess.run([os.environ["BANKSEED"], "catalog", "datahub", "--profiles", "--out",
                    str(pack.parent)], check=True, stdout=subprocess.DEVNULL)
    measured = aspects(run("profiles.recipe.yml", pack), "datasetProfile")
    check(not load_config_file(pack / "postgres.recipe.yml")["source"]["config"]["profiling"]
          ["enabled"], "the recipe measures what is measured")
    by_datahub = aspects(run("postgres.recipe.yml", include_views=False,
                             stateful_ingestion={"enabled": False}, **profiles.EVERYTHING),
                         "datasetProfile")
    same({place_of(urn) for urn in by_datahub}, set(schema()[0]), "the tables that DataHub measures")
    classes = sensitivity()
    found, numbers = profiles.compare(measured, by_datahub, classes, place_of)
    check(not found, "\n".join(found[:20]))
    print(f"{numbers} values of {len(by_datahub)} tables are those that DataHub's profiler measures")

    # Of what names a person nothing stands in the pack.
    names = set()
    for (database, table, column), name in classes.items():
        if name == "direct_identifier":
            with psycopg2.connect(dbname=database) as connection, connection.cursor() as cursor:
                cursor.execute(f"SELECT DISTINCT {column}::text FROM public.{table} "
                               f"WHERE {column} IS NOT NULL")
                names.update(name for name, in cursor)
    told = profiles.texts_of_file(pack / "profiles.json")
    same(told & names, set(), "what names a person in profiles.json")
    print(f"{len(names)} values that name a person stand in no profile of bankseed's")


def main():
    print("acryl-datahub", nice_version_name())
    logging.getLogger("datahub").setLevel(logging.WARNING)
    subprocess.run([os.environ["BANKSEED"], "generate", "--customers", "1200", "--seed", "42",
                    "--as-of", "2026-11-01", "--truncate", "--views", "--quiet"], check=True)
    properties = StructuredProperties.from_yaml(str(PACK / "structured_properties.yml"))
    for definition in properties:
        for proposal in definition.generate_mcps():
            check(proposal.validate(), f"{definition.id} is not valid")
    print(f"{len(properties)} structured properties are defined")

    definitions = run("domains_and_tags.recipe.yml")
    glossary = run("glossary.recipe.yml")
    columns = run("columns.recipe.yml")
    lineage = run("lineage.recipe.yml")
    bank = run("postgres.recipe.yml",
               stateful_ingestion={"enabled": True, "state_provider": {
                   "type": "file", "config": {"filename": str(WORK / "state.json")}}})
    print("every recipe runs, without a warning")
    schemas = check_bank(bank, columns)
    check_profiles()

    everything = json.dumps([bank, columns, glossary])
    for kind, defined in (("domain", definitions), ("tag", definitions), ("glossaryTerm", glossary)):
        there = urns_in(" ".join(urn for urn, _, _ in defined), kind)
        used = urns_in(everything, kind)
        same(used - there, set(), f"what is defined of the kind {kind}")
        check(used, f"nothing of the kind {kind} is used")
    print("domains, tags and terms that are used are defined")

    fields = {(urn, field["fieldPath"]) for urn, aspect in schemas.items()
              for field in aspect["fields"]}
    named = set(FIELD.findall(json.dumps([columns, lineage])))
    same(named - fields, set(), "the columns that columns.json and lineage.yml name")
    references = aspects(columns, "structuredProperties")
    ids = {"urn:li:structuredProperty:" + definition.id for definition in properties}
    for urn, aspect in references.items():
        same({value["propertyUrn"] for value in aspect["properties"]}, ids, urn)
        for value in aspect["properties"]:
            check(value["values"], urn)
    made = aspects(lineage, "upstreamLineage")
    derived = sum(len(aspect["fineGrainedLineages"]) for aspect in made.values())
    print(f"{len(references)} references and {derived} derivations of columns lead to columns that "
          "are there")


main()
