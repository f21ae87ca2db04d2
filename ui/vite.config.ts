import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { mockApi } from './dev/mock.ts';

/** pdf.js fetches these by name while it draws; they are served beside the page, never from elsewhere. */
const PDFJS_FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];
const pdfjsRoot = join(import.meta.dirname, 'node_modules/pdfjs-dist');

function pdfjsFiles(): Plugin {
  return {
    name: 'carrel-pdfjs-files',
    apply: 'build',
    generateBundle() {
      for (const folder of PDFJS_FOLDERS) {
        for (const file of readdirSync(join(pdfjsRoot, folder))) {
          // The policy admits WebAssembly, and JBIG2 scans cannot be drawn without it: no second decoder.
          if (file.includes('nowasm')) continue;
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${file}`,
            source: readFileSync(join(pdfjsRoot, folder, file)),
          });
        }
      }
    },
  };
}

/** The same addresses as in the built form, so that the code knows only one. */
function pdfjsFilesInDev(): Plugin {
  return {
    name: 'carrel-pdfjs-files-in-dev',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const match = /^\/(\w+)\/([\w.-]+)$/.exec((request.url ?? '').split('?')[0] ?? '');
        const file = match?.[1] && match[2] ? join(pdfjsRoot, match[1], match[2]) : undefined;
        if (!file || !existsSync(file)) return next();
        if (file.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        response.end(readFileSync(file));
      });
    },
  };
}

export default defineConfig(() => {
  const mock = process.env['CARREL_MOCK'] === '1';
  const server = process.env['CARREL_URL'] ?? 'http://localhost:8080';
  const proxy = mock ? {} : { '/api': server, '/auth': server };
  return {
    plugins: [react(), pdfjsFiles(), pdfjsFilesInDev(), ...(mock ? [mockApi()] : [])],
    server: { host: 'localhost', port: 5173, proxy },
    preview: { host: 'localhost', port: 4173, proxy },
    build: {
      target: 'es2022',
      // A data: URL would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        output: {
          // Some servers do not know .mjs; a worker with the wrong media type is refused.
          assetFileNames: (asset) =>
            asset.names.some((name) => name.endsWith('.mjs'))
              ? 'assets/[name]-[hash].js'
              : 'assets/[name]-[hash][extname]',
        },
      },
    },
    test: { include: ['src/**/*.test.ts'] },
  };
});
