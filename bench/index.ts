/** `npm run bench [-- name…]`: runs the benches named, or all. Each prints ratios against something in the same run. */
const BENCHES = ['answers', 'large-archive', 'daily'] as const;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !BENCHES.some((known) => known === name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${BENCHES.join(', ')}.`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : BENCHES) {
  const { run }: { run(): Promise<void> } = await import(`./${name}.ts`);
  console.log(`# ${name}`);
  await run();
}
process.exit();
