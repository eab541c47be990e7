// Starts what `npm run build` has made: the help, then the preview, until its page has answered.
import { execFileSync } from 'node:child_process';
import { endedByHand, previewProcess } from '../test/support/preview/preview-process.ts';

const BUILT = 'dist/docent.js';

execFileSync(process.execPath, [BUILT, '--help']);
const preview = await previewProcess({}, [process.execPath, BUILT, 'start'], endedByHand);
const code = await preview.end('SIGTERM');
if (code !== 0) throw new Error(`the preview ended with ${code}: ${preview.printed()}`);
process.stdout.write(`dist starts on Node ${process.version}: the page answered and ${code} was its end\n`);
