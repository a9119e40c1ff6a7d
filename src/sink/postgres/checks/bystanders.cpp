#include "sink/postgres/checks/bystanders.hpp"

#include <fmt/format.h>

#include "schema/ddl.hpp"

namespace bankseed {
namespace {

/// 'public.accounts'::regclass, ...; empty when none of the tables is there.
std::string list_of(const Connection& connection,
                    TableSet tables,
                    const std::vector<TableState>& states) {
  std::string list;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    if (!tables[i] || !states[i].exists || kCatalog[i].database != connection.address().database)
      continue;
    list += fmt::format("{}{}::regclass", list.empty() ? "" : ", ",
                        quote_literal(qualified_name(kCatalog[i])));
  }
  return list;
}

// Partitions are part of their table. What else inherits from one is somebody's own table, whose
// rows stand in ours, too, and go with them. Of what refers to ours only CASCADE leads further.
// Parameter: the tables.
constexpr const char* kBystanders = R"sql(
WITH RECURSIVE ours (oid) AS (
  SELECT oid FROM pg_class WHERE oid IN ({0})
  UNION
  SELECT i.inhrelid FROM pg_inherits i JOIN ours o ON o.oid = i.inhparent
  JOIN pg_class p ON p.oid = i.inhparent AND p.relkind = 'p'
), heirs (oid) AS (
  SELECT i.inhrelid FROM pg_inherits i JOIN ours o ON o.oid = i.inhparent
  WHERE i.inhrelid NOT IN (SELECT oid FROM ours)
  UNION
  SELECT i.inhrelid FROM pg_inherits i JOIN heirs h ON h.oid = i.inhparent
), reached (oid, key, action) AS (
  SELECT f.conrelid, f.oid, f.confdeltype FROM pg_constraint f
  WHERE f.contype = 'f' AND f.conparentid = 0
    AND (f.confrelid IN (SELECT oid FROM ours) OR f.confrelid IN (SELECT oid FROM heirs))
    AND f.conrelid NOT IN (SELECT oid FROM ours)
  UNION
  SELECT f.conrelid, f.oid, f.confdeltype FROM pg_constraint f
  JOIN reached r ON r.oid = f.confrelid AND r.action = 'c'
  WHERE f.contype = 'f' AND f.conparentid = 0 AND f.conrelid NOT IN (SELECT oid FROM ours)
)
SELECT format('%I.%I', n.nspname, c.relname),
       CASE r.action WHEN 'c' THEN 'ON DELETE CASCADE' WHEN 'n' THEN 'ON DELETE SET NULL'
         WHEN 'd' THEN 'ON DELETE SET DEFAULT' ELSE 'ON DELETE NO ACTION' END,
       (SELECT string_agg(format('%I IS NOT NULL', a.attname), ' AND ')
        FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid
          AND a.attnum = ANY (f.conkey) WHERE f.oid = r.key)
FROM reached r JOIN pg_class c ON c.oid = r.oid JOIN pg_namespace n ON n.oid = c.relnamespace
UNION ALL
SELECT format('%I.%I', n.nspname, c.relname), 'inherits', 'true'
FROM heirs h JOIN pg_class c ON c.oid = h.oid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p')
ORDER BY 1, 2
)sql";

// tgtype as pg_trigger.h has it: 8 is DELETE, 32 TRUNCATE. Parameters: the tables that DELETE
// empties, those that TRUNCATE does.
constexpr const char* kTriggers = R"sql(
SELECT 'trigger ' || quote_ident(tgname) || ' on ' || tgrelid::regclass
FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')
  AND (tgrelid IN ({0}) AND tgtype & 8 <> 0 OR tgrelid IN ({1}) AND tgtype & 32 <> 0)
UNION ALL
SELECT 'rule ' || quote_ident(rulename) || ' on ' || ev_class::regclass
FROM pg_rewrite WHERE ev_type = '4' AND ev_enabled IN ('O', 'A') AND ev_class IN ({0})
ORDER BY 1
)sql";

}  // namespace

TableSet emptied_by_delete(TableSet tables, const std::vector<TableState>& states) {
  TableSet deleted;
  for (std::size_t i = 0; i < kTableCount; ++i)
    deleted[i] = tables[i] && (!states[i].outside_children.empty() || !states[i].can_truncate);
  // A table that another refers to can be truncated only together with that one.
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const TableSet more = deleted[i] ? states[i].parents & tables & ~deleted : TableSet();
      deleted |= more;
      grows |= more.any();
    }
  }
  return deleted;
}

std::vector<std::string> rows_of_others(Connection& connection,
                                        TableSet tables,
                                        const std::vector<TableState>& states) {
  std::vector<std::string> found;
  const auto list = list_of(connection, tables, states);
  if (list.empty()) return found;
  const auto bystanders = connection.execute(fmt::format(fmt::runtime(kBystanders), list));
  for (std::size_t i = 0; i < bystanders.size(); ++i) {
    const auto rows = connection
                          .execute(fmt::format("SELECT count(*) FROM {} WHERE {}",
                                               bystanders.text(i, 0), bystanders.text(i, 2)))
                          .number(0, 0);
    if (rows == 0) continue;
    found.push_back(fmt::format("{} ({} row{}, {})", bystanders.text(i, 0), rows,
                                rows == 1 ? "" : "s", bystanders.text(i, 1)));
  }
  return found;
}

std::vector<std::string> triggers_of_others(Connection& connection,
                                            TableSet tables,
                                            const std::vector<TableState>& states) {
  // Partitioned tables are emptied by DELETE, too, where a load cannot freeze them.
  TableSet deleted = emptied_by_delete(tables, states);
  for (std::size_t i = 0; i < kTableCount; ++i)
    deleted[i] = deleted[i] || (tables[i] && states[i].kind == 'p');
  const auto or_none = [](const std::string& list) {
    return list.empty() ? std::string("0::regclass") : list;
  };
  const auto found = connection.execute(
      fmt::format(fmt::runtime(kTriggers), or_none(list_of(connection, deleted, states)),
                  or_none(list_of(connection, tables & ~deleted, states))));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size(); ++i)
    names.emplace_back(found.text(i, 0));
  return names;
}

}  // namespace bankseed
