/**
 * Converts a value for SQLite. libsql (version 0.5) needs care:
 * a boolean aborts the whole process; NaN and undefined silently become NULL; a number is bound as REAL, so that
 * 5 in a TEXT column reads `5.0`; a bigint beyond 2^53 loses digits when it is read back; a text is cut at its
 * first NUL when it is read back.
 *
 * Booleans become 0 and 1, dates their ISO 8601 text.
 * @throws {TypeError} for a value that cannot be stored unchanged. The message names the kind, never the value.
 */
export function bindable(value: unknown): string | number | bigint | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new TypeError('A text with a NUL character cannot be stored');
    return value;
  }
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)) return value;
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return value;
  if (typeof value === 'number' || typeof value === 'bigint') {
    throw new TypeError('A number that is not exact up to 2^53 cannot be stored: store it as text');
  }
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw new TypeError(`A value of this kind cannot be stored: ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value instanceof Date) return 'invalid date';
  return typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
}
