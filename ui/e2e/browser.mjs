import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import tar from 'tar-fs';

const require = createRequire(import.meta.url);
const packed = join(dirname(require.resolve('@sparticuz/chromium')), '../../bin');
const version = require('../node_modules/@sparticuz/chromium/package.json').version;
const home = join(import.meta.dirname, '../node_modules/.cache', `carrel-chromium-${version}`);

// The package's own file names folders of the machine that it was made for.
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts/fonts')}</dir>
  <cachedir>${join(tmpdir(), 'carrel-fontconfig')}</cachedir>
</fontconfig>
`;

/**
 * Unpacks the Chromium that @sparticuz/chromium carries, once, and says how to start it. Nothing is downloaded
 * and nothing is asked of the machine but glibc: the NSS libraries and fonts come from the same package.
 *
 * @returns {Promise<{executablePath: string, args: string[], env: Record<string, string>}>}
 */
export async function browser() {
  if (!existsSync(home)) await unpack();
  return {
    executablePath: join(home, 'chromium'),
    // The sandbox needs user namespaces, which containers and root do not have; the pages are our own.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      // One that can be written to, whoever unpacked the browser.
      HOME: tmpdir(),
    },
  };
}

async function unpack() {
  // Beside its place and renamed at the end, so that an interrupted run leaves nothing half done.
  const building = `${home}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  try {
    await Promise.all([
      pipeline(
        createReadStream(join(packed, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(join(building, 'chromium'), { mode: 0o755 }),
      ),
      ...['al2023', 'fonts', 'swiftshader'].map((name) =>
        pipeline(
          createReadStream(join(packed, `${name}.tar.br`)),
          createBrotliDecompress(),
          tar.extract(name === 'swiftshader' ? building : join(building, name)),
        ),
      ),
    ]);
    writeFileSync(join(building, 'fonts.conf'), FONTS);
    renameSync(building, home);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    // Another run may have been faster.
    if (!existsSync(home)) throw error;
  }
}
