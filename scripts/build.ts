// `npm run build`: Docent in `dist`, made beside it and put in its place whole.
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleDocent } from './bundle.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const made = await mkdtemp(`${DIST}-`);
try {
  await bundleDocent(made);
  // A temporary folder is its owner's alone.
  await chmod(made, 0o755);
  await rm(DIST, { recursive: true, force: true });
  await rename(made, DIST);
} finally {
  await rm(made, { recursive: true, force: true });
}
