/** Ids and names for new nodes: ids are what expressions say (R3), names are what people read. */

const VALID_ID = /^[a-z][a-z0-9_]*$/;

export function isValidId(id: string): boolean {
  return VALID_ID.test(id) && id.length <= 100;
}

export function slug(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
  if (plain === "") return "node";
  return /^[a-z]/.test(plain) ? plain : `n_${plain}`;
}

export function freeId(wanted: string, taken: { has(id: string): boolean }): string {
  const base = isValidId(wanted) ? wanted : slug(wanted);
  if (!taken.has(base)) return base;
  const stem = base.replace(/_\d+$/, "");
  let n = 2;
  while (taken.has(`${stem}_${n}`)) n += 1;
  return `${stem}_${n}`;
}

export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, "");
  let n = 2;
  while (taken.has(`${stem} ${n}`)) n += 1;
  return `${stem} ${n}`;
}
