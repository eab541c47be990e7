/**
 * The tables as the queries see them. TEXT and INTEGER columns only, so that one set of queries serves SQLite
 * and PostgreSQL: snowflakes are TEXT (they pass 2^53), and so are instants (ISO 8601 in UTC with
 * milliseconds, which sort as text; milliseconds since 1970 do not fit an INTEGER of PostgreSQL).
 */
export interface Tables {
  addresses: { key: string; address: string; used_at: string };
  registrations: { scope: string; hash: string };
}
