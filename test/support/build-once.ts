// Before the tests that start processes: builds what those run, once, into a folder of this run alone.
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { bundleDocent, FOR_NODE } from '../../scripts/bundle.ts';

/** Builds, and gives what deletes the build again. */
export default async function buildOnce(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-build-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // What stays outside a bundle is found here, as it is where the package is installed.
    await symlink(here('../../node_modules'), join(folder, 'node_modules'), 'junction');
    await bundleDocent(join(folder, 'dist'));
    await bundleProcesses(folder);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('build', folder);
  return remove;
}

/** The processes that tests start besides Docent itself, a file each. */
async function bundleProcesses(outdir: string): Promise<void> {
  const options = { ...FOR_NODE, outdir, outExtension: { '.js': '.mjs' } };
  await Promise.all([
    build({
      ...options,
      entryPoints: [here('./daily/killed.ts')],
      alias: { 'discord.js': here('./daily/discord-parts.ts') },
    }),
    build({
      ...options,
      entryPoints: {
        'store-holder': here('./store-holder.ts'),
        'limited-writer': here('./limited-writer.ts'),
        'killed-first-start': here('./killed-first-start.ts'),
        'closed-loopback': here('./preview/closed-loopback.ts'),
      },
    }),
  ]);
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
