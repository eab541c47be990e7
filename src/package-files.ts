import { fileURLToPath } from 'node:url';

/** Where this package's files lie that are not loaded as code. */
export interface PackageFiles {
  /** `package.json`, with the name and the version. */
  readonly manifest: URL;
  /** The folder of the collection that comes with the bot. */
  readonly bundledCollection: string;
  /** The folder of the preview's page. */
  readonly page: URL;
  /** Whether the page can be served as it is; otherwise its scripts and styles have to be bundled first. */
  readonly isPageBuilt: boolean;
}

/** `npm run build` puts all code into one folder, beside copies of the other files. */
const isBuilt = !import.meta.url.endsWith('.ts');

/** The files of the checkout that this runs in, or of the build. */
export const packageFiles: PackageFiles = {
  manifest: fileAt('../package.json', './package.json'),
  bundledCollection: fileURLToPath(fileAt('../collections/wilson-center', './wilson-center')),
  page: fileAt('./preview/page/', './page/'),
  isPageBuilt: isBuilt,
};

function fileAt(inCheckout: string, inBuild: string): URL {
  return new URL(isBuilt ? inBuild : inCheckout, import.meta.url);
}
