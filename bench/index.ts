/**
 * `npm run bench [-- name… --option…]`: runs the benches named, or all. Each compares with something in the same run,
 * and says itself which options it has.
 */
const BENCHES = ['answers', 'large-archive', 'relevance', 'daily'] as const;

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
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
