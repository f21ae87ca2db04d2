import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist';
// The legacy build runs on the browsers that hospitals and courts still have.
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** One drawn page: its text items and, for each, the element of the text layer that carries it. */
export interface DrawnPage {
  readonly items: readonly string[];
  readonly elements: readonly HTMLElement[];
}

/** A canvas of more would be refused by some browsers, and its memory is not worth the sharpness. */
const MAX_CANVAS_PIXELS = 16_000_000;

/**
 * @param onPassword told when the file needs a password, and again after a wrong one
 */
export async function openPdf(
  content: ArrayBuffer,
  onPassword: (wrong: boolean, use: (password: string) => void) => void,
): Promise<PDFDocumentLoadingTask> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  const task = pdfjs.getDocument({
    data: content,
    cMapUrl: '/pdfjs/cmaps/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
  });
  task.onPassword = (use: (password: string) => void, reason: number) =>
    onPassword(reason === pdfjs.PasswordResponses.INCORRECT_PASSWORD, use);
  return task;
}

/** Draws a page and lays its selectable text over it. Aborting leaves both half done: remove them. */
export async function drawPage(
  page: PDFPageProxy,
  scale: number,
  canvas: HTMLCanvasElement,
  layer: HTMLElement,
  signal: AbortSignal,
): Promise<DrawnPage> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const viewport = page.getViewport({ scale });
  const wanted = window.devicePixelRatio || 1;
  const density = Math.min(wanted, Math.sqrt(MAX_CANVAS_PIXELS / (viewport.width * viewport.height)));
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  const drawing: RenderTask = page.render({
    canvas,
    viewport,
    transform: [density, 0, 0, density, 0, 0],
  });
  // Stopping rejects it while nobody awaits it yet; whoever does await it below still learns of it.
  drawing.promise.catch(() => undefined);
  const stop = () => drawing.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    signal.throwIfAborted();
    layer.replaceChildren();
    const text = new pdfjs.TextLayer({ textContentSource: content, container: layer, viewport });
    await Promise.all([text.render(), drawing.promise]);
    signal.throwIfAborted();
    return { items: text.textContentItemsStr, elements: text.textDivs };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

export type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy };
