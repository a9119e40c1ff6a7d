"""What bankseed measures of a bank (`catalog datahub --profiles`) against what DataHub's own profiler
measures of the same one."""

import json

COUNTS = ("uniqueCount", "uniqueProportion", "nullCount", "nullProportion")
# What the recipe asks of DataHub's profiler, and no column left out.
EVERYTHING = {
    "profiling": {"enabled": True, "include_field_distinct_value_frequencies": True,
                  "max_workers": 4},
    "profile_pattern": {"allow": [".*"]},
}


def withheld(kind, stat, own):
    """Whether a number of DataHub's may be missing in ours, because of what the column tells of a
    person."""
    if kind == "direct_identifier":
        return stat not in COUNTS
    if kind is None:
        return False
    return stat == "sampleValues" or (stat == "distinctValueFrequencies" and stat not in own)


def differences(place, own, other, kind):
    """Of two profiles of a column, a line each."""
    found = []
    for stat in sorted((own.keys() | other.keys()) - {"fieldPath"}):
        if stat in own and withheld(kind, stat, own):
            found.append(f"{place} is {kind}, and its {stat} is told")
        elif own.get(stat) != other.get(stat) and not withheld(kind, stat, own):
            found.append(f"{place} {stat}: {own.get(stat)} by bankseed, {other.get(stat)} by DataHub")
    return found


def compare(measured, by_datahub, classes, place_of):
    """Both are profiles by URN of the dataset; classes are those of columns, by database, table and
    column. The differences, and how many values are the same."""
    found, same = [], 0
    for urn, other in by_datahub.items():
        own = measured.get(urn)
        if own is None:
            found.append(f"{urn} is not measured")
            continue
        for stat in ("rowCount", "columnCount", "partitionSpec"):
            if own.get(stat) != other.get(stat):
                found.append(f"{urn} {stat}: {own.get(stat)}, {other.get(stat)} by DataHub")
        others = {field["fieldPath"]: field for field in other["fieldProfiles"]}
        if list(others) != [field["fieldPath"] for field in own["fieldProfiles"]]:
            found.append(f"{urn} has other columns")
            continue
        for field in own["fieldProfiles"]:
            column = field["fieldPath"]
            place = (*place_of(urn), column)
            found += differences(".".join(place), field, others[column], classes.get(place))
            same += len(field) - 1
    return found, same


def texts_in(value):
    """All texts of a document, whatever they stand in."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return set()
    return {text for item in value for text in texts_in(item)}


def texts_of_file(path):
    return texts_in(json.loads(path.read_text()))
