import { CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../collections/fault.ts';
import { shortened } from '../records/checked-fields.ts';
import type { NameAuthority } from './name-authority.ts';

const COLUMNS = ['canonical', 'variants', 'kind'];
const KINDS: readonly string[] = ['person', 'place', 'organization'] satisfies NameAuthority['kind'][];

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The names in the text of a `names.csv`: canonical form, variants separated by `;`, kind. The header says
 * which column is which.
 */
export function readNames(
  file: string,
  text: string,
): { readonly names: readonly NameAuthority[] } | { readonly faults: readonly Fault[] } {
  let rows: Row[];
  try {
    rows = parse(text, { info: true, skip_empty_lines: true, relax_column_count: true }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { faults: [{ file, line, problem: 'has quotes that do not match, expected CSV as in RFC 4180' }] };
  }
  const [header, ...body] = rows;
  if (!header || [...header.record].sort().join() !== [...COLUMNS].sort().join()) {
    return {
      faults: [{ file, line: 1, problem: `has other columns, expected the header ${COLUMNS.join()}` }],
    };
  }
  const [canonicalAt = 0, variantsAt = 0, kindAt = 0] = COLUMNS.map((name) => header.record.indexOf(name));
  const faults: Fault[] = [];
  const lines = new Map<string, number>();
  const names: NameAuthority[] = [];
  for (const { record, info } of body) {
    const line = info.lines;
    if (record.length !== COLUMNS.length) {
      faults.push({ file, line, problem: `has ${record.length} columns, expected ${COLUMNS.length}` });
      continue;
    }
    const canonical = (record[canonicalAt] ?? '').trim();
    const kind = (record[kindAt] ?? '').trim();
    const variants = (record[variantsAt] ?? '').split(';').map((variant) => variant.trim());
    const before = lines.get(`${kind} ${canonical}`);
    const fault = (field: string, problem: string) => faults.push({ file, line, field, problem });
    if (canonical === '') fault('canonical', 'is empty, expected a name');
    else if (before) fault('canonical', `"${canonical}" is on line ${before} too, expected each name once`);
    else lines.set(`${kind} ${canonical}`, line);
    if (isKind(kind)) names.push({ canonical, variants: variants.filter((variant) => variant !== ''), kind });
    else fault('kind', `"${shortened(kind)}" is not a valid kind, expected ${KINDS.join(', ')}`);
  }
  return faults.length > 0 ? { faults } : { names };
}

function isKind(kind: string): kind is NameAuthority['kind'] {
  return KINDS.includes(kind);
}
